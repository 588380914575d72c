package org.esgrima.train;

import java.util.List;
import java.util.Optional;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.StyleBased;
import org.esgrima.architecture.Truncation;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Network;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The two halves of a style-based generator in training, with style mixing between them (Karras et
 * al. 2019, StyleGAN, arXiv 1812.04948, Section 3.1): with some probability the layers of a
 * minibatch from a random one on take the styles of other latents, so that G cannot rely on
 * neighbouring layers having the same style.
 *
 * <p>As in the authors' code all samples of a minibatch change at the same layer, and the second
 * styles do not move the mean of the styles.
 */
final class Styles implements AutoCloseable {
  private final Network mapping;
  private final Network still;
  private final Network synthesis;
  private final double mixing;
  private final RandomStream random;

  /**
   * Halves over the tensors of a generator.
   *
   * @param mixing probability that the styles of a minibatch are mixed
   * @param random where that is drawn from; the caller keeps owning it
   * @param noise where {@link org.esgrima.nn.Ops#noise} is drawn from; the caller keeps owning it
   */
  Styles(
      StyleBased architecture,
      Conditioning conditioning,
      Network generator,
      double mixing,
      RandomStream random,
      RandomStream noise) {
    Shape z = Shape.of(architecture.latent());
    int told = conditioning.toldGenerator();
    ElementType type = generator.elementType();
    mapping =
        Network.over(
            architecture.mapping(conditioning, Truncation.NONE), z, told, type, generator.state());
    still = Network.over(mapping.description(), z, told, type, generator.state());
    synthesis =
        Network.over(
            architecture.synthesis(), architecture.styleShape(), 0, type, generator.state());
    List.of(mapping, still, synthesis).forEach(half -> half.mixed(generator.mixed()));
    mapping.training(true);
    still.training(false);
    synthesis.training(true).dropoutStream(noise);
    this.mixing = mixing;
    this.random = random;
  }

  /** Styles [N,L,W] of latents [N,Z], perhaps mixed with those of other latents. */
  Tensor of(Tensor latents, Optional<Tensor> condition, Noise noise) {
    Tensor styles = mapping.forward(latents, condition);
    long layers = styles.shape().size(1);
    if (mixing == 0 || layers < 2) {
      return styles;
    }
    long from = firstMixedLayer(layers);
    if (from == layers) {
      return styles;
    }
    int count = Math.toIntExact(latents.shape().size(0));
    Tensor others = still.forward(noise.latents(count), condition);
    return Tensor.concat(
        List.of(styles.narrow(1, 0, from), others.narrow(1, from, layers - from)), 1);
  }

  /** From 1 to layers − 1, or {@code layers} where nothing is mixed. */
  private long firstMixedLayer(long layers) {
    try (Scope scope = Scope.open()) {
      float[] draws = random.uniform(ElementType.F32, Shape.of(2), 0, 1).toFloats();
      return draws[0] < mixing
          ? Math.min(layers - 1, 1 + (long) (draws[1] * (layers - 1)))
          : layers;
    }
  }

  /** Images of styles [N,L,W]. */
  Tensor images(Tensor styles) {
    return synthesis.forward(styles);
  }

  @Override
  public void close() {
    List.of(mapping, still, synthesis).forEach(Network::close);
  }
}
