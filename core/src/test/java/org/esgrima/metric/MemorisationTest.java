package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.ClosePairs.Pair;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nearest training samples, authenticity, closest pairs and the support size. */
@ExtendWith(NoLeaks.class)
class MemorisationTest {
  private static Tensor line(double... points) {
    return Tensor.of(points, Shape.of(points.length, 1));
  }

  @Test
  void nearestOnALine() {
    try (Scope scope = Scope.open()) {
      NearestSamples nearest = NearestSamples.of(line(0, 10, 11), line(10.2, 3, 100, 11));
      assertThat(nearest.indices()).containsExactly(1, 0, 2, 2);
      assertThat(nearest.distances())
          .containsExactly(new double[] {0.2, 3, 89, 0}, Offset.offset(1e-12));
      assertThat(nearest.closestFirst()).containsExactly(3, 0, 1, 2);
    }
  }

  /** Copies are found, with distance 0, wherever they stand and however many features there are. */
  @ParameterizedTest
  @ValueSource(ints = {5, 300})
  void copiesAreTheirOwnNearest(int width) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      int count = (int) SquaredDistances.COLUMNS + 100;
      Tensor training = random.normal(ElementType.F32, Shape.of(count, width), 1, 1);
      long[] order = new MersenneTwister(3).permutation(count);
      NearestSamples nearest = NearestSamples.of(training, training.indexSelect(0, order));
      assertThat(nearest.indices()).isEqualTo(order);
      assertThat(nearest.distances()).containsOnly(0);
      Measurement authenticity =
          new Authenticity().measure(training, training.indexSelect(0, order)).get(0);
      assertThat(authenticity.value()).isZero();
    }
  }

  /** 11 lies 1 from 10, which lies 2 from its nearest other 12: no new sample. 5 is one. */
  @Test
  void authenticityOnALine() {
    try (Scope scope = Scope.open()) {
      Tensor training = line(0, 10, 12.5);
      Tensor fakes = line(11, 5.5, 10, 12.5 + 2.5, 12.5 + 2.6);
      double value = new Authenticity(null).measure(training, fakes).get(0).value();
      assertThat(value).as("5.5 and 15.1").isEqualTo(2 / 5.0);
    }
  }

  /** For uniform samples on a line the share is 1/3: ∫(1 + u/2)⁻² du = 2/3 are closer. */
  @Test
  void freshSamplesOfALineAreAuthenticInAThird() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor training = random.uniform(ElementType.F64, Shape.of(3_000, 1), 0, 1);
      Tensor fresh = random.uniform(ElementType.F64, Shape.of(3_000, 1), 0, 1);
      Measurement measured = new Authenticity().measure(training, fresh).get(0);
      assertThat(measured.value()).isCloseTo(1 / 3.0, Offset.offset(0.03));
      assertThat(measured.interval().low()).isBetween(0.29, 0.34);
    }
  }

  @Test
  void closestPairsOnALine() {
    try (Scope scope = Scope.open()) {
      Tensor samples = line(0, 7, 1, 7.5, 100, 7);
      assertThat(ClosePairs.closest(samples, 3))
          .startsWith(new Pair(1, 5, 0))
          .extracting(Pair::distance)
          .containsExactly(0.0, 0.5, 0.5);
      assertThat(ClosePairs.closest(samples, 100)).as("all pairs").hasSize(15);
      assertThat(ClosePairs.countWithin(samples, 0.5)).isEqualTo(3);
      assertThat(ClosePairs.countWithin(samples, 0)).isEqualTo(1);
    }
  }

  /** Over several tiles; every pair once. */
  @Test
  void closestPairsOfManySamples() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      int count = (int) SquaredDistances.COLUMNS + 600;
      Tensor samples = random.normal(ElementType.F64, Shape.of(count, 20), 0, 1);
      samples.narrow(0, 700, 1).copyFrom(samples.narrow(0, 3, 1));
      samples.narrow(0, count - 1, 1).copyFrom(samples.narrow(0, 1_300, 1).add(1e-4));
      List<Pair> pairs = ClosePairs.closest(samples, 2);
      assertThat(pairs.get(0)).isEqualTo(new Pair(3, 700, 0));
      assertThat(pairs.get(1).first()).isEqualTo(1_300);
      assertThat(pairs.get(1).second()).isEqualTo(count - 1);
      assertThat(pairs.get(1).distance()).isCloseTo(1e-4 * Math.sqrt(20), Offset.offset(1e-12));
      assertThat(ClosePairs.countWithin(samples, 1e9)).isEqualTo(count * (count - 1L) / 2);
    }
  }

  @Test
  void supportSizeOfAGeneratorWithTwoHundredSamples() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor known = random.normal(ElementType.F32, Shape.of(200, 30), 0, 1);
      MersenneTwister drawn = new MersenneTwister(5);
      long[] choice = IntStream.range(0, 4_000).mapToLong(i -> drawn.below(200)).toArray();
      Tensor fakes = known.indexSelect(0, choice);
      Measurement measured = new BirthdayParadox(100, 1e-3).measure(fakes);
      assertThat(measured.value()).isCloseTo(200, Offset.offset(20.0));
      assertThat(measured.interval().low()).isLessThan(200);
      assertThat(measured.interval().high()).isGreaterThan(200);
      assertThat(measured.counts())
          .containsEntry("batches", 40L)
          .containsEntry("batches-with-duplicates", 40L);
    }
  }

  @Test
  void withoutDuplicatesTheValueIsALowerBound() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor fakes = random.normal(ElementType.F32, Shape.of(250, 3), 0, 1);
      Measurement measured = new BirthdayParadox(100, 0).measure(fakes);
      assertThat(measured.value()).isCloseTo(9_900 / 2.9957, Offset.offset(0.1));
      assertThat(measured.interval()).isNull();
      assertThat(measured.counts()).containsEntry("fakes", 200L);
      assertThat(measured.notes())
          .containsExactly(
              "No duplicates were found, so the value is a lower bound at 95 % confidence");
    }
  }

  @Test
  void refusesFewerSamplesThanABatch() {
    try (Scope scope = Scope.open()) {
      assertThatThrownBy(() -> new BirthdayParadox(100, 0).measure(line(1, 2)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("fakes: expected at least 100, got 2");
    }
  }
}
