package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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

@ExtendWith(NoLeaks.class)
class SquaredDistancesTest {
  private static double[] all(Tensor a, Tensor b) {
    int columns = (int) b.shape().size(0);
    double[] all = new double[(int) a.shape().size(0) * columns];
    SquaredDistances.forEachTile(
        a,
        b,
        (row, column, squared) -> {
          int width = (int) squared.shape().size(1);
          double[] values = squared.toDoubles();
          for (int i = 0; i < values.length; i++) {
            all[(row + i / width) * columns + column + i % width] = values[i];
          }
        });
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, SquaredDistances.DIRECT, SquaredDistances.DIRECT + 1, 500})
  void areSumsOfSquaredDifferences(int width) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor a = random.normal(ElementType.F64, Shape.of(9, width), 100, 1);
      Tensor b = random.normal(ElementType.F64, Shape.of(5, width), 101, 1);
      double[] expected =
          a.reshape(9, 1, width).sub(b.reshape(1, 5, width)).square().sum(2L).toDoubles();
      assertThat(all(a, b)).containsExactly(expected, Offset.offset(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 64, 2_048})
  void areZeroForEqualRowsAndNeverNegative(int width) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor a = random.normal(ElementType.F32, Shape.of(600, width), 3, 2);
      double[] all = all(a, a);
      for (int i = 0; i < 600; i++) {
        assertThat(all[i * 600 + i]).isZero();
      }
      assertThat(Arrays.stream(all).min().orElseThrow()).isZero();
    }
  }

  @Test
  void ofPairsAreByDifferences() {
    try (Scope scope = Scope.open()) {
      Tensor a = Tensor.of(new double[] {1e8, 0, 3, 4}, Shape.of(2, 2));
      Tensor b = Tensor.of(new double[] {0, 0, 1e8, 1e-3}, Shape.of(2, 2));
      assertThat(SquaredDistances.ofPairs(a, b, new long[] {1, 0}))
          .containsExactly(new double[] {1e-6, 25}, Offset.offset(1e-20));
    }
  }
}
