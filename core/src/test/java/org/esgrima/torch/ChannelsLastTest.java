package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Float32 takes the layout, float64 does not: both must say the same. */
@ExtendWith(NoLeaks.class)
class ChannelsLastTest {
  private static boolean isChannelsLast(Tensor images) {
    return !images.handle().is_contiguous()
        && images.handle().is_contiguous(torch.MemoryFormat.ChannelsLast);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void convolutionsLeaveItWhateverEnters(int channels) {
    try (Scope scope = Scope.open()) {
      Tensor images = drawn(2, channels, 6, 6).to(ElementType.F32);
      Tensor kernels = drawn(4, channels, 4, 4).to(ElementType.F32);
      assertThat(isChannelsLast(images.conv2d(kernels, 2, 1))).isTrue();
    }
  }

  @Test
  void gradientsComeBackInItFromAnotherShape() {
    try (Scope scope = Scope.open()) {
      Tensor images = drawn(2, 3, 4, 5).to(ElementType.F32);
      Tensor laidOut = Tensor.of(() -> ChannelsLast.entering(images.handle())).requireGrad(true);
      Tensor factors = drawn(2, 60).to(ElementType.F32);
      Tensor gradient =
          Autograd.gradients(laidOut.reshape(2, -1).mul(factors).sum(), List.of(laidOut)).get(0);
      assertThat(isChannelsLast(gradient)).isTrue();
      assertThat(gradient.contiguous().toFloats()).isEqualTo(factors.toFloats());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void valuesAndBothDerivativesAreThoseOfFloat64(int channels) {
    try (Scope scope = Scope.open()) {
      List<Tensor> exact =
          List.of(
              drawn(3, channels, 8, 8), drawn(5, channels, 4, 4).mul(0.3), drawn(6, 80).mul(0.1));
      List<Tensor> single = exact.stream().map(tensor -> tensor.to(ElementType.F32)).toList();
      SinglePrecision.assertRounded(all(exact), all(single));
    }
  }

  /** In float64. */
  private static Tensor drawn(long... sizes) {
    try (RandomStream random = new RandomStream(1)) {
      return random.normal(ElementType.F64, Shape.of(sizes), 0, 1);
    }
  }

  /** A small network's result, its gradients, and the gradients of a norm of one, as in R1. */
  private static List<Tensor> all(List<Tensor> imagesKernelsWeight) {
    Tensor input = imagesKernelsWeight.get(0).detach().requireGrad(true);
    Tensor first = imagesKernelsWeight.get(1).detach().requireGrad(true);
    Tensor second = imagesKernelsWeight.get(2).detach().requireGrad(true);
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
