package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;

/** Compares gradients of functions of one tensor with central differences, in float64. */
public final class GradientCheck {
  private static final double STEP = 1e-5;

  private GradientCheck() {}

  /**
   * Checks first and second derivatives of a function from tensors to tensors, at all elements of
   * {@code x}: those of f = Σ tanh(function(x)), and of the squared norm of the gradient of f.
   *
   * @param function gives the same for the same
   * @param x float64
   */
  public static void assertTwiceDifferentiable(UnaryOperator<Tensor> function, Tensor x) {
    UnaryOperator<Tensor> scalar = input -> function.apply(input).tanh().sum();
    assertGradient(scalar, x);
    assertGradient(input -> gradient(scalar, input).square().sum(), x);
  }

  private static Tensor gradient(UnaryOperator<Tensor> scalar, Tensor input) {
    Tensor point = input.requiresGrad() ? input : input.detach().requireGrad(true);
    return Autograd.gradients(scalar.apply(point), List.of(point), true).get(0);
  }

  private static void assertGradient(UnaryOperator<Tensor> scalar, Tensor x) {
    try (Scope scope = Scope.open()) {
      double[] exact = gradient(scalar, x.detach()).toDoubles();
      double largest = 0;
      for (int i = 0; i < exact.length; i++) {
        double slope = (moved(scalar, x, i, STEP) - moved(scalar, x, i, -STEP)) / (2 * STEP);
        assertThat(exact[i])
            .as("element %d", i)
            .isCloseTo(slope, Offset.offset(1e-7 * Math.max(1, Math.abs(slope))));
        largest = Math.max(largest, Math.abs(slope));
      }
      assertThat(largest).as("largest slope, or zeros would be compared").isGreaterThan(0.01);
    }
  }

  private static double moved(UnaryOperator<Tensor> scalar, Tensor x, int at, double by) {
    try (Scope scope = Scope.open()) {
      Tensor there = x.detach().copy();
      there.reshape(-1).select(0, at).addInPlace(by);
      return scalar.apply(there).item();
    }
  }
}
