package org.esgrima.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * An {@link UpdateRule} at work on the parameters of one network.
 *
 * <p>Its whole state is {@link #state}: all tensors exist from the start, so a fresh optimiser of
 * the same rule and parameters continues exactly from {@code state().copyFrom(saved)}. Close it to
 * free the state; the parameters belong to the caller.
 */
public final class Optimizer implements AutoCloseable {
  private static final String STEP = "step";

  private UpdateRule rule;
  private Update update;
  private final NamedTensors parameters;
  private final NamedTensors state = new NamedTensors();
  private final Map<String, List<Tensor>> slots = new LinkedHashMap<>();
  private double rateFactor = 1;
  private double learningRate;

  /**
   * Creates the state.
   *
   * @param parameters float32 or float64; changed in place by {@link #step}
   * @throws IllegalArgumentException if there are none
   */
  public Optimizer(UpdateRule rule, NamedTensors parameters) {
    if (parameters.size() == 0) {
      throw new IllegalArgumentException("there are no parameters to optimise");
    }
    this.rule = rule;
    this.update = updateOf(rule);
    this.parameters = parameters;
    this.learningRate = rule.learningRate().at(0);
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      state.put(STEP, Tensor.zeros(ElementType.F32, Shape.of()));
      parameters.asMap().forEach(this::createState);
    }
  }

  private static Update updateOf(UpdateRule rule) {
    if (rule instanceof Sgd sgd) {
      return new SgdUpdate(sgd);
    }
    if (rule instanceof Adam adam) {
      return new AdamUpdate(adam);
    }
    return new RmsPropUpdate((RmsProp) rule);
  }

  private void createState(String name, Tensor parameter) {
    update
        .slots()
        .forEach(
            (slot, start) -> {
              Tensor tensor = parameter.detach().copy().zero().addInPlace(start);
              state.put(name + "/" + slot, tensor);
              slots.computeIfAbsent(slot, unused -> new ArrayList<>()).add(tensor);
            });
  }

  /**
   * Changes all parameters once.
   *
   * @param gradients of what is minimised, in the order of the parameters and of their shapes
   * @param imagesSeen real images seen before this step: the point in time for all schedules
   * @throws IllegalArgumentException if number or shapes do not fit
   */
  public void step(List<Tensor> gradients, long imagesSeen) {
    requireFit(parameters.asMap(), gradients);
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      learningRate = rateFactor * rule.learningRate().at(imagesSeen);
      Tensor counter = state.get(STEP).addInPlace(1);
      update.apply(
          new Update.Step(
              Math.round(counter.item()),
              counter,
              imagesSeen,
              learningRate,
              parameters.values(),
              gradients,
              slots));
    }
  }

  static void requireFit(Map<String, Tensor> parameters, List<Tensor> gradients) {
    if (gradients.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "expected " + parameters.size() + " gradients, got " + gradients.size());
    }
    int i = 0;
    for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
      Tensor gradient = gradients.get(i++);
      if (!gradient.shape().equals(parameter.getValue().shape())
          || gradient.elementType() != parameter.getValue().elementType()) {
        throw new IllegalArgumentException(
            "gradient of "
                + parameter.getKey()
                + ": expected "
                + parameter.getValue()
                + ", got "
                + gradient);
      }
    }
  }

  /**
   * Everything that the next step depends on: {@code step}, the number of steps taken (float32,
   * exact up to 2²⁴), and for each parameter of the rule, in their order,
   *
   * <ul>
   *   <li>{@link Sgd} with momentum: {@code <parameter>/momentum};
   *   <li>{@link Adam}: {@code <parameter>/first-moment}, {@code second-moment} and, with amsgrad,
   *       {@code max-second-moment};
   *   <li>{@link RmsProp}: {@code <parameter>/mean-square}, centred {@code mean-gradient}, with
   *       momentum {@code momentum}.
   * </ul>
   *
   * <p>Owned by this optimiser; copy into it to restore.
   */
  public NamedTensors state() {
    return state;
  }

  /** Number of steps taken, over all sessions. */
  public long steps() {
    try (Scope scope = Scope.open()) {
      return Math.round(state.get(STEP).item());
    }
  }

  /**
   * This optimiser and its parameters as they stand now, to be moved by functions instead of in
   * place; in the caller's scope.
   */
  public SimulatedOptimizer simulation() {
    return SimulatedOptimizer.start(rule, rateFactor, steps(), parameters.asMap(), slots);
  }

  /**
   * Follows another rule from the next step on, with the state as it stands.
   *
   * @throws IllegalArgumentException if that rule keeps another state
   */
  public void follow(UpdateRule other) {
    Update next = updateOf(other);
    if (!next.slots().equals(update.slots())) {
      throw new IllegalArgumentException(
          "expected a rule with the state " + update.slots() + ", got " + other);
    }
    rule = other;
    update = next;
  }

  /**
   * Multiplies every learning rate of the rule from now on; 1 at first. No part of {@link #state}.
   *
   * @param factor above 0
   */
  public void rateFactor(double factor) {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("expected a factor above 0, got " + factor);
    }
    rateFactor = factor;
  }

  /** The learning rate of the last step; before the first, the one that training starts with. */
  public double learningRate() {
    return learningRate;
  }

  @Override
  public void close() {
    state.close();
  }
}
