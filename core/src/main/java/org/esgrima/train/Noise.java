package org.esgrima.train;

import java.util.Optional;
import org.esgrima.torch.Tensor;

/** Where the generator's random input comes from. */
@FunctionalInterface
public interface Noise {
  /** Draws that many latents [count,Z]. */
  Tensor latents(int count);

  /** Draws that many latent codes [count,K], where the game has them. */
  default Optional<Tensor> codes(int count) {
    return Optional.empty();
  }
}
