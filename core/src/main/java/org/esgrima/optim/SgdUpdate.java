package org.esgrima.optim;

import java.util.Map;
import org.esgrima.torch.Tensor;

/** Computes {@link Sgd}. */
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
    for (int i = 0; i < step.parameters().size(); i++) {
      Tensor parameter = step.parameters().get(i);
      Tensor gradient = step.gradient(i, rule.weightDecay());
      if (!rule.hasMomentum()) {
        parameter.addInPlace(gradient, -step.learningRate());
        continue;
      }
      Tensor kept = step.state(MOMENTUM).get(i);
      if (step.number() == 1 || momentum == 0) {
        kept.copyFrom(gradient); // torch begins with the gradient itself, without dampening
      } else {
        kept.mulInPlace(momentum).addInPlace(gradient, 1 - rule.dampening());
      }
      if (rule.nesterov()) {
        parameter.addInPlace(gradient, -step.learningRate());
        parameter.addInPlace(kept, -step.learningRate() * momentum);
      } else {
        parameter.addInPlace(kept, -step.learningRate());
      }
    }
  }
}
