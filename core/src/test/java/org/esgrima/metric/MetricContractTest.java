package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Metric} promises. */
@ExtendWith(NoLeaks.class)
class MetricContractTest {
  private static final Bootstrap SHORT = new Bootstrap(20, 0.9, 1);

  static Stream<Metric> metrics() {
    return Stream.of(
        new Fid(),
        new Fid(GaussianStatistics.Covariance.BIASED, SHORT),
        new Kid(4, 30, 7),
        new PrecisionRecall(3, SHORT),
        new DensityCoverage(2, SHORT),
        new Authenticity(SHORT));
  }

  private static Tensor features(long seed, int rows, double mean) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(seed)) {
      return scope.keep(random.normal(ElementType.F32, Shape.of(rows, 6), mean, 1));
    }
  }

  private static double[] values(List<Measurement> measurements) {
    return measurements.stream().mapToDouble(Measurement::value).toArray();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void givesTheSameAgainAndKeepsItsInputs(Metric metric) {
    try (Scope scope = Scope.open()) {
      Tensor reals = features(1, 60, 0);
      Tensor fakes = features(2, 50, 0.5);
      Tensor realsBefore = reals.copy();
      Tensor fakesBefore = fakes.copy();
      List<Measurement> first = metric.measure(reals, fakes);
      assertThat(metric.measure(reals, fakes)).isEqualTo(first);
      assertThat(reals.contentEquals(realsBefore)).isTrue();
      assertThat(fakes.contentEquals(fakesBefore)).isTrue();
      assertThat(first).allSatisfy(m -> assertThat(m.counts()).containsEntry("reals", 60L));
      assertThat(first).allSatisfy(m -> assertThat(m.counts()).containsEntry("fakes", 50L));
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void computesInFloat64WhateverTheFeaturesAre(Metric metric) {
    try (Scope scope = Scope.open()) {
      Tensor reals = features(1, 60, 0);
      Tensor fakes = features(2, 50, 0.5);
      double[] single = values(metric.measure(reals, fakes));
      Tensor realsInDouble = reals.to(ElementType.F64);
      assertThat(values(metric.measure(realsInDouble, fakes.to(ElementType.F64))))
          .isEqualTo(single);
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void doesNotDependOnTheOrderOfTheSamples(Metric metric) {
    if (metric instanceof Kid) {
      return; // Its subsets are drawn by position.
    }
    try (Scope scope = Scope.open()) {
      Tensor reals = features(1, 60, 0);
      Tensor fakes = features(2, 50, 0.5);
      Tensor otherReals = reals.indexSelect(0, new MersenneTwister(1).permutation(60));
      Tensor otherFakes = fakes.indexSelect(0, new MersenneTwister(2).permutation(50));
      assertThat(values(metric.measure(otherReals, otherFakes)))
          .containsExactly(values(metric.measure(reals, fakes)), Offset.offset(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void worksOnFeaturesThatTakePartInAGraph(Metric metric) {
    try (Scope scope = Scope.open()) {
      Tensor reals = features(1, 60, 0);
      Tensor fakes = features(2, 50, 0.5);
      double[] plain = values(metric.measure(reals, fakes));
      assertThat(values(metric.measure(reals, fakes.copy().requireGrad(true)))).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void resultsAreLinesOfJson(Metric metric) {
    try (Scope scope = Scope.open()) {
      for (Measurement m : metric.measure(features(1, 60, 0), features(2, 50, 0.5))) {
        String line = Json.json(m);
        assertThat(line).doesNotContain("\n").startsWith("{\"metric\":\"" + m.metric());
        Measurement read = Json.bind(Json.parseJson(line, "line"), Measurement.class, "line");
        assertThat(Json.json(read)).isEqualTo(line);
        assertThat(read.value()).isEqualTo(m.value());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void namesTheRowThatIsNotFinite(Metric metric) {
    try (Scope scope = Scope.open()) {
      Tensor good = features(1, 60, 0);
      Tensor bad = good.copy();
      bad.narrow(0, 17, 1).addInPlace(Double.POSITIVE_INFINITY);
      String reason = "expected finite numbers, got NaN or infinity in row 17";
      assertThatThrownBy(() -> metric.measure(bad, good))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("features that are not finite: reals: " + reason);
      assertThatThrownBy(() -> metric.measure(good, bad))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("features that are not finite: fakes: " + reason);
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void refusesTooFewSamples(Metric metric) {
    try (Scope scope = Scope.open()) {
      Tensor good = features(1, 60, 0);
      assertThatThrownBy(() -> metric.measure(good.narrow(0, 0, 1), good))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("reals: expected at least ")
          .hasMessageContaining("got 1. Measure with more samples");
      assertThatThrownBy(() -> metric.measure(good, good.narrow(0, 0, 0)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("fakes: expected at least ");
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void refusesFeaturesOfDifferentWidthAndOtherShapes(Metric metric) {
    try (Scope scope = Scope.open()) {
      Tensor good = features(1, 60, 0);
      assertThatThrownBy(() -> metric.measure(good, good.narrow(1, 0, 5)))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              "features of different width: fakes: expected 6 numbers a sample, as the reals have,"
                  + " got 5");
      assertThatThrownBy(() -> metric.measure(good.reshape(-1), good))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected a matrix of reals [N,F], got [360]");
    }
  }
}
