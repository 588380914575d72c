package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.esgrima.torch.Tensor;

/**
 * LSGAN: the logits themselves are drawn towards targets, so that samples far on the right side
 * still give a gradient (Mao et al. 2017, arXiv 1611.04076, equation (2)).
 *
 * <pre>
 * discriminator  ½ (D(x) − b)² + ½ (D(G(z)) − a)²
 * generator      ½ (D(G(z)) − c)²
 * </pre>
 *
 * <p>D(·) is the logit here; there is no sigmoid. The defaults a = 0, b = c = 1 are the 0-1 coding
 * of equation (9). a = −1, b = 1, c = 0 is equation (8), the coding under which the game minimises
 * a Pearson χ² divergence (b − c = 1, b − a = 2).
 *
 * @param fakeTarget a, what D is taught to say of synthetic samples; 0 by default
 * @param realTarget b, what D is taught to say of real samples; 1 by default
 * @param generatorTarget c, what G wants D to say of its samples; 1 by default
 */
@JsonDeserialize(builder = LeastSquares.Keys.class)
public record LeastSquares(double fakeTarget, double realTarget, double generatorTarget)
    implements AdversarialLoss {
  /** Checks the targets. */
  public LeastSquares {
    Checks.finite("fake-target", fakeTarget);
    Checks.finite("generator-target", generatorTarget);
    Checks.require(
        realTarget > fakeTarget && Double.isFinite(realTarget),
        "real-target",
        "above fake-target " + fakeTarget,
        realTarget);
  }

  /** With the 0-1 coding. */
  public LeastSquares() {
    this(0, 1, 1);
  }

  @Override
  public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return half(realLogits, realTarget).add(half(fakeLogits, fakeTarget));
  }

  @Override
  public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return half(fakeLogits, generatorTarget);
  }

  private static Tensor half(Tensor logits, double target) {
    return logits.add(-target).square().mul(0.5);
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double fakeTarget = 0;
    @JsonProperty private double realTarget = 1;
    @JsonProperty private double generatorTarget = 1;

    LeastSquares build() {
      return new LeastSquares(fakeTarget, realTarget, generatorTarget);
    }
  }
}
