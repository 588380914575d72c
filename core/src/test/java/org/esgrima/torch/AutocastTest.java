package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class AutocastTest {
  /** 1 + 2⁻⁹ lies between the bfloat16 numbers 1 and 1 + 2⁻⁷ and is rounded to 1. */
  private static final double ROUNDED_AWAY = Math.pow(2, -9);

  private static Tensor ones(ElementType type, long... sizes) {
    return Tensor.full(type, new Shape(sizes), 1 + ROUNDED_AWAY);
  }

  @Test
  void operandsOfConvolutionsAndProductsAreRounded() {
    try (Scope scope = Scope.open()) {
      Tensor images = ones(ElementType.F32, 1, 1, 2, 2);
      Tensor kernel = ones(ElementType.F32, 1, 1, 1, 1);
      Tensor rows = ones(ElementType.F32, 2, 2);
      try (Autocast autocast = Autocast.bfloat16()) {
        assertThat(images.conv2d(kernel, 1, 0).elementType()).isEqualTo(ElementType.BF16);
        assertThat(images.conv2d(kernel, 1, 0).to(ElementType.F32).toFloats()).containsOnly(1);
        assertThat(rows.matmul(rows).to(ElementType.F32).toFloats()).containsOnly(2);
        assertThat(rows.linear(rows).to(ElementType.F32).toFloats()).containsOnly(2);
        assertThat(rows.mul(1).toFloats()).containsOnly((float) (1 + ROUNDED_AWAY));
      }
      assertThat(rows.matmul(rows).toFloats()).containsOnly((float) (2 * square()));
    }
  }

  @Test
  void anotherOneWithinRoundsNothingAndFloat64IsLeftAlone() {
    try (Scope scope = Scope.open();
        Autocast autocast = Autocast.bfloat16()) {
      Tensor rows = ones(ElementType.F32, 2, 2);
      try (Autocast exact = Autocast.none()) {
        assertThat(rows.matmul(rows).toFloats()).containsOnly((float) (2 * square()));
      }
      assertThat(rows.matmul(rows).elementType()).isEqualTo(ElementType.BF16);
      Tensor doubles = ones(ElementType.F64, 2, 2);
      assertThat(doubles.matmul(doubles).toDoubles())
          .containsOnly(new double[] {2 * square()}, Offset.offset(1e-15));
    }
  }

  @Test
  void gradientsHaveTheTypeOfTheirWeightsAndCanBeDifferentiatedAgain() {
    try (Scope scope = Scope.open()) {
      Tensor x = ones(ElementType.F32, 3, 2).requireGrad(true);
      Tensor weight = Tensor.full(ElementType.F32, Shape.of(2, 2), 0.5).requireGrad(true);
      Tensor loss;
      try (Autocast autocast = Autocast.bfloat16()) {
        loss = x.linear(weight).to(ElementType.F32).square().sum();
      }
      // y = 1 everywhere: ∂/∂W Σ y² = Σ 2 y x = 6 and ∂/∂x = Σ 2 y W = 2
      List<Tensor> first = Autograd.gradients(loss, List.of(weight, x), true);
      assertThat(first.get(0).toFloats()).containsOnly(6);
      assertThat(first.get(1).toFloats()).containsOnly(2);
      // ∂/∂W Σ (2 W (Wx))² with W = 1/2 in all entries
      Tensor second =
          Autograd.gradients(first.get(1).square().sum(), List.of(weight), false).get(0);
      assertThat(second.elementType()).isEqualTo(ElementType.F32);
      assertThat(second.toFloats()).containsOnly(48);
    }
  }

  private static double square() {
    return (1 + ROUNDED_AWAY) * (1 + ROUNDED_AWAY);
  }
}
