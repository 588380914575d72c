package org.esgrima.train;

import java.util.Optional;
import org.esgrima.nn.Network;
import org.esgrima.torch.Tensor;

/**
 * The generator with everything that lies between noise and its samples in training.
 *
 * @param network gives samples [N,…] of latents [N,Z]
 * @param styles its halves, where styles are mixed or looked at; the caller keeps owning them
 */
record Forger(Network network, Optional<Styles> styles) {
  /** A network alone. */
  Forger(Network network) {
    this(network, Optional.empty());
  }

  /**
   * Makes samples, with a graph unless gradients are switched off.
   *
   * @param noise where latents and codes come from
   * @param classes of the samples, in a game with classes
   */
  Minibatch forge(int count, Noise noise, Optional<Tensor> classes) {
    Tensor latents = noise.latents(count);
    Optional<Tensor> condition = noise.codes(count).or(() -> classes);
    Tensor samples =
        styles
            .map(halves -> halves.images(halves.of(latents, condition, noise)))
            .orElseGet(() -> network.forward(latents, condition));
    return new Minibatch(samples, condition);
  }
}
