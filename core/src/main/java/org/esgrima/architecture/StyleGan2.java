package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import java.util.List;
import java.util.Objects;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;
import org.esgrima.nn.ResampleFilter;

/**
 * StyleGAN2: Karras, Laine, Aittala, Hellsten, Lehtinen, Aila, "Analyzing and Improving the Image
 * Quality of StyleGAN", 2020, arXiv 1912.04958, configuration F: a generator with skip connections,
 * a residual discriminator.
 *
 * <p>The generator is a {@link StyleMapping} of latents to styles followed by a {@link
 * StyleSynthesis} of images from styles. Both are networks of their own over the generator's
 * tensors ({@link org.esgrima.nn.Network#over}), for what needs the styles between them: their
 * truncation and mixing, path lengths, projection. Images are meant to be in [-1, 1]; nothing keeps
 * the generator from leaving it.
 *
 * <p>Names and starts of all tensors are those of the authors' PyTorch code
 * (stylegan2-ada-pytorch), whose weights load unchanged. A layer at r × r pixels has min(capacity /
 * r, maxWidth) channels. Of the conditions it knows classes by {@link Projection}: c is embedded
 * and mapped together with z, and in the discriminator by a mapping of its own.
 *
 * @param resolution side of the images: a power of two from 8 to 1024 pixels; 0 = that of the data
 * @param channels 1 (gray) or 3 (colour); 0 = that of the data
 * @param latent size of z, default 512 (the paper, as all that follow)
 * @param styles size of a style w, default 512
 * @param mappingLayers fully connected layers of the mapping network, default 8; 2 in the authors'
 *     later settings for small data (arXiv 2006.06676)
 * @param mappingRate the learning rate of these layers and of those that map conditions, as a share
 *     of that of others, default 0.01
 * @param conditionWidth F, features that the discriminator compares with a condition, default 0 =
 *     as many as it has channels at 4 × 4
 * @param capacity channels times pixels of a side, default 32768; half of it for 256 pixels and
 *     less in these later settings
 * @param maxWidth most channels of a layer, default 512
 * @param filter taps of the filter that smooths where resolutions are doubled or halved, default
 *     [1, 3, 3, 1]
 * @param input what the synthesis starts from at 4 × 4, default a learned constant
 * @param noise added to the features, default random
 * @param discriminatorLayout how the discriminator halves images, default residual (the paper)
 * @param discriminatorCapacity of the discriminator, in the place of capacity; default 0 = the same
 * @param minibatchStd members of a group whose differences the discriminator sees, default 4; 0 =
 *     it does not
 * @param minibatchStdChannels features that tell it so, default 1
 * @param clamp largest magnitude of features and images of single layers, 256 in the authors' later
 *     code, for 16-bit floating point; default 0 = not limited (the paper)
 */
public record StyleGan2(
    int resolution,
    int channels,
    int latent,
    int styles,
    int mappingLayers,
    double mappingRate,
    int conditionWidth,
    int capacity,
    int maxWidth,
    List<Double> filter,
    SynthesisInput input,
    SynthesisNoise noise,
    DiscriminatorLayout discriminatorLayout,
    int discriminatorCapacity,
    int minibatchStd,
    int minibatchStdChannels,
    double clamp)
    implements StyleBased {
  /** Side of the smallest images, where the generator starts and the discriminator ends. */
  static final int START = 4;

  private static final SquareImages IMAGES =
      new SquareImages("stylegan2", List.of(8, 16, 32, 64, 128, 256, 512, 1024), 32);
  private static final KebabCaseStrategy KEBAB = new KebabCaseStrategy();
  private static final int DEFAULT_SIZE = 512;
  private static final int DEFAULT_LAYERS = 8;
  private static final double DEFAULT_RATE = 0.01; // StyleGAN, arXiv 1812.04948, appendix C
  private static final int DEFAULT_CAPACITY = 32_768;
  private static final int DEFAULT_GROUP = 4;

  /** Checks the values. */
  public StyleGan2 {
    IMAGES.requireKnown(resolution, channels);
    SquareImages.require(latent >= 1, "latent", "at least 1", latent, "The paper uses 512");
    SquareImages.require(styles >= 1, "styles", "at least 1", styles, "The paper uses 512");
    SquareImages.require(
        mappingLayers >= 1, "mapping-layers", "at least 1", mappingLayers, "The paper uses 8");
    SquareImages.require(
        capacity >= Math.max(resolution, START),
        "capacity",
        "at least the resolution, for one channel",
        capacity,
        "The paper uses 32768");
    SquareImages.require(maxWidth >= 1, "max-width", "at least 1", maxWidth, "The paper uses 512");
    SquareImages.require(
        discriminatorCapacity == 0 || discriminatorCapacity >= Math.max(resolution, START),
        "discriminator-capacity",
        "0, or at least the resolution, for one channel",
        discriminatorCapacity,
        "0 means the same as capacity");
    SquareImages.require(
        minibatchStd >= 0, "minibatch-std", "at least 0", minibatchStd, "The paper uses 4");
    int smallest = width(oneOf(discriminatorCapacity, capacity), START, maxWidth);
    SquareImages.require(
        minibatchStdChannels >= 1 && smallest % minibatchStdChannels == 0,
        "minibatch-std-channels",
        "a divisor of the " + smallest + " channels at 4 pixels",
        minibatchStdChannels,
        "The paper uses 1");
    SquareImages.require(clamp >= 0, "clamp", "at least 0", clamp, "0 means no limit");
    SquareImages.require(
        mappingRate > 0, "mapping-rate", "above 0", mappingRate, "The paper uses 0.01");
    SquareImages.require(
        conditionWidth >= 0,
        "condition-width",
        "at least 0",
        conditionWidth,
        "0 means as many as there are channels at 4 pixels");
    filter = List.copyOf(filter);
    double sum = filter.stream().mapToDouble(tap -> tap).sum();
    SquareImages.require(
        sum != 0 && Double.isFinite(sum),
        "filter",
        "taps whose sum is not 0",
        filter,
        "The paper uses [1, 3, 3, 1]");
  }

  @JsonCreator
  static StyleGan2 of(
      @JsonProperty("resolution") Integer resolution,
      @JsonProperty("channels") Integer channels,
      @JsonProperty("latent") Integer latent,
      @JsonProperty("styles") Integer styles,
      @JsonProperty("mapping-layers") Integer mappingLayers,
      @JsonProperty("mapping-rate") Double mappingRate,
      @JsonProperty("condition-width") Integer conditionWidth,
      @JsonProperty("capacity") Integer capacity,
      @JsonProperty("max-width") Integer maxWidth,
      @JsonProperty("filter") List<Double> filter,
      @JsonProperty("input") SynthesisInput input,
      @JsonProperty("noise") SynthesisNoise noise,
      @JsonProperty("discriminator-layout") DiscriminatorLayout discriminatorLayout,
      @JsonProperty("discriminator-capacity") Integer discriminatorCapacity,
      @JsonProperty("minibatch-std") Integer minibatchStd,
      @JsonProperty("minibatch-std-channels") Integer minibatchStdChannels,
      @JsonProperty("clamp") Double clamp) {
    return new StyleGan2(
        Objects.requireNonNullElse(resolution, 0),
        Objects.requireNonNullElse(channels, 0),
        Objects.requireNonNullElse(latent, DEFAULT_SIZE),
        Objects.requireNonNullElse(styles, DEFAULT_SIZE),
        Objects.requireNonNullElse(mappingLayers, DEFAULT_LAYERS),
        Objects.requireNonNullElse(mappingRate, DEFAULT_RATE),
        Objects.requireNonNullElse(conditionWidth, 0),
        Objects.requireNonNullElse(capacity, DEFAULT_CAPACITY),
        Objects.requireNonNullElse(maxWidth, DEFAULT_SIZE),
        Objects.requireNonNullElse(filter, ResampleFilter.BINOMIAL.taps()),
        Objects.requireNonNullElse(input, SynthesisInput.CONSTANT),
        Objects.requireNonNullElse(noise, SynthesisNoise.RANDOM),
        Objects.requireNonNullElse(discriminatorLayout, DiscriminatorLayout.RESIDUAL),
        Objects.requireNonNullElse(discriminatorCapacity, 0),
        Objects.requireNonNullElse(minibatchStd, DEFAULT_GROUP),
        Objects.requireNonNullElse(minibatchStdChannels, 1),
        Objects.requireNonNullElse(clamp, 0.0));
  }

  ResampleFilter resampleFilter() {
    return new ResampleFilter(filter);
  }

  /** Channels of the generator's layers at that many pixels a side. */
  int width(int side) {
    return width(capacity, side, maxWidth);
  }

  /** Channels of the discriminator's layers at that many pixels a side. */
  int discriminatorWidth(int side) {
    return width(oneOf(discriminatorCapacity, capacity), side, maxWidth);
  }

  private static int oneOf(int own, int common) {
    return own == 0 ? common : own;
  }

  private static int width(int capacity, int side, int most) {
    return Math.min(capacity / side, most);
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
  public StyleGan2 fitting(Shape sample) {
    IMAGES.requireFits(sample, resolution, channels);
    return copy((int) sample.size(1), (int) sample.size(0), noise, clamp);
  }

  /** This architecture with another kind of noise. */
  public StyleGan2 with(SynthesisNoise other) {
    return copy(resolution, channels, other, clamp);
  }

  /** This architecture with other limits of its features; 0 = none. */
  public StyleGan2 clampedAt(double limit) {
    return copy(resolution, channels, noise, limit);
  }

  private StyleGan2 copy(int side, int colours, SynthesisNoise kind, double limit) {
    return new StyleGan2(
        side,
        colours,
        latent,
        styles,
        mappingLayers,
        mappingRate,
        conditionWidth,
        capacity,
        maxWidth,
        filter,
        input,
        kind,
        discriminatorLayout,
        discriminatorCapacity,
        minibatchStd,
        minibatchStdChannels,
        limit);
  }

  @Override
  public Generator generator(Conditioning conditioning) {
    return generator(conditioning, Truncation.NONE);
  }

  /** The generator with truncated styles, for samples. */
  public Generator generator(Conditioning conditioning, Truncation truncation) {
    return new Generator(mapping(conditioning, truncation), new StyleSynthesis(this));
  }

  @Override
  public StyleMapping mapping(Conditioning conditioning, Truncation truncation) {
    requireKnown(conditioning);
    MappingLayers layers =
        new MappingLayers(latent, conditioning.toldGenerator(), styles, mappingLayers, mappingRate);
    return new StyleMapping(new StyleSource.OfStyleGan2(layers), styleCount(), truncation);
  }

  @Override
  public StyleSynthesis synthesis() {
    return new StyleSynthesis(this);
  }

  @Override
  public StyleDiscriminator discriminator(Judging judging) {
    requireKnown(judging.conditioning());
    return new StyleDiscriminator(this, judging);
  }

  private static void requireKnown(Conditioning conditioning) {
    if (!(conditioning instanceof Unconditional || conditioning instanceof Projection)) {
      throw new InputException(
          "stylegan2 does not know this kind of condition",
          "conditioning",
          "none or projection",
          KEBAB.translate(conditioning.getClass().getSimpleName()),
          "Use --conditioning projection, or another architecture");
    }
  }

  /** z [N,Z] to images [N,C,H,W]: mapping and synthesis, one after the other. */
  public record Generator(StyleMapping mapping, StyleSynthesis synthesis) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      return synthesis.forward(ops, mapping.forward(ops, z));
    }
  }
}
