package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.GradientCheck;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parts of style-based networks alone, against the reference. */
@ExtendWith(NoLeaks.class)
class StyleLayersTest {
  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void biasAndActivationAreThoseOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("stylegan2/bias_act");
        Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      TorchOps ops = new TorchOps(none);
      Map<String, Activation> activations =
          Map.of(
              "linear", Activation.LINEAR,
              "relu", Activation.RELU,
              "lrelu", Activation.LEAKY_RELU,
              "tanh", Activation.TANH,
              "sigmoid", Activation.SIGMOID);
      Tensor x = golden.tensor("x", type);
      Tensor b = golden.tensor("b", type);
      activations.forEach(
          (name, activation) -> {
            double gain = golden.config().path("default_gain").path(name).doubleValue();
            BiasActivation end = new BiasActivation(activation, gain, Double.POSITIVE_INFINITY);
            golden.assertClose(end.apply(ops, x, b), "y." + name);
            Tensor scaled = x.add(b.reshape(1, -1, 1, 1)).mul(end.absorbable());
            golden.assertClose(end.finish(ops, scaled), "y." + name);
          });
      golden.assertClose(BiasActivation.LEAKY_RELU.apply(ops, x, b), "y.lrelu");
      golden.assertClose(
          BiasActivation.LEAKY_RELU.limited(0.8).scaled(0.5).apply(ops, x, b), "y.lrelu_clamp");
      Tensor columns = golden.tensor("x2", type).transpose(0, 1); // the reference adds along rows
      BiasActivation plain = new BiasActivation(Activation.LEAKY_RELU, 1, Double.POSITIVE_INFINITY);
      Tensor y = plain.apply(ops, columns, golden.tensor("b2", type));
      golden.assertClose(y.transpose(0, 1), "y.lrelu_dim0");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void modulatedConvolutionsAreThoseOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("stylegan2/modulated_conv2d");
        Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      TorchOps ops = new TorchOps(none);
      Tensor x = golden.tensor("x", type);
      Tensor styles = golden.tensor("styles", type);
      assertThat(golden.config().path("variants").size()).isPositive();
      golden
          .config()
          .path("variants")
          .properties()
          .forEach(
              variant -> {
                JsonNode settings = variant.getValue();
                Tensor weight = weight(golden, settings, type);
                UnaryOperator<Tensor> convolution = convolution(golden, ops, settings, weight);
                Tensor y =
                    settings.path("demodulate").booleanValue()
                        ? demodulated(ops, x, weight, styles, convolution)
                        : Modulation.modulated(ops, x, styles, convolution);
                if (settings.path("noise").booleanValue()) {
                  y = ops.add(y, golden.tensor("noise.up" + settings.path("up"), type));
                }
                golden.assertClose(y, "y." + variant.getKey());
                if (golden.contains("y." + variant.getKey() + ".nonfused")) {
                  golden.assertClose(y, "y." + variant.getKey() + ".nonfused");
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void resamplingConvolutionsAreThoseOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("stylegan2/modulated_conv2d");
        Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      TorchOps ops = new TorchOps(none);
      Tensor x = golden.tensor("x", type);
      assertThat(golden.config().path("resample_variants").size()).isPositive();
      golden
          .config()
          .path("resample_variants")
          .properties()
          .forEach(
              variant -> {
                Tensor weight = weight(golden, variant.getValue(), type);
                golden.assertClose(
                    convolution(golden, ops, variant.getValue(), weight).apply(x),
                    "r." + variant.getKey());
              });
    }
  }

  private static Tensor weight(Golden golden, JsonNode settings, ElementType type) {
    return golden.tensor("weight" + settings.path("k").intValue(), type);
  }

  /** Ours turns the kernel where it doubles and nowhere else: elsewhere it is turned for it. */
  private static UnaryOperator<Tensor> convolution(
      Golden golden, TorchOps ops, JsonNode settings, Tensor weight) {
    double[] taps = new double[golden.config().path("resample_filter").size()];
    for (int i = 0; i < taps.length; i++) {
      taps[i] = golden.config().path("resample_filter").path(i).doubleValue();
    }
    Tensor column = Tensor.of(taps, Shape.of(taps.length, 1));
    Tensor product = column.matmul(column.transpose(0, 1));
    Tensor filter = product.div(product.sum()).like(weight);
    boolean doubling = settings.path("up").intValue() == 2;
    boolean halving = settings.path("down").intValue() == 2;
    boolean correlation = settings.path("flip_weight").booleanValue();
    Tensor kernel = doubling == correlation ? turned(weight) : weight;
    return x ->
        doubling
            ? ResampleFilter.doubledConv2d(ops, x, kernel, filter)
            : halving
                ? ResampleFilter.halvedConv2d(ops, x, kernel, Optional.empty(), filter)
                : ops.conv2d(x, kernel, 1, settings.path("k").intValue() / 2);
  }

  private static Tensor turned(Tensor weight) {
    long[] last = {weight.shape().size(2) - 1, weight.shape().size(3) - 1};
    long[] rows = new long[(int) last[0] + 1];
    long[] columns = new long[(int) last[1] + 1];
    Arrays.setAll(rows, i -> last[0] - i);
    Arrays.setAll(columns, i -> last[1] - i);
    return weight.indexSelect(2, rows).indexSelect(3, columns);
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void secondMomentsAreNormalisedAsInTheReference(ElementType type) {
    try (Golden golden = Golden.open("stylegan2/modulated_conv2d");
        Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      Tensor styles = golden.tensor("styles", type);
      golden.assertClose(new SecondMomentNorm().forward(new TorchOps(none), styles), "n2m");
    }
  }

  private static Tensor demodulated(
      TorchOps ops, Tensor x, Tensor weight, Tensor styles, UnaryOperator<Tensor> convolution) {
    Tensor none = Tensor.zeros(weight.elementType(), Shape.of(weight.shape().size(0)));
    return Modulation.demodulated(ops, x, weight, styles, none, 1, convolution);
  }

  /** Equation (3): all that makes one output has the norm 1 over inputs and kernel. */
  @Test
  void demodulatedKernelsHaveUnitNorm() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors();
        RandomStream random = new RandomStream(3)) {
      TorchOps ops = new TorchOps(none);
      Tensor weight = random.normal(ElementType.F64, Shape.of(4, 3, 3, 3), 0, 2);
      Tensor styles = random.normal(ElementType.F64, Shape.of(2, 3), 0, 1);
      // one pixel of one channel sees that channel's kernel in its surroundings
      double[] powers = new double[2 * 4];
      for (int channel = 0; channel < 3; channel++) {
        double[] dot = new double[3 * 5 * 5];
        dot[channel * 25 + 12] = 1;
        Tensor x = Tensor.of(dot, Shape.of(1, 3, 5, 5));
        Tensor y = demodulated(ops, x, weight, styles, h -> ops.conv2d(h, weight, 1, 1));
        double[] squares = y.square().sum(2, 3).toDoubles();
        for (int i = 0; i < powers.length; i++) {
          powers[i] += squares[i];
        }
      }
      for (double power : powers) {
        assertThat(power).isCloseTo(1, Offset.offset(1e-8));
      }
    }
  }

  @Test
  void modulationCanBeDifferentiatedTwice() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors();
        RandomStream random = new RandomStream(4)) {
      TorchOps ops = new TorchOps(none);
      Tensor weight = random.normal(ElementType.F64, Shape.of(2, 2, 3, 3), 0, 1);
      Tensor x = random.normal(ElementType.F64, Shape.of(2, 2, 3, 3), 0, 1);
      Tensor filter =
          new Initializer(random, Optional.empty())
              .draw(
                  new Init.Separable(ResampleFilter.BINOMIAL.taps()),
                  ElementType.F64,
                  Shape.of(4, 4));
      GradientCheck.assertTwiceDifferentiable(
          styles ->
              demodulated(
                  ops,
                  x,
                  weight,
                  styles,
                  h -> ResampleFilter.doubledConv2d(ops, h, weight, filter)),
          random.normal(ElementType.F64, Shape.of(2, 2), 1, 0.3));
    }
  }

  @Test
  void equalizedWeightsAreScaledWhenTheyAreUsed() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5);
        Network network =
            Network.create(
                new EqualizedLinear(400, 300, 0.01, 2, BiasActivation.LINEAR),
                Shape.of(400),
                ElementType.F64,
                Initializer.of(random))) {
      Tensor weight = network.state().get("weight").detach();
      // 120,000 draws from N(0, 100²): the mean square is within 2 % (5 standard deviations)
      assertThat(weight.square().mean().item()).isCloseTo(1e4, Offset.offset(200.0));
      Tensor x = random.normal(ElementType.F64, Shape.of(2, 400), 0, 1);
      Tensor expected = x.linear(weight).mul(0.01 / 20).add(2 * 0.01);
      assertThat(network.forward(x).detach().toDoubles())
          .containsExactly(expected.toDoubles(), Offset.offset(1e-12));
    }
  }

  /** Kernels of ones over images of ones count the pixels under the kernel. */
  @Test
  void stridedConvolutionsHalveWithZerosAtTheBorders() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(7);
        Network network =
            Network.create(
                new EqualizedStridedConv2d(4, 1, BiasActivation.LEAKY_RELU),
                Shape.of(4, 8, 8),
                ElementType.F64,
                Initializer.of(random))) {
      network.state().get("weight").detach().mulInPlace(0).addInPlace(1.0);
      network.state().get("bias").detach().addInPlace(-5.0);
      Tensor ones = Tensor.zeros(ElementType.F64, Shape.of(1, 4, 8, 8)).add(1);
      double corner = 0.2 * (4 * 9 / 8.0 - 5); // 9 of 16 pixels, 4 channels, 4 · √4; below 0
      double edge = 4 * 12 / 8.0 - 5;
      double inside = 4 * 16 / 8.0 - 5;
      double[] rows = {corner, edge, edge, corner, edge, inside, inside, edge};
      double[] expected = new double[16];
      Arrays.setAll(expected, k -> Math.sqrt(2) * rows[k < 8 ? k : 15 - k]);
      Tensor y = network.forward(ones).detach();
      assertThat(y.shape()).isEqualTo(Shape.of(1, 1, 4, 4));
      assertThat(y.toDoubles()).containsExactly(expected, Offset.offset(1e-12));
    }
  }

  @Test
  void equalizedConvolutionsCountThePixelsOfTheirKernel() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(6);
        Network network =
            Network.create(
                new EqualizedConv2d(
                    4, 2, 3, ResampleFilter.BINOMIAL, false, true, BiasActivation.LEAKY_RELU),
                Shape.of(4, 5, 5),
                ElementType.F64,
                Initializer.of(random))) {
      Tensor x = random.normal(ElementType.F64, Shape.of(2, 4, 5, 5), 0, 1);
      Tensor weight = network.state().get("weight").detach();
      Tensor expected = x.conv2d(weight, 1, 1).mul(1.0 / 6).leakyRelu(0.2).mul(Math.sqrt(2));
      assertThat(network.forward(x).detach().toDoubles())
          .containsExactly(expected.toDoubles(), Offset.offset(1e-12));
    }
  }
}
