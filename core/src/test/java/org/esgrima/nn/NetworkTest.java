package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class NetworkTest {
  private static final Init SMALL = new Init.Normal(0, 0.1);

  /** Two layers whose sizes may be made not to fit. */
  private record TwoLayers(int between) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      T y = new Linear(4, 8, SMALL, Init.zeros()).forward(ops.at("first"), x);
      return new Linear(between, 1, SMALL, Init.zeros()).forward(ops.at("second"), y);
    }
  }

  private record Drop(double keep) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      return ops.dropout(x, keep);
    }
  }

  private record Twice() implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      Linear linear = new Linear(4, 4, SMALL, Init.zeros());
      return linear.forward(ops.at("same"), linear.forward(ops.at("same"), x));
    }
  }

  @Test
  void wiringErrorsNameTheLayerBeforeAnythingIsAllocated() {
    assertThatThrownBy(() -> Network.describe(new TwoLayers(7), Shape.of(4), 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage("second: expected [N,7], got [2,8]");
  }

  /** Layers one after the other, whose values in between nobody else can see. */
  private record Many(int layers) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      Sequence<T> sequence = new Sequence<>(ops, x);
      for (int i = 0; i < layers; i++) {
        sequence.then(new Linear(4, 4, SMALL, Init.zeros())).then(Activation.TANH);
      }
      return sequence.value();
    }
  }

  @Test
  void onlyTheResultAndWhatItsGraphNeedsOutliveAPass() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network network =
            Network.create(new Many(5), Shape.of(4), ElementType.F32, Initializer.of(random))) {
      Tensor x = Tensor.full(ElementType.F32, Shape.of(3, 4), 1);
      long before = Scope.liveHandles();
      Tensor y = network.forward(x);
      assertThat(Scope.liveHandles() - before).isEqualTo(1);
      List<Tensor> gradients = Autograd.gradients(y.sum(), network.parameters().values());
      assertThat(gradients).hasSize(10).allMatch(Tensor::isFinite);
      assertThat(gradients.get(0).norm(0, 1).item()).isPositive();
    }
  }

  @Test
  void aNetworkThatChangesNothingGivesItsInputAndLeavesItAlive() {
    try (Scope scope = Scope.open();
        Network network =
            Network.over(new Drop(1), Shape.of(4), ElementType.F32, new NamedTensors())) {
      Tensor x = Tensor.full(ElementType.F32, Shape.of(3, 4), 2);
      try (Scope inner = Scope.open()) {
        assertThat(network.forward(x)).isSameAs(x);
      }
      assertThat(x.sum().item()).isEqualTo(24);
    }
  }

  @Test
  void oneNameIsOneTensor() {
    assertThatThrownBy(() -> Network.describe(new Twice(), Shape.of(4), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("same.weight");
  }

  @Test
  void inputsOfTheWrongShapeAreRefused() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network network =
            Network.create(
                new TwoLayers(8), Shape.of(4), ElementType.F32, Initializer.of(random))) {
      Tensor x = Tensor.zeros(ElementType.F32, Shape.of(2, 5));
      assertThatThrownBy(() -> network.forward(x))
          .isInstanceOf(ShapeException.class)
          .hasMessage("input: expected [1,4] with any N, got [2,5]");
    }
  }

  @Test
  void frozenParametersAreOutsideTheGraphAndThawAfterwards() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network network =
            Network.create(
                new TwoLayers(8), Shape.of(4), ElementType.F32, Initializer.of(random))) {
      Tensor x = Tensor.zeros(ElementType.F32, Shape.of(2, 4));
      try (Network.Frozen frozen = network.freeze()) {
        assertThat(network.forward(x).requiresGrad()).isFalse();
      }
      assertThat(network.forward(x).requiresGrad()).isTrue();
    }
  }

  @Test
  void dropoutKeepsTheMeanInTrainingAndDoesNothingOtherwise() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5);
        Network network =
            Network.create(
                new Drop(0.8), Shape.of(10_000), ElementType.F64, Initializer.of(random))) {
      network.dropoutStream(random);
      Tensor x = Tensor.full(ElementType.F64, Shape.of(1, 10_000), 3);
      Tensor dropped = network.forward(x);
      assertThat(dropped.mean().item()).isCloseTo(3, Offset.offset(0.1));
      assertThat(dropped.greaterThan(0).to(ElementType.F64).mean().item())
          .isCloseTo(0.8, Offset.offset(0.02));
      assertThat(network.training(false).forward(x).contentEquals(x)).isTrue();
    }
  }

  @Test
  void batchNormStandardisesInTrainingAndUsesRunningStatisticsOtherwise() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5);
        Network network =
            Network.create(
                new BatchNorm(1, Init.ones()),
                Shape.of(1, 1, 2),
                ElementType.F64,
                Initializer.of(random))) {
      Tensor x = Tensor.of(new double[] {1, 2, 3, 6}, Shape.of(2, 1, 1, 2));
      Tensor y = network.forward(x);
      assertThat(y.mean().item()).isCloseTo(0, Offset.offset(1e-12));
      // mean 3, unbiased variance 14/3: running = 0.9 · start + 0.1 · batch
      assertThat(network.state().get("running_mean").item()).isCloseTo(0.3, Offset.offset(1e-12));
      assertThat(network.state().get("running_var").item())
          .isCloseTo(0.9 + 1.4 / 3, Offset.offset(1e-12));
      assertThat(network.state().get("num_batches_tracked").item()).isEqualTo(1);
      network.training(false).forward(x);
      assertThat(network.state().get("num_batches_tracked").item()).isEqualTo(1);
    }
  }

  private static Network network(Layer layer, Shape input, RandomStream random) {
    return Network.create(layer, input, ElementType.F64, Initializer.of(random));
  }

  @Test
  void withOtherWeightsItComputesTheSameFunctionAndGradientsFlowIntoThem() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network one = network(new TwoLayers(8), Shape.of(4), random);
        Network two = network(new TwoLayers(8), Shape.of(4), random)) {
      Tensor x = random.normal(ElementType.F64, Shape.of(3, 4), 0, 1);
      try (Network other = one.with(two.state().asMap())) {
        assertThat(other.forward(x).contentEquals(two.forward(x))).isTrue();
      }
      Tensor factor = Tensor.full(ElementType.F64, Shape.of(), 2).requireGrad(true);
      Tensor doubled = one.state().get("second.weight").detach().mul(factor);
      try (Network other = one.with(Map.of("second.weight", doubled))) {
        assertThat(other.parameters().get("first.weight"))
            .isSameAs(one.parameters().get("first.weight"));
        Tensor hidden = one.forward(x).sub(one.state().get("second.bias"));
        assertThat(Autograd.gradients(other.forward(x).sum(), List.of(factor)).get(0).item())
            .isCloseTo(hidden.sum().item(), Offset.offset(1e-12));
      }
    }
  }

  @Test
  void mixedItRoundsWithinAndKeepsTheTypeOfItsWeightsAndOutputs() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network network =
            Network.create(
                new TwoLayers(8), Shape.of(4), ElementType.F32, Initializer.of(random))) {
      Tensor x = random.normal(ElementType.F32, Shape.of(3, 4), 0, 1);
      float[] exact = network.forward(x).toFloats();
      Tensor y = network.mixed(true).forward(x);
      assertThat(y.elementType()).isEqualTo(ElementType.F32);
      assertThat(y.toFloats()).isNotEqualTo(exact).containsExactly(exact, Offset.offset(1e-3f));
      try (Network other = network.with(Map.of())) {
        assertThat(other.forward(x).contentEquals(y)).isTrue();
      }
      assertThat(network.mixed(false).forward(x).toFloats()).isEqualTo(exact);
    }
  }

  @Test
  void withOtherWeightsItsOwnBuffersStayAndTheCopiesMove() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network norm = network(new BatchNorm(2, Init.ones()), Shape.of(2), random);
        NamedTensors before = norm.state().copy()) {
      Tensor x = random.normal(ElementType.F64, Shape.of(5, 2), 3, 1);
      try (Network other = norm.with(Map.of())) {
        Tensor y = other.forward(x);
        assertThat(other.state().get("num_batches_tracked").item()).isEqualTo(1);
        assertThat(norm.state().asMap())
            .allSatisfy(
                (name, tensor) -> assertThat(tensor.contentEquals(before.get(name))).isTrue());
        assertThat(norm.state().get("num_batches_tracked").item()).isZero();
        assertThat(norm.forward(x).contentEquals(y)).isTrue();
        assertThat(
                norm.state().get("running_mean").contentEquals(other.state().get("running_mean")))
            .isTrue();
      }
      norm.training(false);
      try (Network other = norm.with(Map.of())) {
        assertThat(other.training()).isFalse();
        assertThat(other.forward(x).contentEquals(norm.forward(x))).isTrue();
      }
    }
  }

  @Test
  void replacementsThatDoNotFitAreRefused() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network network = network(new TwoLayers(8), Shape.of(4), random)) {
      Tensor bias = Tensor.zeros(ElementType.F64, Shape.of(8));
      assertThatThrownBy(() -> network.with(Map.of("third.bias", bias)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("third.bias");
      assertThatThrownBy(() -> network.with(Map.of("second.bias", bias)))
          .hasMessage("replacement of second.bias: expected F64[1], got F64[8]");
      assertThatThrownBy(() -> network.with(Map.of("first.bias", bias.to(ElementType.F32))))
          .hasMessage("replacement of first.bias: expected F64[8], got F32[8]");
    }
  }
}
