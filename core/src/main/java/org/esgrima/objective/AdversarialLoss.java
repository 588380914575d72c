package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.esgrima.torch.Tensor;

/**
 * What discriminator and generator minimise, as a pure function of the discriminator's logits.
 *
 * <p>A logit is the discriminator's last number before any sigmoid: D(x) = σ(logit) is its
 * probability that x is real. All tensors are [N], float32 or float64; the result is one loss for
 * each element, not reduced. Both methods get both kinds of logits, so that losses which compare
 * real with fake samples need no special case; a loss that does not depend on one of them gives it
 * no gradient. Losses are finite, with finite gradients, at any finite logits.
 *
 * <p>A loss of your own is one class that implements this interface. The ones below are also known
 * by name in configurations: {@code type: minimax}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Minimax.class, name = "minimax"),
  @JsonSubTypes.Type(value = NonSaturating.class, name = "non-saturating"),
  @JsonSubTypes.Type(value = LeastSquares.class, name = "least-squares"),
  @JsonSubTypes.Type(value = Wasserstein.class, name = "wasserstein"),
  @JsonSubTypes.Type(value = Hinge.class, name = "hinge"),
  @JsonSubTypes.Type(value = RelativisticAverage.class, name = "relativistic-average"),
  @JsonSubTypes.Type(value = RelativisticPairing.class, name = "relativistic-pairing")
})
public interface AdversarialLoss {
  /**
   * V(D,G) at the equilibrium of the game, where D(x) = ½ everywhere: −log 4 (Goodfellow et al.
   * 2014, arXiv 1406.2661, Theorem 1).
   */
  double EQUILIBRIUM_VALUE = -Math.log(4);

  /**
   * What the discriminator minimises.
   *
   * @param realLogits [N], of real samples
   * @param fakeLogits [N], of synthetic samples
   * @return [N]
   * @throws IllegalArgumentException if the shapes differ
   */
  Tensor discriminator(Tensor realLogits, Tensor fakeLogits);

  /**
   * What the generator minimises.
   *
   * @param fakeLogits [N], of synthetic samples
   * @param realLogits [N], of real samples
   * @return [N]
   * @throws IllegalArgumentException if the shapes differ
   */
  Tensor generator(Tensor fakeLogits, Tensor realLogits);

  /**
   * Whether the generator's loss depends on the real logits; false by default. If so, they must be
   * those of the discriminator that judges the synthetic samples: a trainer computes them afresh
   * after each update of D. If not, logits of an earlier moment do as well.
   */
  default boolean comparesWithReal() {
    return false;
  }

  /**
   * Whether D may add any number to all its logits without a change of the game, so that 0 is no
   * border between real and synthetic and only comparisons say how well D tells them apart; false
   * by default.
   */
  default boolean comparesOnly() {
    return false;
  }

  /**
   * The value of the game, V(D,G) = E log D(x) + E log(1 − D(G(z))): equation (1) of Goodfellow et
   * al. 2014. The discriminator raises it, at most to 0; at the equilibrium it is {@link
   * #EQUILIBRIUM_VALUE}.
   *
   * @param realLogits [N], of real samples
   * @param fakeLogits [M], of synthetic samples
   * @return a scalar
   */
  static Tensor value(Tensor realLogits, Tensor fakeLogits) {
    return realLogits.neg().softplus().mean().add(fakeLogits.softplus().mean()).neg();
  }
}
