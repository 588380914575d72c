package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Precision, recall, density and coverage; {@link FeatureMetricsGoldenTest} has the goldens. */
@ExtendWith(NoLeaks.class)
class NeighbourMetricsTest {
  private static double[] values(List<Measurement> measurements) {
    return measurements.stream().mapToDouble(Measurement::value).toArray();
  }

  private static Tensor line(double... points) {
    return Tensor.of(points, Shape.of(points.length, 1));
  }

  /** Radii with k = 1: reals 1, 1, 4; fakes 0.5, 0.5, 17.5, by hand. */
  @Test
  void onALine() {
    try (Scope scope = Scope.open()) {
      Tensor reals = line(0, 1, 5);
      Tensor fakes = line(2, 2.5, 20);
      // Only 2 and 2.5 lie within 4 of 5; 2 lies at exactly 1 from 1. Fake 20 reaches to 2.5.
      assertThat(values(new PrecisionRecall(1, null).measure(reals, fakes)))
          .containsExactly(new double[] {2 / 3.0, 1 / 3.0}, Offset.offset(1e-15));
      assertThat(values(new DensityCoverage(1, null).measure(reals, fakes)))
          .containsExactly(new double[] {2 / 3.0, 1 / 3.0, 2 / 3.0, 1 / 3.0}, Offset.offset(1e-15));
    }
  }

  @Test
  void aSampleAtExactlyTheRadiusIsInsideForOneAndOutsideForTheOther() {
    try (Scope scope = Scope.open()) {
      Tensor reals = line(0, 1);
      Tensor fakes = line(2, 102);
      assertThat(new PrecisionRecall(1, null).measure(reals, fakes).get(0).value()).isEqualTo(0.5);
      assertThat(new DensityCoverage(1, null).measure(reals, fakes).get(0).value()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40})
  void equalSetsGiveOne(int width) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor x = random.normal(ElementType.F32, Shape.of(1_100, width), 5, 1);
      assertThat(values(new PrecisionRecall(3, null).measure(x, x))).containsExactly(1, 1);
      assertThat(values(new DensityCoverage(5, null).measure(x, x))).containsExactly(1, 1, 1, 1);
    }
  }

  @Test
  void distantSetsGiveZero() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor x = random.normal(ElementType.F32, Shape.of(50, 4), 0, 1);
      Tensor y = random.normal(ElementType.F32, Shape.of(60, 4), 100, 1);
      assertThat(values(new PrecisionRecall().measure(x, y))).containsExactly(0, 0);
      assertThat(values(new DensityCoverage().measure(x, y))).containsExactly(0, 0, 0, 0);
    }
  }

  /** A collapsed generator is precise, but recalls and covers little. */
  @Test
  void collapseCostsRecallAndCoverage() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor reals = random.normal(ElementType.F32, Shape.of(500, 2), 0, 1);
      Tensor fakes = random.normal(ElementType.F32, Shape.of(500, 2), 0, 0.05);
      double[] found = values(new DensityCoverage().measure(reals, fakes));
      assertThat(found[0]).isGreaterThan(0.95);
      assertThat(found[1]).isLessThan(0.05);
      assertThat(found[3]).isLessThan(0.2);
    }
  }

  /** Naeem et al. 2020: for one distribution coverage is about 1 − 2⁻ᵏ and density about 1. */
  @Test
  void twoSetsOfOneDistributionReachTheExpectedValues() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor x = random.normal(ElementType.F32, Shape.of(1_500, 20), 0, 1);
      Tensor y = random.normal(ElementType.F32, Shape.of(1_500, 20), 0, 1);
      double[] found = values(new DensityCoverage(3, null).measure(x, y));
      assertThat(found[2]).isCloseTo(1, Offset.offset(0.1));
      assertThat(found[3]).isCloseTo(1 - 1 / 8.0, Offset.offset(0.05));
    }
  }

  /** Several tiles each way, by differences and by products, against loops over all pairs. */
  @ParameterizedTest
  @ValueSource(ints = {2, 24})
  void tilesGiveTheSameAsAllPairsAtOnce(int width) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(6)) {
      int n = (int) SquaredDistances.ROWS + 90;
      int m = (int) SquaredDistances.COLUMNS + 60;
      Tensor reals = random.normal(ElementType.F64, Shape.of(n, width), 0, 1);
      Tensor fakes = random.normal(ElementType.F64, Shape.of(m, width), 0.2, 1);
      double[][] cross = distances(reals, fakes);
      double[] realRadii = radii(distances(reals, reals), 4);
      double[] fakeRadii = radii(distances(fakes, fakes), 4);
      double[] balls = new double[m];
      double covered = 0;
      double recalled = 0;
      for (int i = 0; i < n; i++) {
        boolean covers = false;
        boolean recalls = false;
        for (int j = 0; j < m; j++) {
          balls[j] += cross[i][j] < realRadii[i] ? 1 : 0;
          covers |= cross[i][j] < realRadii[i];
          recalls |= cross[i][j] < fakeRadii[j];
        }
        covered += covers ? 1 : 0;
        recalled += recalls ? 1 : 0;
      }
      double precise = Arrays.stream(balls).filter(b -> b > 0).count();
      double dense = Arrays.stream(balls).sum() / 4;
      double[] expected = {precise / m, recalled / n, dense / m, covered / n};
      assertThat(values(new DensityCoverage(4, null).measure(reals, fakes)))
          .containsExactly(expected, Offset.offset(1e-12));
    }
  }

  private static double[][] distances(Tensor a, Tensor b) {
    int width = (int) a.shape().size(1);
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double[][] distances = new double[x.length / width][y.length / width];
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < distances[i].length; j++) {
        for (int f = 0; f < width; f++) {
          distances[i][j] += Math.pow(x[i * width + f] - y[j * width + f], 2);
        }
      }
    }
    return distances;
  }

  private static double[] radii(double[][] squared, int k) {
    return Arrays.stream(squared)
        .mapToDouble(row -> Arrays.stream(row).sorted().skip(k).findFirst().orElseThrow())
        .toArray();
  }

  @Test
  void intervalsAreThoseOfShares() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor x = random.normal(ElementType.F32, Shape.of(400, 6), 0, 1);
      Tensor y = random.normal(ElementType.F32, Shape.of(400, 6), 0.8, 1);
      for (Measurement m : new PrecisionRecall().measure(x, y)) {
        double error = 1.96 * Math.sqrt(m.value() * (1 - m.value()) / 400);
        assertThat(m.interval().low()).isCloseTo(m.value() - error, Offset.offset(0.01));
        assertThat(m.interval().high()).isCloseTo(m.value() + error, Offset.offset(0.01));
      }
    }
  }
}
