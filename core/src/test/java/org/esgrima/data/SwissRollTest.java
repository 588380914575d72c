package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.esgrima.data.RawFiles.labels;
import static org.esgrima.data.RawFiles.sample;

import java.nio.ByteBuffer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;

class SwissRollTest {
  private static final int SAMPLES = 100_000;

  @Test
  void momentsAreTheIntegralsAlongTheSpiral() {
    SwissRoll roll = new SwissRoll(11);
    // With t uniform from 1.5 pi to 4.5 pi: E[t cos t] = 2, E[t sin t] = 2 / (3 pi),
    // E[t² cos² t] = 39 pi² / 8 - 1/4, E[t² sin² t] = 39 pi² / 8 + 1/4, E[t² sin t cos t] = 3 pi /
    // 2.
    double square = 39 * Math.PI * Math.PI / 8;
    double noise = 0.25 * 0.25;
    expectMean(roll, (x, y) -> x, 2);
    expectMean(roll, (x, y) -> y, 2 / (3 * Math.PI));
    expectMean(roll, (x, y) -> x * x, square - 0.25 + noise);
    expectMean(roll, (x, y) -> y * y, square + 0.25 + noise);
    expectMean(roll, (x, y) -> x * y, 1.5 * Math.PI);
  }

  @Test
  void pointsLieAroundTheSpiralWithTheStatedNoise() {
    SwissRoll roll = new SwissRoll(12);
    double variance = 0.25 * 0.25;
    IntToDoubleFunction across =
        i -> {
          double[] point = point(roll, i);
          double angle = labels(roll, i)[0];
          return Math.pow(7.5 * point[0] - angle * Math.cos(angle), 2)
              + Math.pow(7.5 * point[1] - angle * Math.sin(angle), 2);
        };
    // The mean of 2 N squared normal numbers has the relative deviation sqrt(2 / 2N).
    assertThat(mean(across)).isCloseTo(2 * variance, within(5 * 2 * variance / Math.sqrt(SAMPLES)));
  }

  @Test
  void anglesAreUniformOverOneAndAHalfTurns() {
    SwissRoll roll = new SwissRoll(13);
    int bins = 30;
    int[] counts = new int[bins];
    for (int i = 0; i < SAMPLES; i++) {
      double share = (labels(roll, i)[0] - 1.5 * Math.PI) / (3 * Math.PI);
      assertThat(share).isBetween(0.0, 1.0);
      counts[Math.min(bins - 1, (int) (share * bins))]++;
    }
    double expected = (double) SAMPLES / bins;
    double chiSquared =
        IntStream.of(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    assertThat(chiSquared).isBetween(5.0, 29 + 5 * Math.sqrt(58));
  }

  @Test
  void samplesDependOnSeedAndIndexOnly() {
    assertThat(sample(new SwissRoll(5), 17)).isEqualTo(sample(new SwissRoll(5), 17));
    assertThat(sample(new SwissRoll(5), 17)).isNotEqualTo(sample(new SwissRoll(6), 17));
    assertThat(sample(new SwissRoll(5), 17)).isNotEqualTo(sample(new SwissRoll(5), 18));
    assertThat(new SwissRoll(5).fingerprint())
        .hasSize(64)
        .isEqualTo(new SwissRoll(5).fingerprint())
        .isNotEqualTo(new SwissRoll(6).fingerprint());
    assertThatThrownBy(() -> sample(new SwissRoll(0), -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void describesItself() {
    try (SwissRoll roll = new SwissRoll(0)) {
      assertThat(roll.name()).isEqualTo("swiss-roll");
      assertThat(roll.elementType()).isEqualTo(ElementType.F32);
      assertThat(roll.sampleShape()).isEqualTo(Shape.of(2));
      assertThat(roll.size()).isEqualTo(Dataset.UNLIMITED);
      assertThat(roll.labelColumns()).containsExactly(LabelColumn.number("angle"));
    }
  }

  /** Compares the mean of f at points that are multiplied by 7.5. */
  private static void expectMean(SwissRoll roll, DoubleBinaryOperator f, double expected) {
    IntToDoubleFunction value =
        i -> {
          double[] point = point(roll, i);
          return f.applyAsDouble(7.5 * point[0], 7.5 * point[1]);
        };
    double deviation = Math.sqrt(mean(i -> Math.pow(value.applyAsDouble(i) - expected, 2)));
    assertThat(mean(value)).isCloseTo(expected, within(5 * deviation / Math.sqrt(SAMPLES)));
  }

  private static double mean(IntToDoubleFunction value) {
    return IntStream.range(0, SAMPLES).mapToDouble(value).average().orElseThrow();
  }

  private static double[] point(SwissRoll roll, long index) {
    ByteBuffer bytes = ByteBuffer.wrap(sample(roll, index));
    return new double[] {bytes.getFloat(0), bytes.getFloat(4)};
  }
}
