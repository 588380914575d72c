package org.esgrima.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/**
 * An {@link Optimizer} whose steps are functions: new weights and new state for old ones, with a
 * graph through gradients, weights and state. Unrolled games differentiate through it (Metz et al.
 * 2017, arXiv 1611.02163).
 *
 * <p>It starts with weights and state of a real optimiser, which stay as they are: {@link
 * Optimizer#simulation}. Each step gives the next simulation and leaves this one valid. The numbers
 * are those of the real steps up to rounding; they differ in the last digits since libtorch's fused
 * kernels compute in another order.
 *
 * <p>The tensors belong to the scopes they were made in. The first ones share their storage with
 * the real optimiser: do not let that step before gradients have been taken (libtorch refuses them
 * otherwise).
 */
public final class SimulatedOptimizer {
  private final UpdateRule rule;
  private final double rateFactor;
  private final long steps;
  private final Map<String, Tensor> weights;
  private final Map<String, List<Tensor>> slots;

  private SimulatedOptimizer(
      UpdateRule rule,
      double rateFactor,
      long steps,
      Map<String, Tensor> weights,
      Map<String, List<Tensor>> slots) {
    this.rule = rule;
    this.rateFactor = rateFactor;
    this.steps = steps;
    this.weights = weights;
    this.slots = slots;
  }

  /** Starts from weights and state that stay as they are; the graph begins here. */
  static SimulatedOptimizer start(
      UpdateRule rule,
      double rateFactor,
      long steps,
      Map<String, Tensor> weights,
      Map<String, List<Tensor>> slots) {
    Map<String, Tensor> ownWeights = new LinkedHashMap<>();
    weights.forEach((name, tensor) -> ownWeights.put(name, tensor.detach().requireGrad(true)));
    Map<String, List<Tensor>> ownSlots = new LinkedHashMap<>();
    slots.forEach((slot, list) -> ownSlots.put(slot, list.stream().map(Tensor::detach).toList()));
    return new SimulatedOptimizer(rule, rateFactor, steps, ownWeights, ownSlots);
  }

  private PureUpdate update() {
    if (rule instanceof Sgd sgd) {
      return new PureSgd(sgd);
    }
    if (rule instanceof Adam adam) {
      return new PureAdam(adam);
    }
    return new PureRmsProp((RmsProp) rule);
  }

  /**
   * The simulation after one step.
   *
   * @param gradients of what is minimised, in the order of the weights and of their shapes; with a
   *     graph where the result is to be differentiated through them
   * @param imagesSeen real images seen before this step: the point in time for all schedules
   * @throws IllegalArgumentException if number or shapes do not fit
   */
  public SimulatedOptimizer step(List<Tensor> gradients, long imagesSeen) {
    Optimizer.requireFit(weights, gradients);
    PureUpdate update = update();
    Update.Step step =
        new Update.Step(
            steps + 1,
            Tensor.full(ElementType.F32, Shape.of(), steps + 1.0),
            imagesSeen,
            rateFactor * rule.learningRate().at(imagesSeen),
            List.copyOf(weights.values()),
            gradients,
            slots);
    Map<String, Tensor> moved = new LinkedHashMap<>();
    Map<String, List<Tensor>> movedSlots = new LinkedHashMap<>();
    for (String name : weights.keySet()) {
      PureUpdate.Moved after = update.apply(step, moved.size());
      moved.put(name, after.parameter());
      after
          .state()
          .forEach(
              (slot, tensor) ->
                  movedSlots.computeIfAbsent(slot, unused -> new ArrayList<>()).add(tensor));
    }
    return new SimulatedOptimizer(rule, rateFactor, steps + 1, moved, movedSlots);
  }

  /** The weights by name, in the order of the real optimiser's parameters. */
  public Map<String, Tensor> weights() {
    return Collections.unmodifiableMap(weights);
  }

  /** The state of each weight, under the names of {@link Optimizer#state}. */
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    int i = 0;
    for (String name : weights.keySet()) {
      int index = i++;
      slots.forEach((slot, tensors) -> state.put(name + "/" + slot, tensors.get(index)));
    }
    return state;
  }

  /** Number of steps taken, those of the real optimiser included. */
  public long steps() {
    return steps;
  }
}
