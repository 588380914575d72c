package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SpectralNormTest {
  private static final Parametrization SPECTRAL = Parametrization.SPECTRAL_NORM;

  private static Network linear(int inputs, int outputs, RandomStream random) {
    return Network.create(
        new Linear(inputs, outputs, new Init.Normal(0, 1), Init.zeros(), SPECTRAL),
        Shape.of(inputs),
        ElementType.F64,
        Initializer.of(random));
  }

  private static void set(Network network, String name, double... values) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor target = network.state().get(name);
      target.copyFrom(Tensor.of(values, target.shape()));
    }
  }

  private static double[] state(Network network, String name) {
    return network.state().get(name).detach().toDoubles();
  }

  /** The rows of the identity through a network without bias: its weight, transposed. */
  private static double[] weight(Network network, int inputs) {
    try (Scope scope = Scope.open()) {
      double[] identity = new double[inputs * inputs];
      for (int i = 0; i < inputs; i++) {
        identity[i * inputs + i] = 1;
      }
      return network.forward(Tensor.of(identity, Shape.of(inputs, inputs))).detach().toDoubles();
    }
  }

  @Test
  void oneStepOfThePowerIterationIsThatOfAlgorithmOne() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network network = linear(2, 2, random)) {
      set(network, "weight_orig", 3, 0, 0, 1);
      set(network, "weight_u", 0.6, 0.8);
      double[] weight = weight(network, 2);
      // Wᵀu = (1.8, 0.8), Wv ∝ (5.4, 0.8), σ = ‖Wv‖
      double vLength = Math.hypot(1.8, 0.8);
      double uLength = Math.hypot(5.4, 0.8);
      Offset<Double> exact = Offset.offset(1e-14);
      assertThat(state(network, "weight_v"))
          .containsExactly(new double[] {1.8 / vLength, 0.8 / vLength}, exact);
      assertThat(state(network, "weight_u"))
          .containsExactly(new double[] {5.4 / uLength, 0.8 / uLength}, exact);
      double sigma = uLength / vLength;
      assertThat(weight).containsExactly(new double[] {3 / sigma, 0, 0, 1 / sigma}, exact);
    }
  }

  @Test
  void sigmaConvergesToTheLargestSingularValue() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3);
        Network network = linear(3, 3, random)) {
      set(network, "weight_orig", 1, 0, 0, 0, -5, 0, 0, 0, 2);
      double[] weight = {};
      for (int i = 0; i < 30; i++) {
        weight = weight(network, 3);
      }
      assertThat(weight)
          .containsExactly(new double[] {0.2, 0, 0, 0, -1, 0, 0, 0, 0.4}, Offset.offset(1e-12));
    }
  }

  @Test
  void theWrappedLayerIsOneLipschitz() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(4);
        Network network = linear(20, 12, random)) {
      for (int i = 0; i < 500; i++) {
        weight(network, 20);
      }
      network.training(false);
      Tensor x = random.normal(ElementType.F64, Shape.of(1000, 20), 0, 1);
      Tensor y = random.normal(ElementType.F64, Shape.of(1000, 20), 0, 1);
      Tensor moved = network.forward(x).sub(network.forward(y)).norm(1);
      double steepest = moved.div(x.sub(y).norm(1)).detach().max(0).item();
      assertThat(steepest).isBetween(0.5, 1 + 1e-9);
      Tensor v = network.state().get("weight_v").copy().reshape(1, -1);
      double along = network.forward(v).norm(1).detach().item();
      assertThat(along).as("slope along v").isCloseTo(1, Offset.offset(1e-9));
    }
  }

  @Test
  void gradientIsThatOfFiniteDifferencesWithFixedVectors() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5);
        Network network =
            Network.create(
                new Conv2d(
                    2, 3, 2, 1, 0, new Init.Normal(0, 1), Optional.of(Init.ones()), SPECTRAL),
                Shape.of(2, 3, 3),
                ElementType.F64,
                Initializer.of(random))) {
      Tensor x = random.normal(ElementType.F64, Shape.of(2, 2, 3, 3), 0, 1);
      network.forward(x);
      network.training(false); // u and v stand still
      Tensor weight = network.parameters().get("weight_orig");
      double[] gradient =
          Autograd.gradients(network.forward(x).square().sum(), List.of(weight)).get(0).toDoubles();
      double[] start = weight.detach().toDoubles();
      double step = 1e-5;
      for (int i = 0; i < start.length; i++) {
        double[] changed = start.clone();
        changed[i] = start[i] + step;
        set(network, "weight_orig", changed);
        double above = network.forward(x).square().sum().detach().item();
        changed[i] = start[i] - step;
        set(network, "weight_orig", changed);
        double below = network.forward(x).square().sum().detach().item();
        assertThat(gradient[i])
            .isCloseTo((above - below) / (2 * step), Offset.offset(1e-7 * Math.abs(above)));
      }
    }
  }

  @Test
  void vectorsMoveInTrainingAlsoWhenFrozenAndStandStillOtherwise() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(6);
        Network network = linear(4, 3, random)) {
      assertThat(network.bufferNames()).containsExactlyInAnyOrder("weight_u", "weight_v");
      double[] start = state(network, "weight_u");
      weight(network, 4);
      double[] once = state(network, "weight_u");
      assertThat(once).isNotEqualTo(start);
      try (Network.Frozen frozen = network.freeze()) {
        weight(network, 4);
      }
      double[] twice = state(network, "weight_u");
      assertThat(twice).isNotEqualTo(once);
      network.training(false);
      double[] fixed = weight(network, 4);
      assertThat(state(network, "weight_u")).isEqualTo(twice);
      assertThat(weight(network, 4)).isEqualTo(fixed);
    }
  }

  @Test
  void aGraphSurvivesFurtherPasses() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(7);
        Network network = linear(4, 3, random)) {
      Tensor x = random.normal(ElementType.F64, Shape.of(2, 4), 0, 1);
      Tensor first = network.forward(x).square().sum();
      Tensor second = network.forward(x).square().sum();
      List<Tensor> both = Autograd.gradients(first.add(second), network.parameters().values());
      assertThat(both).allMatch(Tensor::isFinite);
    }
  }

  @Test
  void vectorsStartAtLengthOne() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(8);
        Network network = linear(40, 30, random)) {
      for (String name : List.of("weight_u", "weight_v")) {
        assertThat(network.state().get(name).norm(0).item()).isCloseTo(1, Offset.offset(1e-12));
      }
    }
  }

  /** Vectors that do not belong to the weight. */
  private record WrongVectors() implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      T weight = ops.param("weight", Init.ones(), 3, 4);
      T u = ops.buffer("u", Init.ones(), 3);
      return ops.spectralNorm(weight, new Ops.SingularVectors<>(u, u));
    }
  }

  @Test
  void vectorsOfTheWrongSizeAreNamed() {
    assertThatThrownBy(() -> Network.describe(new WrongVectors(), Shape.of(4), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("v [4], got [3]");
  }
}
