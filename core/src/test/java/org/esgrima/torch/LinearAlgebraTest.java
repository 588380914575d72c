package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class LinearAlgebraTest {
  @Test
  void eigenvectorsAndValuesGiveTheMatrixBack() {
    try (NamedTensors owned = new NamedTensors()) {
      try (Scope scope = Scope.open();
          RandomStream random = new RandomStream(1)) {
        Tensor any = random.normal(ElementType.F64, Shape.of(5, 5), 0, 1);
        owned.put("matrix", any.add(any.transpose(0, 1)));
        LinearAlgebra.Eigen eigen = LinearAlgebra.symmetricEigen(owned.get("matrix"));
        owned.put("values", eigen.values());
        owned.put("vectors", eigen.vectors());
      }
      try (Scope scope = Scope.open()) { // parts of the tuple outlive it
        Tensor v = owned.get("vectors");
        Tensor product = v.mul(owned.get("values")).matmul(v.transpose(0, 1));
        assertThat(product.toDoubles())
            .containsExactly(owned.get("matrix").toDoubles(), Offset.offset(1e-12));
        double[] values = owned.get("values").toDoubles();
        assertThat(values).isSorted();
        assertThat(LinearAlgebra.symmetricEigenvalues(owned.get("matrix")).toDoubles())
            .containsExactly(values, Offset.offset(1e-12));
      }
    }
  }

  @Test
  void choleskyOfAPositiveDefiniteMatrixOnly() {
    try (Scope scope = Scope.open()) {
      Tensor matrix = Tensor.of(new double[] {4, 2, 2, 10}, Shape.of(2, 2));
      assertThat(LinearAlgebra.cholesky(matrix).orElseThrow().toDoubles())
          .containsExactly(new double[] {2, 0, 1, 3}, Offset.offset(1e-14));
      Tensor singular = Tensor.of(new double[] {1, 1, 1, 1}, Shape.of(2, 2));
      assertThat(LinearAlgebra.cholesky(singular)).isEmpty();
    }
  }

  @Test
  void ofAMatrixWithKnownEigenvalues() {
    try (Scope scope = Scope.open()) {
      Tensor matrix = Tensor.of(new double[] {2, 1, 1, 2}, Shape.of(2, 2));
      assertThat(LinearAlgebra.symmetricEigenvalues(matrix).toDoubles())
          .containsExactly(new double[] {1, 3}, Offset.offset(1e-14));
      assertThat(LinearAlgebra.diagonal(matrix).toDoubles()).containsExactly(2, 2);
    }
  }

  @Test
  void refusesMatricesThatAreNotSquare() {
    try (Scope scope = Scope.open()) {
      Tensor matrix = Tensor.zeros(ElementType.F64, Shape.of(2, 3));
      assertThatThrownBy(() -> LinearAlgebra.symmetricEigen(matrix))
          .isInstanceOf(TorchException.class);
    }
  }

  @Test
  void distancesAreEuclideanAndZeroForEqualRows() {
    try (Scope scope = Scope.open()) {
      Tensor a = Tensor.of(new double[] {0, 0, 1e8, 1}, Shape.of(2, 2));
      Tensor b = Tensor.of(new double[] {3, 4, 1e8, 1}, Shape.of(2, 2));
      double[] distances = LinearAlgebra.distances(a, b).toDoubles();
      assertThat(distances[0]).isEqualTo(5);
      assertThat(distances[3]).isZero();
    }
  }
}
