package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;

/**
 * StyleGAN: Karras, Laine, Aila, "A Style-Based Generator Architecture for Generative Adversarial
 * Networks", 2019, arXiv 1812.04948: a mapping network, adaptive instance normalisation, a learned
 * constant, noise, and resolutions that are doubled and halved with smoothing.
 *
 * <p>Names and starts of all tensors are those of genforce, a PyTorch port of the authors' code. A
 * layer at r × r pixels has min(capacity / r, maxWidth) channels. Of the conditions it knows
 * classes by {@link Projection}: c is embedded beside z, and the discriminator has a logit for each
 * class. The networks can be applied at a lower level of detail ({@link StyleGanSynthesis});
 * training is at the full one, without the progressive growing of the paper.
 *
 * @param resolution side of the images: a power of two from 8 to 1024 pixels; 0 = that of the data
 * @param channels 1 (gray) or 3 (colour); 0 = that of the data
 * @param latent size of z, default 512 (the paper, as all that follow)
 * @param styles size of a style w, default 512
 * @param mappingLayers fully connected layers of the mapping network, default 8
 * @param mappingWidth units of these layers but the last, default 0 = as many as a style has
 * @param mappingRate their learning rate as a share of that of others, default 0.01
 * @param capacity channels times pixels of a side, default 16384
 * @param maxWidth most channels of a layer, default 512
 * @param noise added to the features, default random
 * @param fusedFrom side from which the reference fuses doubling and convolution, which flips the
 *     kernel; default 128; 0 = it never does. Only of interest for weights from elsewhere
 * @param minibatchStd members of a group whose differences the discriminator sees, default 4; 0 =
 *     it does not
 * @param minibatchStdChannels features that tell it so, default 1
 */
@JsonDeserialize(builder = StyleGan.Keys.class)
public record StyleGan(
    int resolution,
    int channels,
    int latent,
    int styles,
    int mappingLayers,
    int mappingWidth,
    double mappingRate,
    int capacity,
    int maxWidth,
    SynthesisNoise noise,
    int fusedFrom,
    int minibatchStd,
    int minibatchStdChannels)
    implements StyleBased {
  private static final SquareImages IMAGES =
      new SquareImages("stylegan", List.of(8, 16, 32, 64, 128, 256, 512, 1024), 32);
  private static final String PUBLISHED = "Leave it out for the published one";

  /** Checks the values. */
  public StyleGan {
    IMAGES.requireKnown(resolution, channels);
    atLeast("latent", latent, 1);
    atLeast("styles", styles, 1);
    atLeast("mapping-layers", mappingLayers, 1);
    atLeast("mapping-width", mappingWidth, 0);
    atLeast("capacity", capacity, Math.max(resolution, StyleGan2.START));
    atLeast("max-width", maxWidth, 1);
    atLeast("fused-from", fusedFrom, 0);
    atLeast("minibatch-std", minibatchStd, 0);
    int smallest = Math.min(capacity / StyleGan2.START, maxWidth);
    SquareImages.require(
        minibatchStdChannels >= 1 && smallest % minibatchStdChannels == 0,
        "minibatch-std-channels",
        "a divisor of the " + smallest + " channels at 4 pixels",
        minibatchStdChannels,
        PUBLISHED);
    SquareImages.require(mappingRate > 0, "mapping-rate", "above 0", mappingRate, PUBLISHED);
  }

  private static void atLeast(String key, int value, int least) {
    SquareImages.require(value >= least, key, "at least " + least, value, PUBLISHED);
  }

  /** Channels of the layers at that many pixels a side. */
  int width(int side) {
    return Math.min(capacity / side, maxWidth);
  }

  /** L, the number of layers that get a style: 2 log₂(resolution) − 2. */
  public int styleCount() {
    return 2 * Integer.numberOfTrailingZeros(resolution) - 2;
  }

  @Override
  @JsonIgnore
  public Shape styleShape() {
    return Shape.of(styleCount(), styles);
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(channels, resolution, resolution);
  }

  @Override
  public StyleGan fitting(Shape sample) {
    IMAGES.requireFits(sample, resolution, channels);
    return new StyleGan(
        (int) sample.size(1),
        (int) sample.size(0),
        latent,
        styles,
        mappingLayers,
        mappingWidth,
        mappingRate,
        capacity,
        maxWidth,
        noise,
        fusedFrom,
        minibatchStd,
        minibatchStdChannels);
  }

  @Override
  public Generator generator(Conditioning conditioning) {
    return new Generator(mapping(conditioning, Truncation.NONE), synthesis());
  }

  @Override
  public StyleMapping mapping(Conditioning conditioning, Truncation truncation) {
    requireKnown(conditioning);
    StyleGanMapping layers = new StyleGanMapping(this, conditioning.toldGenerator());
    return new StyleMapping(layers, styleCount(), truncation);
  }

  @Override
  public StyleGanSynthesis synthesis() {
    return new StyleGanSynthesis(this, 0);
  }

  @Override
  public StyleGanDiscriminator discriminator(Judging judging) {
    requireKnown(judging.conditioning());
    return new StyleGanDiscriminator(this, judging, 0);
  }

  private static void requireKnown(Conditioning conditioning) {
    if (!(conditioning instanceof Unconditional || conditioning instanceof Projection)) {
      throw new InputException(
          "stylegan does not know this kind of condition",
          "conditioning",
          "none or projection",
          Json.tree(conditioning).path("type").asText(),
          "Use --conditioning projection, or another architecture");
    }
  }

  /** z [N,Z] to images [N,C,H,W]: mapping and synthesis, one after the other. */
  public record Generator(StyleMapping mapping, StyleGanSynthesis synthesis) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      return synthesis.forward(ops, mapping.forward(ops, z));
    }
  }

  /** Keys of a configuration, with their defaults. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private int resolution = 0;
    @JsonProperty private int channels = 0;
    @JsonProperty private int latent = 512;
    @JsonProperty private int styles = 512;
    @JsonProperty private int mappingLayers = 8;
    @JsonProperty private int mappingWidth = 0;
    @JsonProperty private double mappingRate = 0.01;
    @JsonProperty private int capacity = 16_384;
    @JsonProperty private int maxWidth = 512;
    @JsonProperty private SynthesisNoise noise = SynthesisNoise.RANDOM;
    @JsonProperty private int fusedFrom = 128;
    @JsonProperty private int minibatchStd = 4;
    @JsonProperty private int minibatchStdChannels = 1;

    StyleGan build() {
      return new StyleGan(
          resolution,
          channels,
          latent,
          styles,
          mappingLayers,
          mappingWidth,
          mappingRate,
          capacity,
          maxWidth,
          noise,
          fusedFrom,
          minibatchStd,
          minibatchStdChannels);
    }
  }
}
