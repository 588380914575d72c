package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.esgrima.run.control.Side;

/**
 * Trains the weaker player: a discriminator that is right too often waits for the generator, and
 * the other way round.
 *
 * <pre>
 * mean accuracy of D ≥ discriminatorWaits   G alone is trained
 * mean accuracy of D ≤ generatorWaits       D alone is trained
 * between the two                           both
 * </pre>
 *
 * <p>This is a rule of thumb, not a method with a proof or a table behind it. Rules like it were
 * common in the years of DCGAN: the authors' code of VAE/GAN (Larsen et al. 2016, arXiv 1512.09300)
 * stops D where its cross-entropy on the last minibatch is below 0.33 and the decoder where it is
 * above 1.03. The accuracy, its mean over many steps and all defaults are this project's own, and
 * untuned. It treats a symptom; the well-known list of tricks "How to Train a GAN" (Chintala et al.
 * 2016) advises against balancing by statistics without a good reason.
 *
 * <p>It makes sense only where D decides at the logit 0: not with Wasserstein or relativistic
 * losses, whose logits mean something in comparison only.
 *
 * @param discriminatorWaits accuracy from which D is not trained, in (0,1]; 0.8 by default
 * @param generatorWaits accuracy up to which G is not trained, in [0,1) and below the other; 0.5 by
 *     default, that of a coin
 * @param window steps over which the running mean of the accuracy reaches, at least 1; 50 by
 *     default. See {@link Balance}
 */
@JsonDeserialize(builder = BalanceRule.Keys.class)
public record BalanceRule(double discriminatorWaits, double generatorWaits, int window)
    implements Treatment {
  /** Checks the settings. */
  public BalanceRule {
    boolean ordered =
        generatorWaits >= 0 && generatorWaits < discriminatorWaits && discriminatorWaits <= 1;
    if (!ordered) {
      throw new IllegalArgumentException(
          "expected 0 ≤ generator-waits < discriminator-waits ≤ 1, got "
              + generatorWaits
              + " and "
              + discriminatorWaits);
    }
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1, got " + window);
    }
  }

  /**
   * Decides by a mean accuracy of D.
   *
   * @param accuracy share of samples that D judges rightly, in [0,1]
   */
  public Side turn(double accuracy) {
    if (accuracy >= discriminatorWaits) {
      return Side.GENERATOR;
    }
    return accuracy <= generatorWaits ? Side.DISCRIMINATOR : Side.BOTH;
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double discriminatorWaits = 0.8;
    @JsonProperty private double generatorWaits = 0.5;
    @JsonProperty private int window = 50;

    BalanceRule build() {
      return new BalanceRule(discriminatorWaits, generatorWaits, window);
    }
  }
}
