package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** A network that is told a condition. */
@ExtendWith(NoLeaks.class)
class ConditionalBatchNormTest {
  private static final double EPSILON = 1e-5;

  @Test
  void everyClassHasItsOwnScaleAndShift() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network norm = norm(random)) {
      set(norm, "gammas.weight", 1, 2, 3, 4); // two classes of two channels
      set(norm, "betas.weight", 10, 20, 30, 40);
      Tensor x = Tensor.of(new double[] {1, 5, -1, 7}, Shape.of(2, 2));
      Tensor c = Tensor.of(new double[] {1, 0, 0, 1}, Shape.of(2, 2));
      double[] y = norm.forward(x, Optional.of(c)).toDoubles();
      double unit = 1 / Math.sqrt(1 + EPSILON); // both channels deviate by 1 from their mean
      assertThat(y)
          .containsExactly(
              new double[] {10 + unit, 20 - 2 * unit, 30 - 3 * unit, 40 + 4 * unit},
              Offset.offset(1e-9));
    }
  }

  @Test
  void ofImagesItWorksOnEveryPixel() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network norm =
            Network.create(
                new ConditionalBatchNorm(2, 2),
                Shape.of(2, 3, 3),
                2,
                ElementType.F64,
                Initializer.of(random))) {
      set(norm, "betas.weight", 0, 0, 5, 5);
      Tensor x = random.normal(ElementType.F64, Shape.of(1, 2, 3, 3), 4, 3).expand(2, -1, -1, -1);
      Tensor c = Tensor.of(new double[] {1, 0, 0, 1}, Shape.of(2, 2));
      Tensor y = norm.forward(x, Optional.of(c));
      double[] difference = y.select(0, 1).sub(y.select(0, 0)).toDoubles();
      assertThat(difference).hasSize(18);
      for (double d : difference) {
        assertThat(d).isCloseTo(5, Offset.offset(1e-9));
      }
    }
  }

  @Test
  void theConditionMustBeGivenAndFit() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network norm = norm(random)) {
      Tensor x = Tensor.zeros(ElementType.F64, Shape.of(2, 2));
      assertThatThrownBy(() -> norm.forward(x))
          .isInstanceOf(ShapeException.class)
          .hasMessage("condition: expected [2,2], got none");
      assertThatThrownBy(() -> norm.forward(x, Optional.of(x.narrow(0, 0, 1))))
          .hasMessage("condition: expected [2,2], got [1,2]");
    }
  }

  private static Network norm(RandomStream random) {
    return Network.create(
        new ConditionalBatchNorm(2, 2), Shape.of(2), 2, ElementType.F64, Initializer.of(random));
  }

  private static void set(Network network, String name, double... values) {
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      network.state().get(name).copyFrom(Tensor.of(values, Shape.of(2, 2)));
    }
  }
}
