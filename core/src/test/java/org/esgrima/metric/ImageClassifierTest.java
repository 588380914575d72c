package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.Ring;
import org.esgrima.data.Strokes;
import org.esgrima.data.Subset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class ImageClassifierTest {
  private static final Shape MANY = Shape.of(253, 1, 28, 28); // more than one piece

  @TempDir Path temp;

  @Test
  void featuresAreDeterministicWhateverElseIsJudged() {
    try (ImageClassifier digits = DigitClassifier.open();
        Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor images = random.uniform(ElementType.F32, MANY, -1, 1);
      Tensor features = digits.features(images);
      assertThat(features.shape()).isEqualTo(Shape.of(253, digits.featureCount()));
      assertThat(digits.features(images).contentEquals(features)).isTrue();
      Tensor alone = digits.features(images.narrow(0, 251, 1));
      assertThat(alone.sub(features.narrow(0, 251, 1)).abs().max(1).item()).isLessThan(1e-5);
    }
  }

  @Test
  void probabilitiesAreTheSoftmaxOfLogitsAndClassesTheirLargest() {
    try (ImageClassifier digits = DigitClassifier.open();
        Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Tensor images = random.uniform(ElementType.F32, MANY, -1, 1);
      double[] logits = digits.logits(images).toDoubles();
      double[] probabilities = digits.probabilities(images).toDoubles();
      int[] classes = digits.classes(images);
      assertThat(classes).hasSize(253);
      for (int i = 0; i < 253; i++) {
        double[] z = Arrays.copyOfRange(logits, 10 * i, 10 * i + 10);
        double sum = Arrays.stream(z).map(Math::exp).sum();
        for (int k = 0; k < 10; k++) {
          assertThat(probabilities[10 * i + k]).isCloseTo(Math.exp(z[k]) / sum, within(1e-5));
        }
        assertThat(z[classes[i]]).isEqualTo(Arrays.stream(z).max().orElseThrow());
      }
    }
  }

  @Test
  void refusesImagesOfAnotherShapeAndWithoutNumbers() {
    try (ImageClassifier digits = DigitClassifier.open();
        Scope scope = Scope.open()) {
      for (Shape shape :
          new Shape[] {
            Shape.of(2, 3, 28, 28), Shape.of(2, 784), Shape.of(0, 1, 28, 28), Shape.of(1, 28, 28)
          }) {
        Tensor images = Tensor.zeros(ElementType.F32, shape);
        assertThatThrownBy(() -> digits.classes(images))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "digits.safetensors: expected images [1,1,28,28] in [-1, 1] with any N, got "
                    + shape);
      }
      Tensor broken = Tensor.full(ElementType.F32, Shape.of(1, 1, 28, 28), Double.NaN);
      assertThatThrownBy(() -> digits.classes(broken))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("images that are not finite: images 0 to 0");
    }
  }

  @Test
  void accuracyCountsEveryImageOnce() {
    try (ImageClassifier digits = DigitClassifier.open();
        Dataset all = Subset.of(new Strokes(3), 0, 260);
        Dataset first = Subset.of(new Strokes(3), 0, 150);
        Dataset rest = Subset.of(new Strokes(3), 150, 110)) {
      Proportion whole = digits.accuracy(all);
      assertThat(whole.trials()).isEqualTo(260);
      assertThat(whole.successes())
          .isEqualTo(digits.accuracy(first).successes() + digits.accuracy(rest).successes())
          .isLessThanOrEqualTo(260);
    }
  }

  @Test
  void refusesSetsOfOtherSamplesAndWithoutEnd() {
    try (ImageClassifier digits = DigitClassifier.open()) {
      assertThatThrownBy(() -> digits.accuracy(Ring.of(0)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("images of another shape: ring: expected [1,28,28], got [2]");
      assertThatThrownBy(() -> digits.accuracy(new Strokes(0)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("got samples without end");
    }
  }

  @Test
  void refusesFilesThatAreNoClassifiers() throws IOException {
    assertThatThrownBy(() -> ImageClassifier.open(temp.resolve("absent")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing file");
    Path text = Files.writeString(temp.resolve("text"), "not a classifier at all");
    assertThatThrownBy(() -> ImageClassifier.open(text)).isInstanceOf(InputException.class);
    byte[] whole;
    try (var in = DigitClassifier.class.getResourceAsStream("digits.safetensors")) {
      whole = in.readAllBytes();
    }
    Path cut = Files.write(temp.resolve("cut"), Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> ImageClassifier.open(cut))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cut off");
  }
}
