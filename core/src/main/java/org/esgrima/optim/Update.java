package org.esgrima.optim;

import java.util.List;
import java.util.Map;
import org.esgrima.torch.Tensor;

/** The arithmetic of a rule on all parameters of a network. */
interface Update {
  /** The state kept for each parameter: last part of its name, and what all elements start as. */
  Map<String, Double> slots();

  /** Changes parameters and state in place. */
  void apply(Step step);

  /**
   * One step.
   *
   * @param number counted from 1
   * @param counter the same number as a float32 scalar
   * @param gradients in the order of the parameters, of equal shapes
   * @param state tensors in the order of the parameters, by the names of {@link #slots}
   */
  record Step(
      long number,
      Tensor counter,
      long imagesSeen,
      double learningRate,
      List<Tensor> parameters,
      List<Tensor> gradients,
      Map<String, List<Tensor>> state) {
    /** State tensors of that name; none if the rule keeps none. */
    List<Tensor> state(String slot) {
      return state.getOrDefault(slot, List.of());
    }

    /** The gradient of parameter {@code i} of what is minimised, ½ weightDecay ‖x‖² included. */
    Tensor gradient(int i, double weightDecay) {
      return weightDecay == 0
          ? gradients.get(i)
          : parameters.get(i).mul(weightDecay).addInPlace(gradients.get(i), 1);
    }
  }
}
