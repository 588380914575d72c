package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Float32 takes the layout, float64 does not: both must say the same. */
@ExtendWith(NoLeaks.class)
class ChannelsLastTest {
  private static final Offset<Double> ROUNDING = Offset.offset(2e-5);

  private static boolean isChannelsLast(Tensor images) {
    return !images.handle().is_contiguous()
        && images.handle().is_contiguous(torch.MemoryFormat.ChannelsLast);
  }

  @Test
  void convolutionsLeaveItWhateverEnters() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      for (int channels : new int[] {1, 3}) {
        Tensor images = random.normal(ElementType.F32, Shape.of(2, channels, 6, 6), 0, 1);
        Tensor weight = random.normal(ElementType.F32, Shape.of(4, channels, 4, 4), 0, 1);
        assertThat(isChannelsLast(images.conv2d(weight, 2, 1))).isTrue();
      }
    }
  }

  @Test
  void gradientsComeBackInItFromAnotherShape() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Tensor images = random.normal(ElementType.F32, Shape.of(2, 3, 4, 5), 0, 1);
      Tensor laidOut = Tensor.of(() -> ChannelsLast.entering(images.handle())).requireGrad(true);
      Tensor factors = random.normal(ElementType.F32, Shape.of(2, 60), 0, 1);
      Tensor gradient =
          Autograd.gradients(laidOut.reshape(2, -1).mul(factors).sum(), List.of(laidOut)).get(0);
      assertThat(isChannelsLast(gradient)).isTrue();
      assertThat(gradient.contiguous().toFloats()).isEqualTo(factors.toFloats());
    }
  }

  @Test
  void valuesAndBothDerivativesAreThoseOfFloat64() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3)) {
      for (int channels : new int[] {1, 2}) {
        Tensor images = random.normal(ElementType.F64, Shape.of(3, channels, 8, 8), 0, 1);
        Tensor kernels = random.normal(ElementType.F64, Shape.of(5, channels, 4, 4), 0, 0.3);
        Tensor weight = random.normal(ElementType.F64, Shape.of(6, 80), 0, 0.1);
        List<Tensor> exact = all(images, kernels, weight);
        List<Tensor> single =
            all(
                images.to(ElementType.F32),
                kernels.to(ElementType.F32),
                weight.to(ElementType.F32));
        for (int i = 0; i < exact.size(); i++) {
          Tensor expected = exact.get(i).detach();
          double size = expected.square().mean().sqrt().item();
          assertThat(single.get(i).detach().to(ElementType.F64).mul(1 / size).toDoubles())
              .containsExactly(expected.mul(1 / size).toDoubles(), ROUNDING);
        }
      }
    }
  }

  /** A small network's result, its gradients, and the gradients of a norm of one, as in R1. */
  private static List<Tensor> all(Tensor images, Tensor kernels, Tensor weight) {
    Tensor input = images.detach().requireGrad(true);
    Tensor first = kernels.detach().requireGrad(true);
    Tensor second = weight.detach().requireGrad(true);
    Tensor hidden = input.conv2d(first, 2, 1).tanh();
    Tensor y = hidden.reshape(3, -1).linear(second).tanh();
    List<Tensor> gradients = Autograd.gradients(y.sum(), List.of(input, first, second), true);
    Tensor norm = gradients.get(0).square().sum();
    List<Tensor> slopes = Autograd.gradients(norm, List.of(input, first, second), false);
    return List.of(
        y,
        gradients.get(0),
        gradients.get(1),
        gradients.get(2),
        slopes.get(0),
        slopes.get(1),
        slopes.get(2));
  }
}
