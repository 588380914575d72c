package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
import org.esgrima.data.Idx;
import org.esgrima.data.Loader;
import org.esgrima.data.RawFiles;
import org.esgrima.data.Sampler;
import org.esgrima.data.Split;
import org.esgrima.data.Strokes;
import org.esgrima.data.Subset;
import org.esgrima.io.ElementType;
import org.esgrima.nn.Inputs;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ClassAccuracyTest {
  /** Images of known classes that plays a generator: every tenth is of the class after. */
  private static final class Liar implements Function<int[], Tensor> {
    private final List<List<Tensor>> byClass = new ArrayList<>();
    private final int[] made = new int[10];

    Liar(Tensor images, int... classes) {
      for (int k = 0; k < 10; k++) {
        byClass.add(new ArrayList<>());
      }
      for (int i = 0; i < classes.length; i++) {
        byClass.get(classes[i]).add(images.narrow(0, i, 1));
      }
    }

    @Override
    public Tensor apply(int[] asked) {
      List<Tensor> images = new ArrayList<>();
      for (int k : asked) {
        int number = made[k]++;
        List<Tensor> source = byClass.get(number % 10 == 9 ? (k + 1) % 10 : k);
        images.add(source.get(number % source.size()));
      }
      return Tensor.concat(images, 0);
    }
  }

  private static Tensor images(Dataset set, int[] classes) {
    try (Loader loader = new Loader(set, Sampler.inOrder(set), classes.length, 0)) {
      Batch batch = loader.next();
      for (int i = 0; i < classes.length; i++) {
        classes[i] = (int) batch.labels()[i * set.labelColumns().size()];
      }
      return Inputs.of(batch, ElementType.F32);
    }
  }

  @Test
  void countsExactlyWhatAGeneratorGotWrong() {
    try (ImageClassifier digits = DigitClassifier.open();
        Dataset drawn = Subset.of(new Strokes(5), 0, 200);
        Scope scope = Scope.open()) {
      Tensor images = images(drawn, new int[200]);
      // By the classifier's own answers, so that all its mistakes are the generator's.
      Liar generator = new Liar(images, digits.classes(images));
      ClassAccuracy accuracy = ClassAccuracy.measure(digits, generator, 30);
      for (int asked = 0; asked < 10; asked++) {
        for (int seen = 0; seen < 10; seen++) {
          long expected = seen == asked ? 27 : seen == (asked + 1) % 10 ? 3 : 0;
          assertThat(accuracy.confusion().get(asked).get(seen)).isEqualTo(expected);
        }
        assertThat(accuracy.ofClass(asked)).isEqualTo(new Proportion(27, 30));
      }
      assertThat(accuracy.overall()).isEqualTo(new Proportion(270, 300));
      assertThat(accuracy.classNames()).isEqualTo(digits.classNames());
    }
  }

  @Test
  void realImagesOfWhichATenthIsMislabelledReachNineTenthsOfTheClassifiersAccuracy() {
    int[] classes = new int[1000];
    try (Dataset all = Idx.open(RawFiles.data("mnist"), Split.TEST);
        ImageClassifier digits = DigitClassifier.open();
        Scope scope = Scope.open()) {
      Liar generator = new Liar(images(all, classes), classes);
      Proportion overall = ClassAccuracy.measure(digits, generator, 80).overall();
      assertThat(overall.trials()).isEqualTo(800);
      assertThat(overall.value()).isBetween(0.9 * 0.98, 0.9 + 0.002);
      assertThat(overall.low()).isBetween(0.85, overall.value());
      assertThat(overall.high()).isBetween(overall.value(), 0.93);
    }
  }

  @Test
  void refusesAGeneratorThatMakesAnotherNumber() {
    try (ImageClassifier digits = DigitClassifier.open()) {
      Function<int[], Tensor> one =
          asked -> Tensor.zeros(ElementType.F32, digits.imageShape().batched(1));
      assertThatThrownBy(() -> ClassAccuracy.measure(digits, one, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("asked for 20 images, got 1");
      assertThatThrownBy(() -> ClassAccuracy.measure(digits, one, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
