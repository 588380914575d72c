package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Resampling;
import org.esgrima.torch.Resampling.Axis;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Primitives of residual networks, on tensors and on shapes. */
@ExtendWith(NoLeaks.class)
class OpsTest {
  private static final ShapeOps SHAPES = new ShapeOps();

  @Test
  void shapesAreThoseOfTheTensors() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      TorchOps torch = new TorchOps(none);
      Shape shape = Shape.of(2, 3, 5, 4);
      Tensor x = Tensor.full(ElementType.F64, shape, 2);
      assertThat(torch.add(x, x).shape()).isEqualTo(SHAPES.add(shape, shape));
      assertThat(torch.sum(x, 2, 3).shape())
          .isEqualTo(SHAPES.sum(shape, 2, 3))
          .isEqualTo(Shape.of(2, 3));
      assertThat(torch.sum(x, 2, 3).toDoubles()).containsOnly(40);
      assertThat(torch.upsampleNearest(x).shape()).isEqualTo(SHAPES.upsampleNearest(shape));
      assertThat(torch.averagePool(x).shape())
          .isEqualTo(SHAPES.averagePool(shape))
          .isEqualTo(Shape.of(2, 3, 2, 2));
      Shape kernels = Shape.of(6, 3, 3, 3);
      Tensor weight = Tensor.full(ElementType.F64, kernels, 0);
      Tensor bias = Tensor.full(ElementType.F64, Shape.of(6), 7);
      Tensor y = torch.conv2d(x, weight, bias, 2, 1);
      assertThat(y.shape()).isEqualTo(SHAPES.conv2d(shape, kernels, Shape.of(6), 2, 1));
      assertThat(y.toDoubles()).containsOnly(7);
    }
  }

  @Test
  void linearWithoutBiasIsTheMatrixProduct() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      Tensor x = Tensor.of(new double[] {1, 2}, Shape.of(1, 2));
      Tensor weight = Tensor.of(new double[] {3, 5, 7, 11, 13, 17}, Shape.of(3, 2));
      Tensor y = new TorchOps(none).linear(x, weight);
      assertThat(y.shape()).isEqualTo(SHAPES.linear(x.shape(), weight.shape()));
      assertThat(y.toDoubles()).containsExactly(13, 29, 47);
    }
  }

  @Test
  void groupsOfAConvolutionSeeTheirOwnChannelsAlone() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3);
        NamedTensors none = new NamedTensors()) {
      TorchOps torch = new TorchOps(none);
      Tensor x = random.normal(ElementType.F64, Shape.of(2, 4, 5, 5), 0, 1);
      Tensor weight = random.normal(ElementType.F64, Shape.of(6, 2, 3, 3), 0, 1);
      Tensor bias = random.normal(ElementType.F64, Shape.of(6), 0, 1);
      Tensor y = torch.conv2d(x, weight, bias, 2, 1, 2);
      assertThat(y.shape())
          .isEqualTo(SHAPES.conv2d(x.shape(), weight.shape(), bias.shape(), 2, 1, 2))
          .isEqualTo(Shape.of(2, 6, 3, 3));
      for (long group = 0; group < 2; group++) {
        Tensor alone =
            torch.conv2d(
                x.narrow(1, 2 * group, 2),
                weight.narrow(0, 3 * group, 3),
                bias.narrow(0, 3 * group, 3),
                2,
                1);
        assertThat(y.narrow(1, 3 * group, 3).contiguous().toDoubles())
            .containsExactly(alone.toDoubles(), Offset.offset(1e-12));
      }
    }
    Shape image = Shape.of(1, 4, 5, 5);
    ShapeOps table = new ShapeOps();
    table.conv2d(image, Shape.of(6, 2, 3, 3), Shape.of(6), 1, 1, 2);
    assertThat(table.steps().get(0).multiplyAdds()).isEqualTo(25 * 6 * 2 * 9);
    assertThatThrownBy(() -> SHAPES.conv2d(image, Shape.of(6, 4, 3, 3), Shape.of(6), 1, 1, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[N,8,H,W], got [1,4,5,5]");
    assertThatThrownBy(() -> SHAPES.conv2d(image, Shape.of(5, 2, 3, 3), Shape.of(5), 1, 1, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 equal groups");
  }

  @Test
  void partsAndBroadcastSumsHaveTheShapesOfTheTensors() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      TorchOps torch = new TorchOps(none);
      Shape shape = Shape.of(2, 3);
      Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, shape);
      assertThat(torch.transpose(x, 0, 1).shape()).isEqualTo(SHAPES.transpose(shape, 0, 1));
      assertThat(torch.transpose(x, 0, 1).toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(torch.narrow(x, 1, 1, 2).shape()).isEqualTo(SHAPES.narrow(shape, 1, 1, 2));
      assertThat(torch.narrow(x, 1, 1, 2).toDoubles()).containsExactly(2, 3, 5, 6);
      Tensor row = Tensor.of(new double[] {10, 20, 30}, Shape.of(1, 3));
      assertThat(torch.add(x, row).shape()).isEqualTo(SHAPES.add(shape, row.shape()));
      assertThat(torch.add(x, row).toDoubles()).containsExactly(11, 22, 33, 14, 25, 36);
      assertThat(torch.clamp(x.add(-4), 1.5).toDoubles())
          .containsExactly(-1.5, -1.5, -1, 0, 1, 1.5);
      assertThat(torch.rsqrt(row, 6).toDoubles()).startsWith(0.25);
    }
  }

  @Test
  void resampledImagesHaveTheShapesOfTheTensors() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      Tensor x = Tensor.zeros(ElementType.F32, Shape.of(2, 3, 7, 6));
      Tensor filter = Tensor.zeros(ElementType.F32, Shape.of(4, 3));
      for (Resampling resampling :
          List.of(
              Resampling.doubling(filter.shape()),
              Resampling.halving(filter.shape()),
              new Resampling(new Axis(3, 2, 1, -1), new Axis(1, 3, 2, 0), 1, true))) {
        assertThat(new TorchOps(none).resample(x, filter, resampling).shape())
            .isEqualTo(SHAPES.resample(x.shape(), filter.shape(), resampling));
      }
    }
  }

  @Test
  void noiseIsDrawnInTrainingAndStandsStillOtherwise() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors();
        RandomStream random = new RandomStream(1)) {
      TorchOps torch = new TorchOps(none);
      Tensor x = Tensor.zeros(ElementType.F64, Shape.of(30, 3, 10, 12));
      Tensor still = Tensor.full(ElementType.F64, Shape.of(1, 1, 10, 12), 7);
      assertThatThrownBy(() -> torch.noise(x, still))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("needs a random stream");
      torch.dropoutStream(random);
      Tensor noise = torch.noise(x, still);
      assertThat(noise.shape())
          .isEqualTo(SHAPES.noise(x.shape(), still.shape()))
          .isEqualTo(Shape.of(30, 1, 10, 12));
      assertThat(noise.mean().item()).isCloseTo(0, Offset.offset(5 / Math.sqrt(3600)));
      assertThat(noise.square().mean().item())
          .isCloseTo(1, Offset.offset(5 * Math.sqrt(2 / 3600.0)));
      torch.training(false);
      assertThat(torch.noise(x, still)).isSameAs(still);
    }
  }

  @Test
  void runningMeansMoveInTrainingOnly() {
    try (Scope scope = Scope.open();
        NamedTensors none = new NamedTensors()) {
      TorchOps torch = new TorchOps(none);
      Tensor x = Tensor.of(new double[] {1, 2, 3, 6}, Shape.of(2, 2)).requireGrad(true);
      Tensor mean = Tensor.of(new double[] {0, 8}, Shape.of(2));
      assertThat(torch.runningMean(x, mean, 0.25).toDoubles()).containsExactly(0.5, 7);
      assertThat(mean.requiresGrad()).isFalse();
      torch.training(false);
      assertThat(torch.runningMean(x, mean, 0.25).toDoubles()).containsExactly(0.5, 7);
      assertThat(SHAPES.runningMean(x.shape(), mean.shape(), 0.25)).isEqualTo(mean.shape());
    }
  }

  @Test
  void wrongShapesAreNamed() {
    Shape image = Shape.of(1, 3, 4, 4);
    assertThatThrownBy(() -> SHAPES.add(image, Shape.of(1, 3, 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[1,3,4,4]")
        .hasMessageContaining("got [1,3,2,2]");
    assertThatThrownBy(() -> SHAPES.conv2d(image, Shape.of(6, 3, 3, 3), Shape.of(5), 1, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("bias [6], got [5]");
    assertThatThrownBy(() -> SHAPES.averagePool(Shape.of(1, 3, 1, 4)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> SHAPES.upsampleNearest(Shape.of(1, 3)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> SHAPES.sum(Shape.of(1, 3), 2)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> SHAPES.narrow(Shape.of(1, 3), 1, 2, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("at least 4 elements in dimension 1, got [1,3]");
    assertThatThrownBy(() -> SHAPES.transpose(Shape.of(1, 3), 1, 2))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> SHAPES.noise(image, Shape.of(1, 1, 2, 2)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> SHAPES.runningMean(Shape.of(1, 3), Shape.of(4), 0.1))
        .isInstanceOf(ShapeException.class);
    Resampling bare = new Resampling(new Axis(1, 1, 0, 0), new Axis(1, 1, 0, 0), 1, false);
    assertThatThrownBy(() -> SHAPES.resample(image, Shape.of(5, 5), bare))
        .isInstanceOf(ShapeException.class);
  }
}
