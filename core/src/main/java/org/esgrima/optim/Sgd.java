package org.esgrima.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Stochastic gradient descent with momentum, as torch.optim.SGD computes it.
 *
 * <pre>
 * g ← g + weightDecay · x
 * b ← momentum · b + (1 − dampening) · g      (b = g in the first step)
 * x ← x − learningRate · b                    (Nesterov: x − learningRate · (g + momentum · b))
 * </pre>
 *
 * <p>Algorithm 1 of Goodfellow et al. 2014 (arXiv 1406.2661) is this rule; the learning rate that
 * is its default comes from the authors' MNIST configuration.
 *
 * @param learningRate step size; default 0.1
 * @param momentum share of the last update that is kept; default 0. While it is 0 an update is the
 *     plain gradient
 * @param dampening share of the gradient that is kept out of the momentum; default 0
 * @param nesterov whether the gradient is taken at the point that momentum leads to (Sutskever et
 *     al. 2013); default false
 * @param weightDecay weight of ½‖x‖² in what is minimised; default 0
 */
@JsonDeserialize(builder = Sgd.Keys.class)
public record Sgd(
    Schedule learningRate,
    Schedule momentum,
    double dampening,
    boolean nesterov,
    double weightDecay)
    implements UpdateRule {
  /** Checks all settings. */
  public Sgd {
    Checks.present("learning-rate", learningRate);
    Checks.share("momentum", momentum);
    Checks.share("dampening", dampening);
    Checks.notNegative("weight-decay", weightDecay);
    if (nesterov && (!hasMomentum(momentum) || dampening != 0)) {
      throw new IllegalArgumentException("nesterov needs momentum, and dampening 0");
    }
  }

  /** Plain gradient descent. */
  public Sgd(Schedule learningRate) {
    this(learningRate, new Keys().momentum);
  }

  /** Gradient descent with momentum. */
  public Sgd(Schedule learningRate, Schedule momentum) {
    this(learningRate, momentum, new Keys());
  }

  private Sgd(Schedule learningRate, Schedule momentum, Keys other) {
    this(learningRate, momentum, other.dampening, other.nesterov, other.weightDecay);
  }

  /** Whether updates are kept at all, and not always forgotten at once. */
  boolean hasMomentum() {
    return hasMomentum(momentum);
  }

  private static boolean hasMomentum(Schedule momentum) {
    return !momentum.equals(Schedule.constant(0));
  }

  /** Keys of a configuration, with their defaults. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private Schedule learningRate = Schedule.constant(0.1);
    @JsonProperty private Schedule momentum = Schedule.constant(0);
    @JsonProperty private double dampening = 0;
    @JsonProperty private boolean nesterov = false;
    @JsonProperty private double weightDecay = 0;

    Sgd build() {
      return new Sgd(learningRate, momentum, dampening, nesterov, weightDecay);
    }
  }
}
