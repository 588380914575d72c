package org.esgrima.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.esgrima.torch.Tensor;

/** Computes {@link RmsProp}. */
record RmsPropUpdate(RmsProp rule) implements Update {
  static final String SQUARE = "mean-square";
  static final String MEAN = "mean-gradient";
  static final String MOMENTUM = "momentum";

  @Override
  public Map<String, Double> slots() {
    Map<String, Double> slots = new LinkedHashMap<>();
    slots.put(SQUARE, rule.epsilonInside() ? 1.0 : 0.0);
    if (rule.centered()) {
      slots.put(MEAN, 0.0);
    }
    if (rule.momentum() > 0) {
      slots.put(MOMENTUM, 0.0);
    }
    return slots;
  }

  @Override
  public void apply(Step step) {
    for (int i = 0; i < step.parameters().size(); i++) {
      Tensor parameter = step.parameters().get(i);
      Tensor gradient = step.gradient(i, rule.weightDecay());
      Tensor root = root(step, i, gradient);
      if (rule.momentum() > 0) {
        Tensor kept = step.state(MOMENTUM).get(i);
        kept.mulInPlace(rule.momentum()).addQuotientInPlace(gradient, root, 1);
        parameter.addInPlace(kept, -step.learningRate());
      } else {
        parameter.addQuotientInPlace(gradient, root, -step.learningRate());
      }
    }
  }

  /** What the gradient is divided by, after the state has taken the gradient in. */
  private Tensor root(Step step, int i, Tensor gradient) {
    Tensor square = step.state(SQUARE).get(i);
    square.mulInPlace(rule.alpha()).addProductInPlace(gradient, gradient, 1 - rule.alpha());
    Tensor variance = square;
    if (rule.centered()) {
      Tensor mean = step.state(MEAN).get(i).lerpInPlace(gradient, 1 - rule.alpha());
      variance = square.sub(mean.square());
    }
    return rule.epsilonInside()
        ? variance.add(rule.epsilon()).sqrt()
        : variance.sqrt().addInPlace(rule.epsilon());
  }
}
