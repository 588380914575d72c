package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class InceptionScoreTest {
  @Test
  void isThatOfTheReference() {
    try (Golden golden = Golden.open("metrics/inception_score");
        Scope scope = Scope.open()) {
      InceptionScore score = new InceptionScore(golden.config().path("splits").intValue(), null);
      Tensor probabilities = golden.tensor("probs", ElementType.F32);
      golden.assertClose(score.scores(probabilities), "scores.probs", ElementType.F64);
      compare(golden, score.measure(probabilities), "probs");
      Tensor logits = golden.tensor("logits", ElementType.F32);
      compare(golden, score.measure(InceptionScore.probabilities(logits)), "logits");
      double[] whole = new InceptionScore(1, null).scores(probabilities);
      golden.assertClose(whole, "is1.probs", ElementType.F64);
    }
  }

  private static void compare(Golden golden, Measurement measured, String kind) {
    double deviation = measured.interval().high() - measured.value();
    assertThat(measured.interval().method()).isEqualTo(Interval.Method.STANDARD_DEVIATION);
    golden.assertClose(new double[] {measured.value()}, "is.mean." + kind, ElementType.F64);
    golden.assertClose(new double[] {deviation}, "is.std." + kind, ElementType.F64);
  }

  @Test
  void certainAnswersThatCoverAllClassesScoreTheirNumber() {
    try (Scope scope = Scope.open()) {
      Tensor certain = Tensor.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, Shape.of(3, 3));
      assertThat(new InceptionScore(1, null).measure(certain).value())
          .isCloseTo(3, Offset.offset(1e-12));
      Tensor same = Tensor.of(new float[] {1, 0, 0, 1, 0, 0, 1, 0, 0}, Shape.of(3, 3));
      assertThat(new InceptionScore(1, null).measure(same).value())
          .isCloseTo(1, Offset.offset(1e-12));
    }
  }

  @Test
  void shufflingTakesTheOrderOfTheReferenceTools() {
    try (Scope scope = Scope.open()) {
      // RandomState(25).permutation(10) begins 5 1 3 8 0: the first half is all of class 0.
      float[] rows = new float[20];
      for (int i = 0; i < 10; i++) {
        boolean first = i == 5 || i == 1 || i == 3 || i == 8 || i == 0;
        rows[2 * i] = first ? 1 : 0;
        rows[2 * i + 1] = first ? 0 : 1;
      }
      Tensor probabilities = Tensor.of(rows, Shape.of(10, 2));
      assertThat(new InceptionScore(2, 25L).scores(probabilities)).containsExactly(1, 1);
      assertThat(new InceptionScore(2, null).scores(probabilities)[0]).isGreaterThan(1.1);
    }
  }

  @Test
  void refusesWhatIsNoDistribution() {
    try (Scope scope = Scope.open()) {
      Tensor logits = Tensor.of(new float[] {2, -1, 0, 3}, Shape.of(2, 2));
      assertThatThrownBy(() -> new InceptionScore(1, null).measure(logits))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("not probabilities: probabilities: expected rows of numbers")
          .hasMessageContaining("got a number -1.0.");
      Tensor sums = Tensor.of(new float[] {0.5f, 0.5f, 0.5f, 0.25f}, Shape.of(2, 2));
      assertThatThrownBy(() -> new InceptionScore(1, null).measure(sums))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("got a row whose sum is off by 0.25.");
      assertThatThrownBy(() -> new InceptionScore(3, null).measure(sums))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected at least 3, got 2.");
    }
  }
}
