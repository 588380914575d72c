package org.esgrima.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.esgrima.torch.Tensor;

/** {@link RmsPropUpdate} as a function. */
record PureRmsProp(RmsProp rule) implements PureUpdate {
  @Override
  public Moved apply(Update.Step step, int i) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    Tensor gradient = step.gradient(i, rule.weightDecay());
    Tensor square = follow(step.state(RmsPropUpdate.SQUARE).get(i), gradient.square());
    state.put(RmsPropUpdate.SQUARE, square);
    Tensor variance = square;
    if (rule.centered()) {
      Tensor mean = follow(step.state(RmsPropUpdate.MEAN).get(i), gradient);
      state.put(RmsPropUpdate.MEAN, mean);
      variance = square.sub(mean.square());
    }
    Tensor root =
        rule.epsilonInside()
            ? PureUpdate.root(variance.add(rule.epsilon()))
            : PureUpdate.root(variance).add(rule.epsilon());
    Tensor direction = gradient.div(root);
    if (rule.momentum() > 0) {
      Tensor before = step.state(RmsPropUpdate.MOMENTUM).get(i);
      direction = before.mul(rule.momentum()).add(direction);
      state.put(RmsPropUpdate.MOMENTUM, direction);
    }
    return new Moved(step.parameters().get(i).sub(direction.mul(step.learningRate())), state);
  }

  private Tensor follow(Tensor mean, Tensor target) {
    return mean.mul(rule.alpha()).add(target.mul(1 - rule.alpha()));
  }
}
