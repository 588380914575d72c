package org.esgrima.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.torch.Tensor;

/** {@link AdamUpdate} as a function. */
record PureAdam(Adam rule) implements PureUpdate {
  @Override
  public Moved apply(Update.Step step, int i) {
    double beta1 = rule.beta1().at(step.imagesSeen());
    double beta2 = rule.beta2().at(step.imagesSeen());
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    Tensor gradient = step.gradient(i, rule.decoupled() ? 0 : rule.weightDecay());
    Tensor first = follow(step.state(AdamUpdate.FIRST).get(i), gradient, beta1);
    Tensor second = follow(step.state(AdamUpdate.SECOND).get(i), gradient.square(), beta2);
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(AdamUpdate.FIRST, first);
    state.put(AdamUpdate.SECOND, second);
    Tensor square = second;
    if (rule.amsgrad()) {
      square = Tensor.stack(List.of(step.state(AdamUpdate.MAXIMUM).get(i), second), 0).max(0);
      state.put(AdamUpdate.MAXIMUM, square);
    }
    double correction1 = 1 - Math.pow(beta1, (double) step.number());
    double correction2 = 1 - Math.pow(beta2, (double) step.number());
    Tensor root = PureUpdate.root(square).mul(1 / Math.sqrt(correction2));
    Tensor direction = first.div(root.add(rule.epsilonOutside(beta2, step.number())));
    return new Moved(shrunk(step, i).sub(direction.mul(step.learningRate() / correction1)), state);
  }

  private static Tensor follow(Tensor moment, Tensor target, double beta) {
    return moment.mul(beta).add(target.mul(1 - beta));
  }

  private Tensor shrunk(Update.Step step, int i) {
    Tensor parameter = step.parameters().get(i);
    return rule.decoupled() && rule.weightDecay() != 0
        ? parameter.mul(1 - step.learningRate() * rule.weightDecay())
        : parameter;
  }
}
