package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.GaussianStatistics.Covariance;
import org.esgrima.torch.LinearAlgebra;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class FidTest {
  private static GaussianStatistics normal(double[] mean, double[] covariance) {
    Shape square = Shape.of(mean.length, mean.length);
    return GaussianStatistics.ofMoments(
        1_000,
        Tensor.of(mean, Shape.of(mean.length)),
        Tensor.of(covariance, square),
        Covariance.UNBIASED);
  }

  @Test
  void ofIndependentComponentsIsTheSumOfSquaredDifferencesOfMeansAndDeviations() {
    try (Scope scope = Scope.open();
        GaussianStatistics a = normal(new double[] {0, 1}, new double[] {4, 0, 0, 9});
        GaussianStatistics b = normal(new double[] {3, 1}, new double[] {1, 0, 0, 25})) {
      assertThat(new Fid().distance(a, b)).isCloseTo(9 + 1 + 4, Offset.offset(1e-12));
    }
  }

  /** (Σ₁Σ₂)^½ of two planes that do not commute, by the closed form of 2 × 2 matrices. */
  @Test
  void ofCorrelatedComponents() {
    try (Scope scope = Scope.open();
        GaussianStatistics a = normal(new double[2], new double[] {2, 1, 1, 3});
        GaussianStatistics b = normal(new double[2], new double[] {5, -2, -2, 1})) {
      // tr √M = √(tr M + 2 √det M), with M = Σ₁Σ₂ = (8 −3; −1 1): tr 9, det 5.
      double trace = Math.sqrt(9 + 2 * Math.sqrt(5));
      assertThat(new Fid().distance(a, b)).isCloseTo(11 - 2 * trace, Offset.offset(1e-12));
      assertThat(new Fid().distance(b, a)).isCloseTo(11 - 2 * trace, Offset.offset(1e-12));
    }
  }

  @Test
  void ofDegenerateDistributions() {
    try (Scope scope = Scope.open();
        GaussianStatistics point = normal(new double[] {1, 2}, new double[4]);
        GaussianStatistics line = normal(new double[] {1, 0}, new double[] {4, 4, 4, 4});
        GaussianStatistics across = normal(new double[] {1, 0}, new double[] {1, -1, -1, 1})) {
      assertThat(new Fid().distance(point, line)).isCloseTo(4 + 8, Offset.offset(1e-12));
      assertThat(new Fid().distance(line, point)).isCloseTo(4 + 8, Offset.offset(1e-12));
      assertThat(new Fid().distance(line, across)).isCloseTo(8 + 2, Offset.offset(1e-7));
      assertThat(new Fid().distance(line, line)).isCloseTo(0, Offset.offset(1e-12));
      assertThat(new Fid().distance(point, point)).isZero();
    }
  }

  @Test
  void rotatingAndShiftingBothSetsChangesNothingAndScalingMultipliesBySquare() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(4)) {
      Tensor a = random.normal(ElementType.F64, Shape.of(60, 5), 0, 1);
      Tensor b = random.uniform(ElementType.F64, Shape.of(50, 5), 0, 2);
      Tensor any = random.normal(ElementType.F64, Shape.of(5, 5), 0, 1);
      Tensor rotation = LinearAlgebra.symmetricEigen(any.add(any.transpose(0, 1))).vectors();
      double plain = value(a, b);
      double moved = value(a.matmul(rotation).add(7), b.matmul(rotation).add(7));
      assertThat(moved).isCloseTo(plain, Offset.offset(1e-10));
      assertThat(value(a.mul(3), b.mul(3))).isCloseTo(9 * plain, Offset.offset(1e-9));
      assertThat(value(b, a)).isCloseTo(plain, Offset.offset(1e-10));
      assertThat(value(a, a)).isCloseTo(0, Offset.offset(1e-12));
    }
  }

  private static double value(Tensor reals, Tensor fakes) {
    return new Fid().measure(reals, fakes).get(0).value();
  }

  @Test
  void intervalIsAroundTheValueAndNarrowsWithMoreSamples() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(4)) {
      Fid fid = new Fid(Covariance.UNBIASED, new Bootstrap(200, 0.9, 3));
      Tensor reals = random.normal(ElementType.F32, Shape.of(1_000, 2), 0, 1);
      Tensor fakes = random.normal(ElementType.F32, Shape.of(1_600, 2), 1, 1);
      Measurement many = fid.measure(reals, fakes).get(0);
      Measurement few = fid.measure(reals, fakes.narrow(0, 0, 100)).get(0);
      for (Measurement m : new Measurement[] {many, few}) {
        assertThat(m.value()).isBetween(m.interval().low(), m.interval().high());
        assertThat(m.interval().draws()).isEqualTo(200);
      }
      // ‖δ‖² with δ = (1,1) has standard error 2‖δ‖/√M, if the covariances contribute little.
      double expected = 2 * 1.645 * 2 * Math.sqrt(2) / Math.sqrt(1_600);
      double width = many.interval().high() - many.interval().low();
      assertThat(width).isBetween(0.7 * expected, 1.3 * expected);
      assertThat(few.interval().high() - few.interval().low()).isGreaterThan(2.5 * width);
      assertThat(fid.measure(reals, fakes).get(0)).isEqualTo(many);
    }
  }
}
