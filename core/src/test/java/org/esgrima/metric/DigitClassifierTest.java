package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.esgrima.data.Dataset;
import org.esgrima.data.Idx;
import org.esgrima.data.RawFiles;
import org.esgrima.data.Split;
import org.esgrima.data.Strokes;
import org.esgrima.data.Subset;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class DigitClassifierTest {
  /** Numbers published with one classifier cannot be compared with those of another. */
  private static final String HASH =
      "f74570ac347c5f00573d88e1141d242e3a4bb0f0d21150c08eefb7b7b1bf513a";

  @Test
  void isTheOneThatPublishedNumbersWereMeasuredWith() {
    try (ImageClassifier digits = DigitClassifier.open()) {
      assertThat(digits.hash()).isEqualTo(HASH);
      assertThat(digits.imageShape()).isEqualTo(Shape.of(1, 28, 28));
      assertThat(digits.classNames()).hasSize(10).startsWith("0", "1");
      assertThat(digits.featureCount()).isEqualTo(64);
      assertThat(digits.metadata().get("training")).isEqualTo(Json.json(DigitClassifier.SETTINGS));
    }
  }

  @Test
  void recognisesMnist() {
    try (Dataset all = Idx.open(RawFiles.data("mnist"), Split.TEST);
        Dataset first = Subset.of(all, 0, 2000);
        ImageClassifier digits = DigitClassifier.open()) {
      var told = Json.parseJson(digits.metadata().get("test"), "test");
      assertThat(told.path("fingerprint").textValue()).isEqualTo(all.fingerprint());
      assertThat(told.path("accuracy").doubleValue()).isGreaterThanOrEqualTo(0.993);
      // 1,982 of these; another processor may round the last bits of a close call differently.
      assertThat(digits.accuracy(first).successes()).isBetween(1980L, 1984L);
    }
  }

  @Test
  void recognisesDrawnDigitsThatItNeverSaw() {
    try (Dataset drawn = Subset.of(new Strokes(0), 0, 500);
        ImageClassifier digits = DigitClassifier.open()) {
      assertThat(digits.accuracy(drawn).value()).isGreaterThan(0.9);
    }
  }
}
