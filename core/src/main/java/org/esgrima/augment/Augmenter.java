package org.esgrima.augment;

import java.util.Optional;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/** Changes what the discriminator sees, real and synthetic images alike. */
@FunctionalInterface
public interface Augmenter {
  /**
   * Augments a minibatch. Gradients flow through to the images, second ones as well.
   *
   * @param images [N,C,H,W] in [-1, 1], float32 or float64
   * @param random where parameters are drawn from
   * @return [N,C,H,W], of the same type; may be {@code images} itself
   */
  Tensor apply(Tensor images, RandomStream random);

  /** Says how many real images were seen before what follows; of no influence by default. */
  default void at(long imagesSeen) {}

  /** The probability that follows the discriminator's logits, if there is one. */
  default Optional<AdaptiveProbability> adaptive() {
    return Optional.empty();
  }
}
