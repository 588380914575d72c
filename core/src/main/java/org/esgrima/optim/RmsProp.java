package org.esgrima.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * RMSProp (Tieleman and Hinton 2012, Coursera lecture 6.5), as torch.optim.RMSprop computes it.
 *
 * <pre>
 * g ← g + weightDecay · x
 * s ← α s + (1 − α) g²                          s starts at 0
 * b ← momentum · b + g / (√s + ε)               b starts at 0
 * x ← x − learningRate · b
 * </pre>
 *
 * <p>Centred, s − a² takes the place of s in the root, where a ← α a + (1 − α) g.
 *
 * @param learningRate step size; default 5e-5, that of WGAN (Arjovsky et al. 2017, arXiv
 *     1701.07875, Algorithm 1)
 * @param alpha share of the mean square that is kept, in [0,1); default 0.99, as torch
 * @param epsilon see above; default 1e-8, as torch
 * @param momentum share of the last update that is kept, in [0,1); default 0
 * @param centered whether the gradient's variance takes the place of its mean square (Graves 2013);
 *     default false
 * @param weightDecay weight of ½‖x‖² in what is minimised; default 0
 * @param epsilonInside whether ε stands inside the root, √(s + ε), and s starts at 1, as in
 *     TensorFlow 1; default false
 */
@JsonDeserialize(builder = RmsProp.Keys.class)
public record RmsProp(
    Schedule learningRate,
    double alpha,
    double epsilon,
    double momentum,
    boolean centered,
    double weightDecay,
    boolean epsilonInside)
    implements UpdateRule {
  /** Checks all settings. */
  public RmsProp {
    Checks.present("learning-rate", learningRate);
    Checks.share("alpha", alpha);
    Checks.notNegative("epsilon", epsilon);
    Checks.share("momentum", momentum);
    Checks.notNegative("weight-decay", weightDecay);
  }

  /** With the defaults for the rest. */
  public RmsProp(Schedule learningRate) {
    this(learningRate, new Keys());
  }

  private RmsProp(Schedule learningRate, Keys other) {
    this(
        learningRate,
        other.alpha,
        other.epsilon,
        other.momentum,
        other.centered,
        other.weightDecay,
        other.epsilonInside);
  }

  /** Keys of a configuration, with their defaults. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private Schedule learningRate = Schedule.constant(5e-5);
    @JsonProperty private double alpha = 0.99;
    @JsonProperty private double epsilon = 1e-8;
    @JsonProperty private double momentum = 0;
    @JsonProperty private boolean centered = false;
    @JsonProperty private double weightDecay = 0;
    @JsonProperty private boolean epsilonInside = false;

    RmsProp build() {
      return new RmsProp(
          learningRate, alpha, epsilon, momentum, centered, weightDecay, epsilonInside);
    }
  }
}
