package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Picking, comparing and summing up elements: what measures need beyond networks. */
@ExtendWith(NoLeaks.class)
class TensorSelectionTest {
  @Test
  void selectsRowsInAnyOrder() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(3, 2));
      assertThat(x.indexSelect(0, 2, 0, 2).toFloats()).containsExactly(5, 6, 1, 2, 5, 6);
      assertThat(x.indexSelect(1, 1).toFloats()).containsExactly(2, 4, 6);
      assertThat(x.indexSelect(0).shape()).isEqualTo(Shape.of(0, 2));
      assertThatThrownBy(() -> x.indexSelect(0, 3)).isInstanceOf(TorchException.class);
    }
  }

  @Test
  void findsTheSmallest() {
    try (NamedTensors owned = new NamedTensors()) {
      try (Scope scope = Scope.open()) {
        Tensor x = Tensor.of(new float[] {3, 1, 2, 7, 9, 8}, Shape.of(2, 3));
        owned.put("min", x.min(1));
        owned.put("at", x.argMin(1));
        owned.put("two", x.smallest(2, 1).sort(1));
      }
      try (Scope scope = Scope.open()) { // parts of a tuple outlive it
        assertThat(owned.get("min").toFloats()).containsExactly(1, 7);
        assertThat(owned.get("at").toFloats()).containsExactly(1, 0);
        assertThat(owned.get("two").toFloats()).containsExactly(1, 2, 7, 8);
      }
    }
  }

  @Test
  void comparesWithBroadcasting() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(2, 2));
      Tensor limits = Tensor.of(new float[] {2, 3}, Shape.of(2));
      assertThat(x.lessThan(limits).toFloats()).containsExactly(1, 1, 0, 0);
      assertThat(x.lessOrEqual(limits.reshape(2, 1)).toFloats()).containsExactly(1, 1, 1, 0);
    }
  }

  @Test
  void logarithmsOfSumsAreExactForLargeNumbers() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {1000, 1000, -1000, -1000}, Shape.of(2, 2));
      Offset<Double> close = Offset.offset(1e-12);
      assertThat(x.logSumExp(1).toDoubles())
          .containsExactly(new double[] {1000 + Math.log(2), -1000 + Math.log(2)}, close);
      double half = Math.log(0.5);
      assertThat(x.logSoftmax(1).toDoubles())
          .containsExactly(new double[] {half, half, half, half}, close);
      assertThat(x.logSoftmax(1).exp().toDoubles())
          .containsExactly(new double[] {0.5, 0.5, 0.5, 0.5}, close);
      assertThat(Tensor.of(new double[] {0, 1, Math.E}, Shape.of(3)).xLogX().toDoubles())
          .containsExactly(new double[] {0, 0, Math.E}, close);
    }
  }

  @Test
  void reflectionDoesNotRepeatTheBorder() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(1, 1, 2, 2));
      assertThat(x.reflectionPad(1).toDoubles())
          .containsExactly(4, 3, 4, 3, 2, 1, 2, 1, 4, 3, 4, 3, 2, 1, 2, 1);
    }
  }
}
