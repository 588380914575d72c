package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
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
  }
}
