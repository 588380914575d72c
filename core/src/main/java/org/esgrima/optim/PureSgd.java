package org.esgrima.optim;

import java.util.Map;
import org.esgrima.torch.Tensor;

/** {@link SgdUpdate} as a function. */
record PureSgd(Sgd rule) implements PureUpdate {
  @Override
  public Moved apply(Update.Step step, int i) {
    double momentum = rule.momentum().at(step.imagesSeen());
    Checks.share("momentum", momentum);
    Tensor parameter = step.parameters().get(i);
    Tensor gradient = step.gradient(i, rule.weightDecay());
    if (!rule.hasMomentum()) {
      return new Moved(parameter.sub(gradient.mul(step.learningRate())), Map.of());
    }
    Tensor kept = gradient;
    if (step.number() > 1 && momentum != 0) {
      Tensor before = step.state(SgdUpdate.MOMENTUM).get(i);
      kept = before.mul(momentum).add(gradient.mul(1 - rule.dampening()));
    }
    Tensor direction = rule.nesterov() ? gradient.add(kept.mul(momentum)) : kept;
    return new Moved(
        parameter.sub(direction.mul(step.learningRate())), Map.of(SgdUpdate.MOMENTUM, kept));
  }
}
