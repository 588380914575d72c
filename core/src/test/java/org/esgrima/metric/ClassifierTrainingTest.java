package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.Strokes;
import org.esgrima.data.Subset;
import org.esgrima.io.Json;
import org.esgrima.torch.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** On drawn digits, which are on every machine. */
@ExtendWith(NoLeaks.class)
class ClassifierTrainingTest {
  private static final ClassifierSettings SETTINGS =
      new ClassifierSettings(List.of(4, 8), 2, 10, 1e-2, 0.01, 1, 7);

  @TempDir Path temp;
  private final Dataset data = Subset.of(new Strokes(0), 0, 40);
  private final Dataset test = Subset.of(new Strokes(1), 0, 23);

  @Test
  void aFewStepsLowerTheLoss() {
    ClassifierSettings wholeSet = new ClassifierSettings(List.of(8, 16), 30, 40, 2e-2, 0, 0, 7);
    ConvNet net = new ConvNet(1, 28, wholeSet.widths(), 10);
    try (ClassifierSteps steps = new ClassifierSteps(data, List.of(0), net, wholeSet)) {
      double first = steps.step();
      double last = first;
      for (int i = 1; i < 30; i++) {
        last = steps.step();
      }
      assertThat(first).isBetween(1.5, 4.0); // chance is log 10 = 2.3
      assertThat(last).isLessThan(0.75 * first);
    }
  }

  @Test
  void theFileTellsHowItWasMadeAndWhatItReached() {
    List<Integer> epochs = new ArrayList<>();
    try (ImageClassifier trained =
        new ClassifierTraining(data, test, "digit", SETTINGS)
            .run(temp.resolve("a"), (epoch, loss) -> epochs.add(epoch))) {
      assertThat(epochs).containsExactly(1, 2);
      assertThat(trained.label()).isEqualTo("digit");
      assertThat(trained.classNames()).hasSize(10).startsWith("0", "1");
      assertThat(trained.metadata().get("training")).isEqualTo(Json.json(SETTINGS));
      var learnt = Json.parseJson(trained.metadata().get("data"), "data");
      assertThat(learnt.path("fingerprint").textValue()).isEqualTo(data.fingerprint());
      var reached = Json.parseJson(trained.metadata().get("test"), "test");
      Proportion accuracy = trained.accuracy(test);
      assertThat(reached.path("images").longValue()).isEqualTo(23);
      assertThat(reached.path("correct").longValue()).isEqualTo(accuracy.successes());
      assertThat(reached.path("accuracy").doubleValue()).isEqualTo(accuracy.value());
    }
  }

  @Test
  void theSameTrainingWritesTheSameFile() {
    ClassifierTraining training = new ClassifierTraining(data, test, "digit", SETTINGS);
    training.run(temp.resolve("a"), (epoch, loss) -> {}).close();
    training.run(temp.resolve("b"), (epoch, loss) -> {}).close();
    assertThat(temp.resolve("a")).hasSameBinaryContentAs(temp.resolve("b"));
    assertThat(temp.toFile().list()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void refusesSetsThatDoNotFitAndPlacesThatDoNotExist() {
    assertThatThrownBy(() -> new ClassifierTraining(data, test, "slant", SETTINGS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("labels named slant, got [digit]");
    assertThatThrownBy(() -> new ClassifierTraining(new Strokes(0), test, "digit", SETTINGS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("samples without end");
    ClassifierTraining training = new ClassifierTraining(data, test, "digit", SETTINGS);
    Path nowhere = temp.resolve("nowhere").resolve("a");
    assertThatThrownBy(() -> training.run(nowhere, (epoch, loss) -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing directory");
    assertThatThrownBy(() -> new ClassifierSettings(List.of(4), 0, 10, 1e-2, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs is out of range: 0");
  }
}
