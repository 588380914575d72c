package org.esgrima.optim;

import java.util.Map;
import org.esgrima.torch.Tensor;

/**
 * The arithmetic of a rule as a function: what {@link Update} does in place, with new tensors and a
 * graph through parameters, gradients and state.
 */
interface PureUpdate {
  /** Parameter {@code i} and its state after a step; nothing of {@code step} is changed. */
  Moved apply(Update.Step step, int i);

  /**
   * One parameter after a step.
   *
   * @param state by the names of {@link Update#slots}
   */
  record Moved(Tensor parameter, Map<String, Tensor> state) {}

  /**
   * √x with the gradient 0 where x is 0, where that of the root itself is infinite.
   *
   * <p>x is a mean of squared gradients g² here, and the root divides a numerator that vanishes
   * with g: the derivative of g / (√g² + ε) at 0 is 1 / ε whatever is taken for the root's. By the
   * chain rule the infinite one would give NaN instead.
   */
  static Tensor root(Tensor x) {
    Tensor elsewhere = x.detach().abs().greaterThan(0).to(x.elementType());
    Tensor ones = elsewhere.neg().add(1);
    return x.add(ones).sqrt().mul(elsewhere);
  }
}
