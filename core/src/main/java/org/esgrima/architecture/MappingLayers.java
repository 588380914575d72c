package org.esgrima.architecture;

import java.util.Optional;
import org.esgrima.nn.BiasActivation;
import org.esgrima.nn.EqualizedLinear;
import org.esgrima.nn.Ops;
import org.esgrima.nn.SecondMomentNorm;

/**
 * The mapping network of StyleGAN2 without what is done with its result: normalised latents and
 * embedded conditions, side by side, through fully connected layers that learn slowly. The
 * generator maps [z, c] to styles; the discriminator maps c to what its features are compared with.
 *
 * @param latent Z, size of z; 0 = none
 * @param conditions K, size of c; 0 = none
 * @param width of all layers, of the embedding and of the result
 * @param layers number of layers
 */
record MappingLayers(int latent, int conditions, int width, int layers) {
  private static final double MULTIPLIER = 0.01; // of the learning rate; StyleGAN, appendix C

  /** z [N,Z], or nothing, and the condition of {@code ops} [N,K], if any, to [N,width]. */
  <T> T apply(Ops<T> ops, Optional<T> z) {
    Optional<T> noise = z.map(latents -> normal(ops, latents));
    T x = conditions == 0 ? noise.orElseThrow() : beside(ops, noise, embedded(ops));
    BiasActivation end = BiasActivation.LEAKY_RELU;
    int inputs = latent + (conditions == 0 ? 0 : width);
    for (int i = 0; i < layers; i++) {
      x = new EqualizedLinear(inputs, width, MULTIPLIER, 0, end).forward(ops.at("fc" + i), x);
      inputs = width;
    }
    return x;
  }

  private <T> T embedded(Ops<T> ops) {
    EqualizedLinear embedding = new EqualizedLinear(conditions, width, BiasActivation.LINEAR);
    return normal(ops, embedding.forward(ops.at("embed"), ops.condition()));
  }

  private static <T> T normal(Ops<T> ops, T x) {
    return new SecondMomentNorm().forward(ops, x);
  }

  private static <T> T beside(Ops<T> ops, Optional<T> noise, T condition) {
    return noise.map(latents -> ops.concat(latents, condition, 1)).orElse(condition);
  }
}
