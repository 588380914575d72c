package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.esgrima.torch.Tensor;

/**
 * The game as it is written: both players play for the same V(D,G), equation (1) of Goodfellow et
 * al. 2014 (arXiv 1406.2661), Algorithm 1.
 *
 * <pre>
 * discriminator  −log D(x) − log(1 − D(G(z)))
 * generator       log(1 − D(G(z)))
 * </pre>
 *
 * <p>The generator saturates: where D is sure that a sample is synthetic, its gradient vanishes.
 *
 * @param realTarget what D is taught to say of real samples, in (0,1]; 1 by default. 0.9 is
 *     one-sided label smoothing (Salimans et al. 2016, arXiv 1606.03498, Section 3.4): −log D(x)
 *     becomes −t log D(x) − (1−t) log(1 − D(x)). The target for synthetic samples stays 0.
 */
@JsonDeserialize(builder = Minimax.Keys.class)
public record Minimax(double realTarget) implements AdversarialLoss {
  /** Checks the target. */
  public Minimax {
    Logits.requireTarget(realTarget);
  }

  /** Without label smoothing. */
  public Minimax() {
    this(1);
  }

  @Override
  public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
    return Logits.crossEntropy(realLogits, fakeLogits, realTarget);
  }

  @Override
  public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return Logits.crossEntropyFake(fakeLogits).neg();
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double realTarget = 1;

    Minimax build() {
      return new Minimax(realTarget);
    }
  }
}
