package org.esgrima.augment;

import java.util.Arrays;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/**
 * Parameters of the transforms for each image of a minibatch: a transform that is chosen happens to
 * an image with probability p, and its parameter is neutral otherwise.
 *
 * @param chosen transforms that can happen at all
 * @param probability p; as one from 1 on
 * @param draws where numbers come from
 * @param images number of images N
 */
record Lottery(Set<Transform> chosen, double probability, Draws draws, int images) {
  /** Draws to which images a transform happens, with probability p. */
  Ticket draw(Transform transform) {
    return draw(transform, probability);
  }

  /** As {@link #draw(Transform)}, with another probability. */
  Ticket draw(Transform transform, double chance) {
    boolean[] happens = new boolean[images];
    if (chosen.contains(transform)) {
      double[] u = draws.uniform(images);
      for (int i = 0; i < images; i++) {
        happens[i] = u[i] < chance;
      }
    }
    return new Ticket(happens);
  }

  Tensor noise(ElementType type, Shape shape) {
    return draws.noise(type, shape);
  }

  /** To which images a transform happens; draws parameters for them. */
  final class Ticket {
    private final boolean[] happens;

    private Ticket(boolean[] happens) {
      this.happens = happens;
    }

    boolean anywhere() {
      for (boolean h : happens) {
        if (h) {
          return true;
        }
      }
      return false;
    }

    /** {@code value} of a number from [0, 1) where the transform happens. */
    double[] uniform(double neutral, DoubleUnaryOperator value) {
      return anywhere() ? select(draws.uniform(images), neutral, value) : all(neutral);
    }

    /** {@code value} of a number from N(0, 1) where the transform happens. */
    double[] normal(double neutral, DoubleUnaryOperator value) {
      return anywhere() ? select(draws.normal(images), neutral, value) : all(neutral);
    }

    /** {@code value} of the absolute value of one from N(0, 1) where the transform happens. */
    double[] halfNormal(double neutral, DoubleUnaryOperator value) {
      return anywhere() ? select(draws.halfNormal(images), neutral, value) : all(neutral);
    }

    private double[] select(double[] drawn, double neutral, DoubleUnaryOperator value) {
      double[] parameters = all(neutral);
      for (int i = 0; i < images; i++) {
        if (happens[i]) {
          parameters[i] = value.applyAsDouble(drawn[i]);
        }
      }
      return parameters;
    }

    private double[] all(double neutral) {
      double[] parameters = new double[images];
      Arrays.fill(parameters, neutral);
      return parameters;
    }
  }
}
