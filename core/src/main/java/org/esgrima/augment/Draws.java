package org.esgrima.augment;

import java.util.Arrays;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** Where the parameters of transforms come from: random numbers, or constants to look at one. */
interface Draws {
  /** Numbers from the uniform distribution on [0, 1). */
  double[] uniform(int count);

  /** Numbers from N(0, 1). */
  double[] normal(int count);

  /** Absolute values of numbers from N(0, 1). */
  default double[] halfNormal(int count) {
    return Arrays.stream(normal(count)).map(Math::abs).toArray();
  }

  /** Independent numbers from N(0, 1), one for each element of images of that type and shape. */
  Tensor noise(ElementType type, Shape shape);

  /**
   * Random numbers.
   *
   * @param stream where they come from
   */
  record Random(RandomStream stream) implements Draws {
    @Override
    public double[] uniform(int count) {
      try (Scope scope = Scope.open()) {
        return stream.uniform(ElementType.F64, Shape.of(count), 0, 1).toDoubles();
      }
    }

    @Override
    public double[] normal(int count) {
      try (Scope scope = Scope.open()) {
        return stream.normal(ElementType.F64, Shape.of(count), 0, 1).toDoubles();
      }
    }

    @Override
    public Tensor noise(ElementType type, Shape shape) {
      return stream.normal(type, shape, 0, 1);
    }
  }
}
