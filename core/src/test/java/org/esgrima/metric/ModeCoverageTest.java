package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.esgrima.Golden;
import org.esgrima.data.GaussianMixture;
import org.esgrima.data.GaussianMixture.Centre;
import org.esgrima.data.Grid;
import org.esgrima.data.Ring;
import org.esgrima.data.StackedMnist;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.junit.jupiter.api.Test;

class ModeCoverageTest {
  private static final CountingRule.OfClass ONE_SAMPLE = CountingRule.OfClass.PUBLISHED;

  @Test
  void classesAreCountedAsTheReferenceCountsThem() {
    try (Golden golden = Golden.open("metrics/mode_coverage")) {
      int modes = golden.config().get("classes").intValue();
      int[] labels = integers(golden.values("labels"));
      int[] digits = integers(golden.values("digits"));
      for (int i = 0; i < labels.length; i++) {
        int at = 3 * i;
        assertThat(StackedMnist.triple(digits[at], digits[at + 1], digits[at + 2]))
            .isEqualTo(labels[i]);
      }

      ModeCoverage even = ModeCoverage.ofClasses(labels, modes);
      assertThat(even.covered()).isEqualTo((int) golden.values("modes")[0]);
      assertThat(even.counts().stream().mapToDouble(Long::doubleValue).toArray())
          .isEqualTo(golden.values("counts"));
      golden.assertClose(new double[] {even.reverseKl()}, "kl", ElementType.F64);

      ModeCoverage uneven = ModeCoverage.ofClasses(labels, golden.values("q"), ONE_SAMPLE);
      golden.assertClose(new double[] {uneven.reverseKl()}, "kl_vs_q", ElementType.F64);
    }
  }

  @Test
  void samplesOfTheMixtureItselfAreWithinThreeSigmaAsOftenAsAGaussianIs() {
    int n = 20_000;
    for (GaussianMixture mixture : List.of(Ring.of(1), Grid.of(1))) {
      int modes = mixture.centres().size();
      ModeCoverage coverage = ModeCoverage.of(mixture, drawn(mixture, n));
      double share = 1 - Math.exp(-4.5);
      double deviation = Math.sqrt(share * (1 - share) / n);
      assertThat(coverage.highQualityShare()).isCloseTo(share, within(5 * deviation));
      assertThat(coverage.covered()).isEqualTo(modes);
      assertThat(coverage.samples()).isEqualTo(n);
      // 2 N KL is distributed as chi-squared with K − 1 degrees of freedom.
      double most = (modes - 1 + 5 * Math.sqrt(2.0 * (modes - 1))) / (2 * n);
      assertThat(coverage.reverseKl()).isBetween(0.0, most);
      assertThat(coverage.forwardKl()).isBetween(0.0, 1.1 * most);
    }
  }

  @Test
  void oneCollapsedModeHasTheDivergencesWorkedOutByHand() {
    GaussianMixture ring = Ring.of(0);
    Centre centre = ring.centres().get(5);
    ModeCoverage coverage = ModeCoverage.of(ring, repeated(40, centre.x(), centre.y()));
    assertThat(coverage.covered()).isEqualTo(1);
    assertThat(coverage.highQualityShare()).isEqualTo(1);
    assertThat(coverage.reverseKl()).isCloseTo(Math.log(8), within(1e-15));
    assertThat(coverage.forwardKl()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(coverage.counts()).containsExactly(0L, 0L, 0L, 0L, 0L, 40L, 0L, 0L);
  }

  @Test
  void theLimitOfHighQualityIsTheRules() {
    GaussianMixture one = new GaussianMixture("one", 0, List.of(new Centre(0, 0)), 0.5);
    // Distances of 1.4, 1.5, 1.6 and 2.5 along a diagonal and the axes: 2.8, 3, 3.2 and 5 sigma.
    double[] points = {1.4 * 0.6, 1.4 * 0.8, -1.5, 0, 0, 1.6, 2, 1.5};
    assertThat(ModeCoverage.of(one, points).highQuality()).isEqualTo(2);
    assertThat(highQuality(one, points, 2.9)).isEqualTo(1);
    assertThat(highQuality(one, points, 3.3)).isEqualTo(3);
    assertThat(highQuality(one, points, Double.POSITIVE_INFINITY)).isEqualTo(4);
  }

  @Test
  void samplesOfLowQualityCoverNoModeAndAreNotInTheHistogram() {
    GaussianMixture grid = Grid.of(0);
    // Midway between centres: 20 sigma from each.
    ModeCoverage nothing = ModeCoverage.of(grid, repeated(9, 1, 0));
    assertThat(nothing.covered()).isZero();
    assertThat(nothing.highQuality()).isZero();
    assertThat(nothing.highQualityShare()).isZero();
    assertThat(nothing.reverseKl()).isNaN();
    assertThat(nothing.forwardKl()).isNaN();

    double[] two = {0, 0, 2, 2, 1, 0, 1, 2};
    ModeCoverage half = ModeCoverage.of(grid, two);
    assertThat(half.highQualityShare()).isEqualTo(0.5);
    assertThat(half.reverseKl()).isCloseTo(Math.log(25 / 2.0), within(1e-14));
  }

  @Test
  void pointsThatAreNotFiniteCountForNoMode() {
    GaussianMixture ring = Ring.of(0);
    double[] points = {Double.NaN, 0, 1, Double.POSITIVE_INFINITY, 1e200, 1e200, 1, 0};
    ModeCoverage coverage = ModeCoverage.of(ring, points);
    assertThat(coverage.samples()).isEqualTo(4);
    assertThat(coverage.highQuality()).isEqualTo(1);
    assertThat(highQuality(ring, points, Double.POSITIVE_INFINITY)).isEqualTo(2);
  }

  @Test
  void unevenMixturesAreComparedWithTheirOwnShares() {
    List<Centre> centres = List.of(new Centre(0, 0), new Centre(5, 0));
    GaussianMixture uneven = new GaussianMixture("uneven", 0, centres, 1, List.of(3, 1));
    ModeCoverage right = ModeCoverage.of(uneven, new double[] {0, 0, 0, 0, 0, 0, 5, 0});
    assertThat(right.reverseKl()).isZero();
    assertThat(right.forwardKl()).isZero();
    ModeCoverage even = ModeCoverage.of(uneven, new double[] {0, 0, 5, 0});
    // p = (1/2, 1/2), q = (3/4, 1/4).
    assertThat(even.reverseKl())
        .isCloseTo(0.5 * Math.log(2 / 3.0) + 0.5 * Math.log(2), within(1e-15));
    assertThat(even.forwardKl())
        .isCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), within(1e-15));
  }

  @Test
  void aModeMayNeedMoreThanOneSample() {
    int[] classes = {0, 0, 0, 1, 1, 2, -1};
    double[] shares = {0.25, 0.25, 0.25, 0.25};
    for (int least = 1; least <= 4; least++) {
      ModeCoverage coverage =
          ModeCoverage.ofClasses(classes, shares, new CountingRule.OfClass(least));
      assertThat(coverage.covered()).isEqualTo(4 - least);
      assertThat(coverage.samples()).isEqualTo(7);
      assertThat(coverage.highQuality()).isEqualTo(6);
    }
    double entropy = -(0.5 * Math.log(0.5) + Math.log(1 / 3.0) / 3 + Math.log(1 / 6.0) / 6);
    assertThat(ModeCoverage.ofClasses(classes, 4).reverseKl())
        .isCloseTo(Math.log(4) - entropy, within(1e-15));
  }

  @Test
  void theResultCarriesItsRule() {
    assertThat(ModeCoverage.of(Ring.of(0), new double[] {0, 0}).rule().text())
        .isEqualTo("a mode is covered by at least 1 sample within 3 sigma of it");
    assertThat(new CountingRule.WithinSigmas(2.5, 20).text())
        .isEqualTo("a mode is covered by at least 20 samples within 2.5 sigma of it");
    assertThat(ONE_SAMPLE.text()).isEqualTo("a mode is covered by at least 1 sample of its class");
    assertThat(Json.json(ModeCoverage.ofClasses(new int[] {0, 1}, 2)))
        .startsWith("{\"rule\":{\"type\":\"of-class\",\"least-samples\":1},\"modes\":2,");
  }

  @Test
  void refusesWhatCannotBeCounted() {
    refused(() -> ModeCoverage.of(Ring.of(0), new double[0]), "x, y");
    refused(() -> ModeCoverage.of(Ring.of(0), new double[3]), "got 3");
    refused(() -> ModeCoverage.ofClasses(new int[0], 3), "at least one");
    refused(() -> ModeCoverage.ofClasses(new int[] {0}, 0), "got 0");
    refused(() -> ModeCoverage.ofClasses(new int[] {3}, 3), "from -1 to 2, got 3");
    refused(() -> ModeCoverage.ofClasses(new int[] {-2}, 3), "got -2");
    refused(() -> ofShares(0.5, 0.6), "sum is 1");
    refused(() -> ofShares(1.5, -0.5), "at least 0");
    refused(() -> ofShares(Double.NaN, 0.5), "NaN");
    refused(() -> new CountingRule.WithinSigmas(0, 1), "got 0");
    refused(() -> new CountingRule.WithinSigmas(Double.NaN, 1), "NaN");
    refused(() -> new CountingRule.OfClass(0), "got 0");
  }

  private static void refused(Runnable action, String text) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  private static ModeCoverage ofShares(double... shares) {
    return ModeCoverage.ofClasses(new int[] {0}, shares, ONE_SAMPLE);
  }

  private static long highQuality(GaussianMixture mixture, double[] points, double sigmas) {
    return ModeCoverage.of(mixture, points, new CountingRule.WithinSigmas(sigmas, 1)).highQuality();
  }

  private static double[] repeated(int count, double x, double y) {
    return Collections.nCopies(count, new double[] {x, y}).stream()
        .flatMapToDouble(DoubleStream::of)
        .toArray();
  }

  private static double[] drawn(GaussianMixture mixture, int count) {
    ByteBuffer point = ByteBuffer.allocate(8);
    return IntStream.range(0, count)
        .boxed()
        .flatMapToDouble(
            i -> {
              mixture.read(i, point.clear());
              return DoubleStream.of(point.getFloat(0), point.getFloat(4));
            })
        .toArray();
  }

  private static int[] integers(double[] values) {
    return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
  }
}
