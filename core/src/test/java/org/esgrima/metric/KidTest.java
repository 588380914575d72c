package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class KidTest {
  /** Two points each on a line: k(a,b) = (ab + 1)³. */
  @Test
  void ofTwoPointsEach() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {0, 1}, Shape.of(2, 1));
      Tensor y = Tensor.of(new double[] {2, -1}, Shape.of(2, 1));
      // k(0,1) + k(2,−1) − (k(0,2) + k(0,−1) + k(1,2) + k(1,−1)) / 2
      double expected = 1 + -1 - (1 + 1 + 27 + 0) / 2.0;
      assertThat(Kid.exact(x, y).value()).isCloseTo(expected, Offset.offset(1e-12));
    }
  }

  @Test
  void blocksGiveTheSumOverAllPairs() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      int rows = (int) Features.BLOCK + 10;
      double[] x = random.normal(ElementType.F64, Shape.of(rows, 1), 0, 1).toDoubles();
      double[] y = random.normal(ElementType.F64, Shape.of(20, 1), 1, 1).toDoubles();
      double expected =
          meanOfPairs(x, x, true) + meanOfPairs(y, y, true) - 2 * meanOfPairs(x, y, false);
      Tensor reals = Tensor.of(x, Shape.of(rows, 1));
      Tensor fakes = Tensor.of(y, Shape.of(20, 1));
      assertThat(Kid.exact(reals, fakes).value()).isCloseTo(expected, Offset.offset(1e-10));
    }
  }

  private static double meanOfPairs(double[] x, double[] y, boolean same) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        sum += same && i == j ? 0 : Math.pow(x[i] * y[j] + 1, 3);
      }
    }
    return sum / (same ? (double) x.length * (x.length - 1) : (double) x.length * y.length);
  }

  @Test
  void subsetsOfOneDistributionScatterAroundZero() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor reals = random.normal(ElementType.F32, Shape.of(2_000, 8), 0, 1);
      Tensor fakes = random.normal(ElementType.F32, Shape.of(2_000, 8), 0, 1);
      Measurement measured = new Kid(50, 200, 1).measure(reals, fakes).get(0);
      double deviation = measured.interval().high() - measured.value();
      assertThat(deviation).isPositive();
      assertThat(Math.abs(measured.value())).isLessThan(deviation);
      assertThat(measured.interval().low()).as("unbiased: below 0 as well").isNegative();
      Measurement shifted = new Kid(50, 200, 1).measure(reals, fakes.add(1)).get(0);
      assertThat(shifted.value()).isGreaterThan(10 * deviation);
    }
  }

  @Test
  void aSubsetOfAllSamplesIsTheExactValueWhateverTheSeed() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor reals = random.normal(ElementType.F32, Shape.of(30, 4), 0, 1);
      Tensor fakes = random.normal(ElementType.F32, Shape.of(30, 4), 1, 1);
      double exact = Kid.exact(reals, fakes).value();
      Measurement measured = new Kid(3, 30, 99).measure(reals, fakes).get(0);
      assertThat(measured.value()).isCloseTo(exact, Offset.offset(1e-12));
      assertThat(measured.interval().high()).isCloseTo(exact, Offset.offset(1e-12));
    }
  }

  /** The order in which torch-fidelity draws: reals, then fakes, from one RandomState. */
  @Test
  void subsetsAreThoseOfTheReferenceTool() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor reals = random.normal(ElementType.F64, Shape.of(10, 2), 0, 1);
      Tensor fakes = random.normal(ElementType.F64, Shape.of(10, 2), 0, 1);
      MersenneTwister same = new MersenneTwister(25);
      long[] first = same.permutation(10);
      long[] second = same.permutation(10);
      assertThat(first).startsWith(5, 1, 3);
      double expected =
          PolynomialKernel.unbiasedDiscrepancy(
              reals.indexSelect(0, 5, 1, 3), fakes.indexSelect(0, second[0], second[1], second[2]));
      assertThat(new Kid(1, 3, 25).measure(reals, fakes).get(0).value()).isEqualTo(expected);
    }
  }

  @Test
  void refusesSetsSmallerThanASubset() {
    try (Scope scope = Scope.open()) {
      Tensor few = Tensor.zeros(ElementType.F32, Shape.of(5, 2));
      assertThatThrownBy(() -> new Kid().measure(few, few))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "fewer samples than a subset has: reals: expected at least 1000, got 5."
                  + " Measure with more samples or smaller subsets.");
    }
  }
}
