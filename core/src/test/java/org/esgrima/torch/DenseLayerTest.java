package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.pytorch.TensorOptional;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to compute a layer, against the product in float64. */
@ExtendWith(NoLeaks.class)
class DenseLayerTest {
  private static final int INPUTS = 300;
  private static final int OUTPUTS = 256;

  /** How x · weightᵀ + bias is computed. */
  private interface Way {
    org.bytedeco.pytorch.Tensor of(Tensor x, Tensor weight, TensorOptional bias);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 61, 70, 71}) // fewer and more numbers than a slow convolution has
  void valuesAndBothDerivativesAreThoseOfFloat64(int samples) {
    for (Way way : List.<Way>of(DenseLayer::convolved, DenseLayer::product)) {
      try (Scope scope = Scope.open()) {
        List<Tensor> layer = layer(samples);
        List<Tensor> single = layer.stream().map(tensor -> tensor.to(ElementType.F32)).toList();
        SinglePrecision.assertRounded(all(layer, DenseLayer::product), all(single, way));
      }
    }
  }

  /** A convolution only where a product has one thread, the layer is large, and it is not slow. */
  @ParameterizedTest
  @CsvSource({
    "60, false, true",
    "61, false, false",
    "70, false, true",
    "71, false, true",
    "20, false, false",
    "60, true, false",
    "70, true, false"
  })
  void isAConvolutionWhereThatPays(int samples, boolean threads, boolean convolution) {
    try (Scope scope = Scope.open()) {
      List<Tensor> layer =
          layer(samples).stream().map(tensor -> tensor.to(ElementType.F32)).toList();
      Tensor x = layer.get(0).requireGrad(true);
      Tensor weight = layer.get(1);
      TensorOptional bias = new TensorOptional(layer.get(2).handle());
      Tensor y = DenseLayer.of(x, weight, bias, threads);
      assertThat(y.handle().grad_fn().name().getString()).contains(convolution ? "View" : "Addmm");
    }
  }

  /** In float64: samples, weight, bias. */
  private static List<Tensor> layer(int samples) {
    try (RandomStream random = new RandomStream(1)) {
      return List.of(
          random.normal(ElementType.F64, Shape.of(samples, INPUTS), 0, 1),
          random.normal(ElementType.F64, Shape.of(OUTPUTS, INPUTS), 0, 1 / Math.sqrt(INPUTS)),
          random.normal(ElementType.F64, Shape.of(OUTPUTS), 0, 1));
    }
  }

  /** The result, gradients of a curved function of it, and gradients of their norm. */
  private static List<Tensor> all(List<Tensor> layer, Way way) {
    Tensor input = layer.get(0).detach().requireGrad(true);
    Tensor kernel = layer.get(1).detach().requireGrad(true);
    Tensor shift = layer.get(2).detach().requireGrad(true);
    Tensor y = Tensor.of(() -> way.of(input, kernel, new TensorOptional(shift.handle())));
    List<Tensor> first = Autograd.gradients(y.tanh().sum(), List.of(input, kernel, shift), true);
    Tensor norm = first.get(0).square().sum();
    List<Tensor> second = Autograd.gradients(norm, List.of(input, kernel), false);
    return List.of(y, first.get(0), first.get(1), first.get(2), second.get(0), second.get(1));
  }
}
