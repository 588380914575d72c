package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Intervals by resampling and of counts. */
class IntervalTest {
  @Test
  void bootstrapOfAMeanHasTheWidthOfItsStandardError() {
    double[] values = new double[900];
    Arrays.setAll(values, i -> i % 3); // deviation √(2/3)
    Interval interval = new Bootstrap(2_000, 0.95, 1).ofMean(values);
    double error = 1.96 * Math.sqrt(2 / 3.0) / 30;
    assertThat(interval.low()).isCloseTo(1 - error, Offset.offset(0.004));
    assertThat(interval.high()).isCloseTo(1 + error, Offset.offset(0.004));
    assertThat(interval.method()).isEqualTo(Interval.Method.BOOTSTRAP);
    assertThat(interval.draws()).isEqualTo(2_000);
    assertThat(interval.level()).isEqualTo(0.95);
    assertThat(interval.seed()).isEqualTo(1);
  }

  @Test
  void bootstrapDependsOnItsSeedOnly() {
    double[] values = {1, 2, 3, 5, 8};
    assertThat(new Bootstrap(100, 0.9, 4).ofMean(values))
        .isEqualTo(new Bootstrap(100, 0.9, 4).ofMean(values));
    assertThat(new Bootstrap(100, 0.9, 4).ofMean(values).low())
        .isNotEqualTo(new Bootstrap(100, 0.9, 5).ofMean(values).low());
  }

  @Test
  void bootstrapOfABiasedMeasureLiesAroundTheValue() {
    double[] values = new double[50];
    Arrays.setAll(values, i -> i);
    // The largest value is smaller on every resample that lacks it.
    Interval interval =
        new Bootstrap(500, 0.9, 4)
            .of(
                49,
                50,
                indices ->
                    Arrays.stream(indices).mapToDouble(i -> values[(int) i]).max().orElseThrow());
    assertThat(interval.low()).isLessThan(49);
    assertThat(interval.high()).isGreaterThan(49);
  }

  /** The usual table of exact limits: 0 to 3.69, 1: 0.0253 to 5.57, 10: 4.80 to 18.39. */
  @Test
  void poissonLimitsAreThoseOfTheTable() {
    assertThat(PoissonCount.lower(0)).isZero();
    assertThat(PoissonCount.upper(0)).isCloseTo(3.6889, Offset.offset(1e-4));
    assertThat(PoissonCount.lower(1)).isCloseTo(0.0253, Offset.offset(1e-4));
    assertThat(PoissonCount.upper(1)).isCloseTo(5.5716, Offset.offset(1e-4));
    assertThat(PoissonCount.lower(10)).isCloseTo(4.7954, Offset.offset(1e-4));
    assertThat(PoissonCount.upper(10)).isCloseTo(18.3904, Offset.offset(1e-4));
  }

  @Test
  void poissonLimitsOfLargeCountsAreThoseOfTheNormalDistribution() {
    double count = 1e6;
    double error = 1.959964 * Math.sqrt(count);
    assertThat(PoissonCount.lower(1_000_000)).isCloseTo(count - error, Offset.offset(3.0));
    assertThat(PoissonCount.upper(1_000_000)).isCloseTo(count + error, Offset.offset(4.0));
  }

  @Test
  void refusesEndsInTheWrongOrder() {
    assertThatThrownBy(() -> new Interval(2, 1, Interval.Method.STANDARD_ERROR, null, 3, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an interval: 2.0 to 1.0 from 3 draws");
    assertThatThrownBy(
            () -> new Interval(Double.NaN, 1, Interval.Method.STANDARD_ERROR, null, 3, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
