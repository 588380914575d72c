package org.esgrima.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980, Algorithm 1), as torch.optim.Adam and AdamW compute
 * it.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
 * x ← x − learningRate · m̂ / (√v̂ + ε)      m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ),  t from 1
 * </pre>
 *
 * <p>The defaults are those of DCGAN (Radford et al. 2016, arXiv 1511.06434, Section 4): learning
 * rate 2e-4 and β₁ 0.5, since the usual 0.9 made the training of GANs oscillate; β₂ 0.999 and ε
 * 1e-8 are Adam's own.
 *
 * @param learningRate step size; default 2e-4
 * @param beta1 share of the first moment that is kept, in [0,1); default 0.5
 * @param beta2 share of the second moment that is kept, in [0,1); default 0.999
 * @param epsilon added to the root; default 1e-8
 * @param weightDecay default 0
 * @param decoupled whether weights shrink by learningRate · weightDecay themselves (AdamW,
 *     Loshchilov and Hutter 2019) instead of weightDecay · x being added to the gradient; default
 *     false
 * @param amsgrad whether the largest v so far takes the place of v (Reddi et al. 2018); default
 *     false
 * @param epsilonPlacement where ε stands; default outside
 */
@JsonDeserialize(builder = Adam.Keys.class)
public record Adam(
    Schedule learningRate,
    Schedule beta1,
    Schedule beta2,
    double epsilon,
    double weightDecay,
    boolean decoupled,
    boolean amsgrad,
    EpsilonPlacement epsilonPlacement)
    implements UpdateRule {
  /** Where ε is added. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum EpsilonPlacement {
    /** To the root of the corrected moment, √v̂ + ε: Algorithm 1 of the paper, and torch. */
    OUTSIDE,
    /**
     * To the root of the moment before its correction, √v + ε̂: the faster order of the end of the
     * paper's Section 2, and TensorFlow 1. It is much larger than the other in the first steps.
     */
    HAT
  }

  /** Checks all settings. */
  public Adam {
    Checks.present("learning-rate", learningRate);
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    Checks.notNegative("epsilon", epsilon);
    Checks.notNegative("weight-decay", weightDecay);
    Checks.present("epsilon-placement", epsilonPlacement);
  }

  /** With DCGAN's defaults for the rest. */
  public Adam(double learningRate, double beta1, double beta2) {
    this(
        Schedule.constant(learningRate),
        Schedule.constant(beta1),
        Schedule.constant(beta2),
        new Keys());
  }

  private Adam(Schedule learningRate, Schedule beta1, Schedule beta2, Keys other) {
    this(
        learningRate,
        beta1,
        beta2,
        other.epsilon,
        other.weightDecay,
        other.decoupled,
        other.amsgrad,
        other.epsilonPlacement);
  }

  /** The settings of DCGAN, which are the defaults. */
  public static Adam dcgan() {
    return new Keys().build();
  }

  /**
   * What stands outside the root of the corrected moment in step t, whatever the placement:
   * √(1−β₂ᵗ) · m̂ / (√v + ε̂) = m̂ / (√v̂ + ε̂ / √(1−β₂ᵗ)).
   */
  double epsilonOutside(double beta2, long step) {
    return switch (epsilonPlacement) {
      case OUTSIDE -> epsilon;
      case HAT -> epsilon / Math.sqrt(1 - Math.pow(beta2, (double) step));
    };
  }

  /** Keys of a configuration, with their defaults. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private Schedule learningRate = Schedule.constant(2e-4);
    @JsonProperty private Schedule beta1 = Schedule.constant(0.5);
    @JsonProperty private Schedule beta2 = Schedule.constant(0.999);
    @JsonProperty private double epsilon = 1e-8;
    @JsonProperty private double weightDecay = 0;
    @JsonProperty private boolean decoupled = false;
    @JsonProperty private boolean amsgrad = false;
    @JsonProperty private EpsilonPlacement epsilonPlacement = EpsilonPlacement.OUTSIDE;

    Adam build() {
      return new Adam(
          learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad, epsilonPlacement);
    }
  }
}
