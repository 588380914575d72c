package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.esgrima.torch.Tensor;

/**
 * The original game with the generator of practice: it maximises log D(G(z)) instead of minimising
 * log(1 − D(G(z))). Same fixed point, but strong gradients where D is sure (Goodfellow et al. 2014,
 * arXiv 1406.2661, end of Section 3).
 *
 * <pre>
 * discriminator  −log D(x) − log(1 − D(G(z)))
 * generator      −log D(G(z))
 * </pre>
 *
 * @param realTarget what D is taught to say of real samples, in (0,1]; 1 by default. 0.9 is
 *     one-sided label smoothing (Salimans et al. 2016, arXiv 1606.03498, Section 3.4): −log D(x)
 *     becomes −t log D(x) − (1−t) log(1 − D(x)). The target for synthetic samples stays 0.
 */
@JsonDeserialize(builder = NonSaturating.Keys.class)
public record NonSaturating(double realTarget) implements AdversarialLoss {
  /** Checks the target. */
  public NonSaturating {
    Logits.requireTarget(realTarget);
  }

  /** Without label smoothing. */
  public NonSaturating() {
    this(1);
  }

  @Override
  public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
    return Logits.crossEntropy(realLogits, fakeLogits, realTarget);
  }

  @Override
  public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return Logits.crossEntropyReal(fakeLogits);
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double realTarget = 1;

    NonSaturating build() {
      return new NonSaturating(realTarget);
    }
  }
}
