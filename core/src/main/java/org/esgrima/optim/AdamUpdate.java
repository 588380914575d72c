package org.esgrima.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.esgrima.torch.FusedKernels;

/** Computes {@link Adam} with one native call for all parameters. */
record AdamUpdate(Adam rule) implements Update {
  static final String FIRST = "first-moment";
  static final String SECOND = "second-moment";
  static final String MAXIMUM = "max-second-moment";

  @Override
  public Map<String, Double> slots() {
    Map<String, Double> slots = new LinkedHashMap<>();
    slots.put(FIRST, 0.0);
    slots.put(SECOND, 0.0);
    if (rule.amsgrad()) {
      slots.put(MAXIMUM, 0.0);
    }
    return slots;
  }

  @Override
  public void apply(Step step) {
    double beta1 = rule.beta1().at(step.imagesSeen());
    double beta2 = rule.beta2().at(step.imagesSeen());
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    FusedKernels.adam(
        step.parameters(),
        step.gradients(),
        step.state(FIRST),
        step.state(SECOND),
        step.state(MAXIMUM),
        step.counter(),
        new FusedKernels.AdamSettings(
            step.learningRate(),
            beta1,
            beta2,
            rule.epsilonOutside(beta2, step.number()),
            rule.weightDecay(),
            rule.decoupled(),
            rule.amsgrad()));
  }
}
