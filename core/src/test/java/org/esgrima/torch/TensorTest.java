package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class TensorTest {
  @Test
  void readsBackWhatWasPutIn() {
    try (Scope scope = Scope.open()) {
      Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
      assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
      assertThat(tensor.elementType()).isEqualTo(ElementType.F32);
      assertThat(tensor.transpose(0, 1).toFloats()).containsExactly(1, 4, 2, 5, 3, 6);
    }
  }

  @Test
  void refusesBytesThatDoNotFitTheShape() {
    try (Scope scope = Scope.open()) {
      assertThatThrownBy(() -> Tensor.of(new float[] {1, 2, 3}, Shape.of(2, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("F32[2,2] takes 16 bytes, got 12");
    }
  }

  @Test
  void cannotBeMadeOutsideAScope() {
    assertThatThrownBy(() -> Tensor.zeros(ElementType.F32, Shape.of(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no Scope is open on thread " + Thread.currentThread().getName());
  }

  @Test
  void isUnusableAfterItsScopeClosed() {
    Tensor tensor;
    try (Scope scope = Scope.open()) {
      tensor = Tensor.zeros(ElementType.F32, Shape.of(1));
    }
    assertThatThrownBy(tensor::shape).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keptTensorsOutliveTheInnerScope() {
    try (Scope outer = Scope.open()) {
      Tensor kept;
      try (Scope inner = Scope.open()) {
        kept = inner.keep(Tensor.full(ElementType.F32, Shape.of(2), 7));
      }
      assertThat(kept.toFloats()).containsExactly(7, 7);
      assertThatThrownBy(() -> outer.keep(kept)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void namedTensorsOwnTheirContent() {
    try (NamedTensors owned = new NamedTensors()) {
      try (Scope scope = Scope.open()) {
        owned.put("a", Tensor.full(ElementType.F32, Shape.of(2), 1));
      }
      try (Scope scope = Scope.open()) {
        owned.get("a").addInPlace(2);
        assertThat(owned.get("a").toFloats()).containsExactly(3, 3);
      }
    }
  }

  @Test
  void errorsOfLibtorchAreOneLine() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.zeros(ElementType.F32, Shape.of(2, 9));
      Tensor weight = Tensor.zeros(ElementType.F32, Shape.of(3, 10));
      assertThatThrownBy(() -> x.linear(weight))
          .isInstanceOf(TorchException.class)
          .hasMessage("mat1 and mat2 shapes cannot be multiplied (2x9 and 10x3)");
    }
  }

  @Test
  void gradientOfASquareIsTwiceTheValue() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {1, -2, 3}, Shape.of(3)).requireGrad(true);
      Tensor gradient = Autograd.gradients(x.square().sum(), List.of(x)).get(0);
      assertThat(gradient.toDoubles()).containsExactly(2, -4, 6);
    }
  }

  @Test
  void softmaxIsExactForLargeNumbers() {
    try (Scope scope = Scope.open()) {
      double log3 = Math.log(3);
      Tensor x = Tensor.of(new double[] {0, log3, 1000, 1000 + log3}, Shape.of(2, 2));
      Offset<Double> rounding = Offset.offset(1e-12);
      assertThat(x.softmax(1).toDoubles())
          .usingComparatorWithPrecision(1e-12)
          .containsExactly(0.25, 0.75, 0.25, 0.75);
      assertThat(x.logSoftmax(1).sub(x).select(0, 1).toDoubles()[0])
          .isCloseTo(-1000 - Math.log(4), rounding);
      assertThat(x.softmax(0).select(1, 0).sum().item()).isCloseTo(1, rounding);
    }
  }

  @Test
  void normIsEuclideanAndHasGradientZeroAtZero() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {3, -4, 0, 0}, Shape.of(2, 2)).requireGrad(true);
      Tensor norm = x.norm(1);
      assertThat(norm.toDoubles()).containsExactly(5, 0);
      Tensor gradient = Autograd.gradients(norm.sum(), List.of(x)).get(0);
      assertThat(gradient.toDoubles()).containsExactly(0.6, -0.8, 0, 0);
    }
  }

  @Test
  void doublingRepeatsPixelsAndHalvingTakesTheirMeans() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(1, 1, 2, 2));
      Tensor twice = x.upsampleNearest();
      assertThat(twice.shape()).isEqualTo(Shape.of(1, 1, 4, 4));
      assertThat(twice.toDoubles()).containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
      assertThat(twice.averagePool().contentEquals(x)).isTrue();
      assertThat(x.averagePool().toDoubles()).containsExactly(2.5);
    }
  }

  @Test
  void convolutionAddsItsBiasToEveryPixel() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(1, 1, 2, 2));
      Tensor weight = Tensor.of(new double[] {2, -1}, Shape.of(2, 1, 1, 1));
      Tensor bias = Tensor.of(new double[] {10, 0.5}, Shape.of(2));
      assertThat(x.conv2d(weight, bias, 1, 0).toDoubles())
          .containsExactly(12, 14, 16, 18, -0.5, -1.5, -2.5, -3.5);
    }
  }

  @Test
  void becomesLikeAnotherInTypeOnly() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {1.5, 2}, Shape.of(2));
      Tensor single = x.like(Tensor.zeros(ElementType.F32, Shape.of(3, 1)));
      assertThat(single.elementType()).isEqualTo(ElementType.F32);
      assertThat(single.toDoubles()).containsExactly(1.5, 2);
    }
  }

  @Test
  void clampingInPlaceLimitsTheTensorItself() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {-2, 0.5, 2}, Shape.of(3));
      assertThat(x.clampInPlace(-1, 1)).isSameAs(x);
      assertThat(x.toDoubles()).containsExactly(-1, 0.5, 1);
    }
  }

  @Test
  void gradientsCanBeDifferentiatedAgain() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {2}, Shape.of(1)).requireGrad(true);
      Tensor cube = x.mul(x).mul(x).sum();
      Tensor first = Autograd.gradients(cube, List.of(x), true).get(0);
      Tensor second = Autograd.gradients(first.sum(), List.of(x)).get(0);
      assertThat(first.toDoubles()).containsExactly(12);
      assertThat(second.toDoubles()).containsExactly(12);
    }
  }

  @Test
  void noGradRecordsNothingUntilClosed() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {2}, Shape.of(1)).requireGrad(true);
      try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
        assertThat(x.square().requiresGrad()).isFalse();
      }
      assertThat(x.square().requiresGrad()).isTrue();
    }
  }

  @Test
  void finiteMeansNeitherNanNorInfinite() {
    try (Scope scope = Scope.open()) {
      assertThat(Tensor.of(new float[] {1, 2}, Shape.of(2)).isFinite()).isTrue();
      assertThat(Tensor.of(new float[] {1, Float.NaN}, Shape.of(2)).isFinite()).isFalse();
      float[] infinite = {Float.NEGATIVE_INFINITY, 0};
      assertThat(Tensor.of(infinite, Shape.of(2)).isFinite()).isFalse();
    }
  }

  @Test
  void partsOfATupleOutliveIt() {
    try (NamedTensors owned = new NamedTensors()) {
      try (Scope scope = Scope.open()) {
        Tensor x = Tensor.of(new float[] {3, 1, 2, 9, 8, 7}, Shape.of(2, 3));
        owned.put("sorted", x.sort(1));
        owned.put("largest", x.max(1));
      }
      try (Scope scope = Scope.open()) {
        assertThat(owned.get("sorted").toFloats()).containsExactly(1, 2, 3, 7, 8, 9);
        assertThat(owned.get("largest").toFloats()).containsExactly(3, 9);
      }
    }
  }

  /** The short ways through a matrix product, against sums written out. */
  @Test
  void convolutionsOfOnePixelAreThoseOfTheDefinition() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Tensor pixel = random.normal(ElementType.F64, Shape.of(2, 3, 1, 1), 0, 1);
      Tensor up = random.normal(ElementType.F64, Shape.of(3, 4, 5, 5), 0, 1);
      Tensor grown = pixel.convTranspose2d(up, 1, 0);
      assertThat(grown.shape()).isEqualTo(Shape.of(2, 4, 5, 5));
      double[] z = pixel.toDoubles();
      double[] u = up.toDoubles();
      double[] y = grown.toDoubles();
      for (int n = 0; n < 2; n++) {
        for (int o = 0; o < 100; o++) {
          double sum = z[3 * n] * u[o] + z[3 * n + 1] * u[100 + o] + z[3 * n + 2] * u[200 + o];
          assertThat(y[100 * n + o]).isCloseTo(sum, Offset.offset(1e-12));
        }
      }
      Tensor down = random.normal(ElementType.F64, Shape.of(2, 4, 5, 5), 0, 1);
      Tensor shrunk = grown.conv2d(down, 1, 0);
      assertThat(shrunk.shape()).isEqualTo(Shape.of(2, 2, 1, 1));
      double[] d = down.toDoubles();
      double expected = 0;
      for (int i = 0; i < 100; i++) {
        expected += y[100 + i] * d[i];
      }
      assertThat(shrunk.toDoubles()[2]).isCloseTo(expected, Offset.offset(1e-11));
    }
  }

  @Test
  void orthonormalFactorHasAPositiveDiagonalBesideIt() {
    try (Scope scope = Scope.open()) {
      // (3, 4) = 5 · (0.6, 0.8), and what (-2, 4) has beside that direction is 4 · (-0.8, 0.6).
      Tensor x = Tensor.of(new double[] {3, -2, 4, 4}, Shape.of(2, 2));
      assertThat(x.orthonormal().toDoubles())
          .containsExactly(new double[] {0.6, -0.8, 0.8, 0.6}, Offset.offset(1e-14));
      assertThat(x.mul(-1).orthonormal().toDoubles())
          .containsExactly(new double[] {-0.6, 0.8, -0.8, -0.6}, Offset.offset(1e-14));
    }
  }

  @Test
  void elementsArePickedByTheirIndexAlongADimension() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3)).requireGrad(true);
      Tensor each = x.takeAlong(1, Tensor.of(new long[] {2, 2, 0, 1}, Shape.of(2, 2)));
      assertThat(each.detach().toDoubles()).containsExactly(3, 3, 4, 5);
      assertThat(Autograd.gradients(each.sum(), List.of(x)).get(0).toDoubles())
          .containsExactly(0, 0, 2, 1, 1, 0);
      Tensor rows = x.takeAlong(0, Tensor.of(new long[] {1, 1, 0}, Shape.of(3, 1)));
      assertThat(rows.shape()).isEqualTo(Shape.of(3, 3));
      assertThat(rows.detach().toDoubles()).containsExactly(4, 5, 6, 4, 5, 6, 1, 2, 3);
    }
  }
}
