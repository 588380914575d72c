package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.esgrima.io.Shape;
import org.esgrima.nn.Layer;

/** A generator and a discriminator that belong together. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MlpGan.class, name = "mlp"),
  @JsonSubTypes.Type(value = Dcgan.class, name = "dcgan"),
  @JsonSubTypes.Type(value = CompactDcgan.class, name = "compact-dcgan"),
  @JsonSubTypes.Type(value = ResnetGan.class, name = "resnet"),
  @JsonSubTypes.Type(value = StyleGan2.class, name = "stylegan2"),
  @JsonSubTypes.Type(value = R3Gan.class, name = "r3gan")
})
public sealed interface Architecture
    permits MlpGan, Dcgan, CompactDcgan, ResnetGan, StyleBased, R3Gan {
  /** Number of elements of the latent vector z. */
  int latent();

  /** Turns latents [N,Z] into samples [N,…] of {@link #sampleShape}, images in [-1, 1]. */
  Layer generator(Conditioning conditioning);

  /** The generator of a game without conditions. */
  default Layer generator() {
    return generator(Conditioning.none());
  }

  /**
   * Turns samples [N,…] of {@link #sampleShape} (with packing, of {@link Judging#input}) into
   * logits [N], positive means real; with answers about a condition into [N,1+A].
   */
  Layer discriminator(Judging judging);

  /** The discriminator that judges each sample alone and knows no conditions. */
  default Layer discriminator() {
    return discriminator(Judging.PLAIN);
  }

  /** Shape of one sample, {@code [C,H,W]} or {@code [2]}. */
  @JsonIgnore
  Shape sampleShape();

  /**
   * This architecture for samples of that shape.
   *
   * @throws org.esgrima.InputException if it cannot make such samples
   */
  Architecture fitting(Shape sampleShape);
}
