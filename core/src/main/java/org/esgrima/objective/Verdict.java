package org.esgrima.objective;

import java.util.Optional;
import org.esgrima.torch.Tensor;

/**
 * What the discriminator says of some samples.
 *
 * @param logits [N]
 * @param answers [N,A], what it says of their conditions, if it is asked
 * @param condition [N,K], what the conditions are, if there are any
 */
public record Verdict(Tensor logits, Optional<Tensor> answers, Optional<Tensor> condition) {
  /** Of a discriminator that knows no conditions. */
  public static Verdict of(Tensor logits) {
    return new Verdict(logits, Optional.empty(), Optional.empty());
  }
}
