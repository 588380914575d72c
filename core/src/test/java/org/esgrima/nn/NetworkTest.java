package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
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
}
