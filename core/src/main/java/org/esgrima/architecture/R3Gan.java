package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;

/**
 * R3GAN: Huang, Gokaslan, Kuleshov, Tompkin, "The GAN is dead; long live the GAN! A Modern GAN
 * Baseline", 2024, arXiv 2501.05441, Section 4: inverted residual blocks with grouped convolutions
 * as in ResNeXt, and no normalisation. It is meant for the loss {@code relativistic-pairing} with
 * the penalties {@code r1} and {@code r2} in every step.
 *
 * <p>The generator starts from a sum of learnt 4 × 4 patterns, weighted by a linear function of z.
 * Every further stage changes the channels with a 1 × 1 convolution where they change, doubles the
 * sides with an interpolating filter and goes on with its blocks; a 1 × 1 convolution gives the
 * images, which nothing limits to [-1, 1]. The discriminator is the mirror image. Names of
 * parameters and start of weights are those of the authors' code.
 *
 * <p>With {@link Projection} the generator gets [z, E c] and the logit is ⟨E' c, φ(x)⟩, where φ are
 * the outputs of the discriminator's last layer: there is no other term. Other conditionings are
 * refused.
 *
 * <p>Of the lists an empty one stands for the published numbers and one of one element for the same
 * number at every resolution; otherwise they have one element for each resolution from 4 × 4 on.
 * Published are 768 channels up to 32 pixels and half as many with every doubling from there
 * (CIFAR-10, FFHQ-64 and FFHQ-256), 2 blocks, and groups of 16 channels. That is for GPUs: on a CPU
 * begin with something like {@code widths: [64, 64, 32, 16], blocks: [1]} for 32 pixels.
 *
 * @param resolution side of the images: a power of two from 8 to 1024; 0 = that of the data
 * @param channels 1 (gray) or 3 (colour); 0 = that of the data
 * @param latent size of z, default 64
 * @param widths channels at each resolution
 * @param cardinality groups of the channels inside a block, at each resolution; each divides width
 *     times expansion
 * @param blocks residual blocks at each resolution
 * @param expansion channels inside a block, as a multiple of its width; default 2
 * @param kernel side of the grouped kernels in pixels, odd; default 3
 * @param filter taps that smooth pixels which were doubled by repetition, or that smooth before
 *     squares of 2 × 2 become one pixel; default [1, 2, 1]
 * @param embedding size of E c; 0 (default) = that of z
 * @param discriminatorEmbedding size of E' c; 0 (default) = channels at 4 × 4
 */
@JsonDeserialize(builder = R3Gan.Keys.class)
public record R3Gan(
    int resolution,
    int channels,
    int latent,
    List<Integer> widths,
    List<Integer> cardinality,
    List<Integer> blocks,
    int expansion,
    int kernel,
    List<Double> filter,
    int embedding,
    int discriminatorEmbedding)
    implements Architecture {
  static final int START = 4; // side of the generator's first image
  private static final SquareImages IMAGES =
      new SquareImages("r3gan", List.of(8, 16, 32, 64, 128, 256, 512, 1024), 32);
  private static final int WIDTH = 768;
  private static final int WIDEST_UP_TO = 32;
  private static final int GROUP = 16;
  private static final String PUBLISHED = "Leave it out for the published one";

  /** Checks the values; of a known resolution the lists are completed. */
  public R3Gan {
    IMAGES.requireKnown(resolution, channels);
    SquareImages.require(latent >= 1, "latent", "at least 1", latent, PUBLISHED);
    SquareImages.require(expansion >= 1, "expansion", "at least 1", expansion, PUBLISHED);
    SquareImages.require(
        kernel >= 1 && kernel % 2 == 1, "kernel", "an odd number of pixels", kernel, PUBLISHED);
    SquareImages.require(
        filter.stream().mapToDouble(tap -> tap).sum() > 0,
        "filter",
        "taps with a sum above 0",
        filter,
        PUBLISHED);
    SquareImages.require(embedding >= 0, "embedding", "at least 0", embedding, PUBLISHED);
    SquareImages.require(
        discriminatorEmbedding >= 0,
        "discriminator-embedding",
        "at least 0",
        discriminatorEmbedding,
        PUBLISHED);
    filter = List.copyOf(filter);
    widths = perStage("widths", widths, resolution, R3Gan::publishedWidth);
    List<Integer> inside = widths.stream().map(width -> width * expansion).toList();
    cardinality =
        perStage("cardinality", cardinality, resolution, i -> Math.max(1, inside.get(i) / GROUP));
    blocks = perStage("blocks", blocks, resolution, i -> 2);
    for (int i = 0; resolution > 0 && i < widths.size(); i++) {
      SquareImages.require(
          inside.get(i) % cardinality.get(i) == 0,
          "cardinality",
          "a divisor of the "
              + inside.get(i)
              + " channels inside a block at "
              + (START << i)
              + " pixels",
          cardinality.get(i),
          "Choose other numbers of groups or of channels");
    }
  }

  /** With the published numbers for everything else. */
  public R3Gan(
      int resolution,
      int channels,
      int latent,
      List<Integer> widths,
      List<Integer> cardinality,
      List<Integer> blocks) {
    this(resolution, channels, latent, widths, cardinality, blocks, 2, 3, Keys.BINOMIAL, 0, 0);
  }

  private static int publishedWidth(int stage) {
    return Math.max(1, WIDTH * WIDEST_UP_TO / Math.max(WIDEST_UP_TO, START << stage));
  }

  private static List<Integer> perStage(
      String key, List<Integer> given, int resolution, IntUnaryOperator published) {
    SquareImages.require(
        given.stream().allMatch(number -> number >= 1),
        key,
        "numbers of at least 1",
        given,
        PUBLISHED);
    if (resolution == 0) {
      return List.copyOf(given);
    }
    int stages = 1 + Integer.numberOfTrailingZeros(resolution / START);
    SquareImages.require(
        given.size() <= 1 || given.size() == stages,
        key,
        "one number, or " + stages + " for the resolutions from 4 to " + resolution + " pixels",
        given,
        PUBLISHED);
    return IntStream.range(0, stages)
        .map(i -> given.isEmpty() ? published.applyAsInt(i) : given.get(given.size() == 1 ? 0 : i))
        .boxed()
        .toList();
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(channels, resolution, resolution);
  }

  @Override
  public R3Gan fitting(Shape sample) {
    IMAGES.requireFits(sample, resolution, channels);
    return new R3Gan(
        (int) sample.size(1),
        (int) sample.size(0),
        latent,
        widths,
        cardinality,
        blocks,
        expansion,
        kernel,
        filter,
        embedding,
        discriminatorEmbedding);
  }

  @Override
  public Generator generator(Conditioning conditioning) {
    requireKnown(conditioning);
    return new Generator(this, conditioning);
  }

  @Override
  public Discriminator discriminator(Judging judging) {
    requireKnown(judging.conditioning());
    return new Discriminator(this, judging);
  }

  private static void requireKnown(Conditioning conditioning) {
    if (!(conditioning instanceof Unconditional || conditioning instanceof Projection)) {
      throw new InputException(
          "r3gan cannot be told conditions in this way",
          "conditioning",
          "none or projection",
          Json.tree(conditioning).path("type").asText(),
          "Use --conditioning projection, or --architecture resnet");
    }
  }

  private R3GanParts.Block block(int stage) {
    return new R3GanParts.Block(
        widths.get(stage),
        expansion,
        cardinality.get(stage),
        kernel,
        blocks.stream().mapToInt(count -> count).sum());
  }

  /** The blocks of a stage, under the names {@code first}, {@code first} + 1, …. */
  private <T> T blocks(Ops<T> ops, int stage, int first, T x) {
    T y = x;
    for (int i = first; i < first + blocks.get(stage); i++) {
      y = block(stage).forward(ops.at(String.valueOf(i)), y);
    }
    return y;
  }

  /** Taps for resampling: pixels are doubled by repetition, [1, 1], and smoothed. */
  List<Double> taps() {
    return IntStream.rangeClosed(0, filter.size())
        .mapToDouble(i -> (i < filter.size() ? filter.get(i) : 0) + (i > 0 ? filter.get(i - 1) : 0))
        .boxed()
        .toList();
  }

  private static <T> Ops<T> stage(Ops<T> ops, int number) {
    return ops.at("MainLayers").at(String.valueOf(number)).at("Layers");
  }

  private static <T> T embedded(Ops<T> ops, int size, double gain) {
    T condition = ops.condition();
    int classes = Math.toIntExact(ops.shape(condition).size(1));
    return R3GanParts.linear(ops.at("EmbeddingLayer"), condition, classes, size, gain);
  }

  /** z [N,Z] to images [N,C,H,W], about in [-1, 1]. */
  public record Generator(R3Gan gan, Conditioning conditioning) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      T x = z;
      int inner = gan.latent;
      if (conditioning.toldGenerator() > 0) {
        int size = gan.embedding > 0 ? gan.embedding : gan.latent;
        x = ops.concat(z, embedded(ops, size, 1), 1);
        inner += size;
      }
      for (int i = 0; i < gan.widths.size(); i++) {
        int outer = gan.widths.get(i);
        Layer transition =
            i == 0
                ? new R3GanParts.GenerativeBasis(inner, outer)
                : new R3GanParts.Doubling(inner, outer, gan.taps());
        x = transition.forward(stage(ops, i).at("0"), x);
        x = gan.blocks(stage(ops, i), i, 1, x);
        inner = outer;
      }
      return new R3GanParts.Pointwise(inner, gan.channels).forward(ops.at("AggregationLayer"), x);
    }
  }

  /** Images [N,C,H,W] in [-1, 1] to logits [N]. */
  public record Discriminator(R3Gan gan, Judging judging) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T images) {
      int last = gan.widths.size() - 1;
      int channels = judging.inputs(gan.channels);
      T x =
          new R3GanParts.Pointwise(channels, gan.widths.get(last))
              .forward(ops.at("ExtractionLayer"), images);
      for (int i = last; i > 0; i--) {
        Ops<T> stage = stage(ops, last - i);
        x = gan.blocks(stage, i, 0, x);
        x =
            new R3GanParts.Halving(gan.widths.get(i), gan.widths.get(i - 1), gan.taps())
                .forward(stage.at(gan.blocks.get(i).toString()), x);
      }
      Ops<T> stage = stage(ops, last);
      x = judging.withVariety(ops, gan.blocks(stage, 0, 0, x));
      int width = judging.features(gan.widths.get(0));
      boolean projects = judging.conditioning() instanceof Projection;
      int size = gan.discriminatorEmbedding > 0 ? gan.discriminatorEmbedding : gan.widths.get(0);
      x =
          new R3GanParts.DiscriminativeBasis(width, projects ? size : 1)
              .forward(stage.at(gan.blocks.get(0).toString()), x);
      return projects
          ? ops.sum(ops.mul(x, embedded(ops, size, 1 / Math.sqrt(size))), 1)
          : ops.reshape(x, -1);
    }
  }

  /** Keys of a configuration, with their defaults. */
  @JsonPOJOBuilder
  static final class Keys {
    private static final List<Double> BINOMIAL = DoubleStream.of(1, 2, 1).boxed().toList();

    @JsonProperty private int resolution = 0;
    @JsonProperty private int channels = 0;
    @JsonProperty private int latent = 64;
    @JsonProperty private List<Integer> widths = List.of();
    @JsonProperty private List<Integer> cardinality = List.of();
    @JsonProperty private List<Integer> blocks = List.of();
    @JsonProperty private int expansion = 2;
    @JsonProperty private int kernel = 3;
    @JsonProperty private List<Double> filter = BINOMIAL;
    @JsonProperty private int embedding = 0;
    @JsonProperty private int discriminatorEmbedding = 0;

    R3Gan build() {
      return new R3Gan(
          resolution,
          channels,
          latent,
          widths,
          cardinality,
          blocks,
          expansion,
          kernel,
          filter,
          embedding,
          discriminatorEmbedding);
    }
  }
}
