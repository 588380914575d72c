package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.TensorOptional;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to compute a layer, against the product in float64. */
@ExtendWith(NoLeaks.class)
class DenseLayerTest {
  private static final int INPUTS = 300;
  private static final int OUTPUTS = 256;
  private static final Offset<Double> ROUNDING = Offset.offset(2e-5);

  /** How x · weightᵀ + bias is computed. */
  private interface Way {
    org.bytedeco.pytorch.Tensor of(Tensor x, Tensor weight, TensorOptional bias);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 70, 71}) // more and fewer numbers than a slow convolution has
  void valuesAndBothDerivativesAreThoseOfFloat64(int samples) {
    compare(samples, DenseLayer::convolved);
    compare(samples, DenseLayer::product);
    compare(samples, (x, weight, bias) -> DenseLayer.of(x, weight, bias).handle());
  }

  private static void compare(int samples, Way way) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor x = random.normal(ElementType.F64, Shape.of(samples, INPUTS), 0, 1);
      Tensor weight =
          random.normal(ElementType.F64, Shape.of(OUTPUTS, INPUTS), 0, 1 / Math.sqrt(INPUTS));
      Tensor bias = random.normal(ElementType.F64, Shape.of(OUTPUTS), 0, 1);
      List<Tensor> exact = all(x, weight, bias, DenseLayer::product);
      List<Tensor> single =
          all(x.to(ElementType.F32), weight.to(ElementType.F32), bias.to(ElementType.F32), way);
      for (int i = 0; i < exact.size(); i++) {
        Tensor expected = exact.get(i).detach();
        Tensor found = single.get(i).detach().to(ElementType.F64);
        double size = expected.square().mean().sqrt().item();
        assertThat(found.mul(1 / size).toDoubles())
            .containsExactly(expected.mul(1 / size).toDoubles(), ROUNDING);
      }
    }
  }

  /** The result, gradients of a curved function of it, and gradients of their norm. */
  private static List<Tensor> all(Tensor x, Tensor weight, Tensor bias, Way way) {
    Tensor input = x.detach().requireGrad(true);
    Tensor kernel = weight.detach().requireGrad(true);
    Tensor shift = bias.detach().requireGrad(true);
    Tensor y = Tensor.of(() -> way.of(input, kernel, new TensorOptional(shift.handle())));
    List<Tensor> first = Autograd.gradients(y.tanh().sum(), List.of(input, kernel, shift), true);
    Tensor norm = first.get(0).square().sum();
    List<Tensor> second = Autograd.gradients(norm, List.of(input, kernel), false);
    return List.of(y, first.get(0), first.get(1), first.get(2), second.get(0), second.get(1));
  }
}
