package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class InitializerTest {
  private static Tensor draw(Init init, Shape shape, long seed) {
    try (RandomStream random = new RandomStream(seed)) {
      return Initializer.of(random).draw(init, ElementType.F64, shape);
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 4, 1", "4, 6, 1", "5, 5, 1", "3, 2, 4", "2, 3, 4"})
  void orthogonalRowsOrColumnsHaveTheLengthOfTheGain(int outputs, int inputs, int pixels) {
    double gain = 1.4;
    try (Scope scope = Scope.open()) {
      Shape shape = Shape.of(outputs, inputs, pixels);
      Tensor weight = draw(new Init.Orthogonal(gain), shape, 3);
      assertThat(weight.shape()).isEqualTo(shape);
      Tensor matrix = weight.reshape(outputs, -1);
      int fewer = Math.min(outputs, inputs * pixels);
      Tensor products =
          fewer == outputs
              ? matrix.matmul(matrix.transpose(0, 1))
              : matrix.transpose(0, 1).matmul(matrix);
      double[] expected = new double[fewer * fewer];
      for (int i = 0; i < fewer; i++) {
        expected[i * fewer + i] = gain * gain;
      }
      assertThat(products.toDoubles()).containsExactly(expected, Offset.offset(1e-12));
    }
  }

  @Test
  void orthogonalDirectionsPointEverywhere() {
    int draws = 2000;
    double[] sums = new double[4];
    double[] squares = new double[4];
    for (int seed = 0; seed < draws; seed++) {
      try (Scope scope = Scope.open()) {
        double[] matrix = draw(new Init.Orthogonal(1), Shape.of(2, 2), seed).toDoubles();
        for (int i = 0; i < 4; i++) {
          sums[i] += matrix[i] / draws;
          squares[i] += matrix[i] * matrix[i] / draws;
        }
      }
    }
    // Without the signs of the factorisation, the first column would have one sign for ever.
    assertThat(sums).containsExactly(new double[4], Offset.offset(0.07)); // 4 standard errors
    assertThat(squares).containsExactly(new double[] {.5, .5, .5, .5}, Offset.offset(0.04));
  }
}
