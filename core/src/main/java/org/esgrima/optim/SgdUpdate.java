package org.esgrima.optim;

import java.util.List;
import java.util.Map;
import org.esgrima.torch.FusedKernels;
import org.esgrima.torch.Tensor;

/** Computes {@link Sgd} with one native call for all parameters. */
record SgdUpdate(Sgd rule) implements Update {
  static final String MOMENTUM = "momentum";

  @Override
  public Map<String, Double> slots() {
    return rule.hasMomentum() ? Map.of(MOMENTUM, 0.0) : Map.of();
  }

  @Override
  public void apply(Step step) {
    double momentum = rule.momentum().at(step.imagesSeen());
    Checks.share("momentum", momentum);
    if (momentum == 0) {
      remember(step);
    }
    FusedKernels.sgd(
        step.parameters(),
        step.gradients(),
        momentum == 0 ? List.of() : step.state(MOMENTUM),
        new FusedKernels.SgdSettings(
            step.learningRate(),
            momentum,
            rule.dampening(),
            rule.weightDecay(),
            rule.nesterov(),
            step.number() == 1)); // torch begins with the gradient itself, without dampening
  }

  /**
   * Where a schedule passes through 0 the last update is the gradient; the kernel has no buffer.
   */
  private void remember(Step step) {
    List<Tensor> momenta = step.state(MOMENTUM);
    for (int i = 0; i < momenta.size(); i++) {
      momenta.get(i).copyFrom(step.gradient(i, rule.weightDecay()));
    }
  }
}
