package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.esgrima.io.Shape;
import org.esgrima.nn.Conv2d;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Linear;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Parametrization;

/**
 * Residual networks with a spectrally normalised discriminator (SNGAN): Miyato, Kataoka, Koyama,
 * Yoshida, "Spectral Normalization for Generative Adversarial Networks", 2018, arXiv 1802.05957,
 * appendix B.4, after those of Gulrajani et al. 2017, arXiv 1704.00028.
 *
 * <p>Channels after each part, where w is the width; the generator starts at 4 × 4 and every block
 * doubles, in the discriminator every block halves unless it is marked "=":
 *
 * <pre>
 * pixels   w     generator                            discriminator
 *   32    256    w, w, w, w                           w/2, w/2, w/2 =, w/2 =
 *   64   1024    w, w/2, w/4, w/8, w/16               w/16, w/8, w/4, w/2, w
 *  128   1024    w, w, w/2, w/4, w/8, w/16            w/16, w/8, w/4, w/2, w, w =
 * </pre>
 *
 * <p>32 is the paper's network for CIFAR-10 and 128 that for ImageNet without its labels; the paper
 * has no 64 pixels, this is the network of Lee and Town 2020 (mimicry, arXiv 2005.02494), whose
 * names of parameters these are. As in the authors' Chainer code, and unlike mimicry's, pixels are
 * doubled by repetition instead of bilinearly, biases start at 0, and shortcuts of the
 * discriminator carry their input as it is (mimicry's ReLU works in place and changes it).
 *
 * <p>The discriminator has no batch normalisation, so penalties on single samples may be added.
 * Without spectral normalisation it is a critic for WGAN-GP, with the sum over all pixels where
 * Gulrajani et al. take the mean, and without their layer normalisation.
 *
 * @param resolution side of the images: 32, 64 or 128 pixels; 0 = that of the data
 * @param channels 1 (gray) or 3 (colour); 0 = that of the data
 * @param latent size of z, default 128 (the paper)
 * @param width w above: a multiple of 2 for 32 pixels, of 16 for others; 0 (default) = published
 * @param spectralNorm whether the discriminator is spectrally normalised, default true
 */
public record ResnetGan(int resolution, int channels, int latent, int width, boolean spectralNorm)
    implements Architecture {
  private static final SquareImages IMAGES = new SquareImages("resnet", List.of(32, 64, 128), 32);
  private static final int DEFAULT_LATENT = 128;
  private static final int START = 4; // side of the generator's first image

  /** Checks the values. */
  public ResnetGan {
    IMAGES.requireKnown(resolution, channels);
    SquareImages.require(latent >= 1, "latent", "at least 1", latent, "The paper uses 128");
    int parts = resolution == 0 ? 1 : resolution == 32 ? 2 : 16;
    SquareImages.require(
        width >= 0 && width % parts == 0,
        "width",
        "a multiple of " + parts + ", or 0 for the published one",
        width,
        "Choose another number of channels");
  }

  @JsonCreator
  static ResnetGan of(
      @JsonProperty("resolution") Integer resolution,
      @JsonProperty("channels") Integer channels,
      @JsonProperty("latent") Integer latent,
      @JsonProperty("width") Integer width,
      @JsonProperty("spectral-norm") Boolean spectralNorm) {
    return new ResnetGan(
        Objects.requireNonNullElse(resolution, 0),
        Objects.requireNonNullElse(channels, 0),
        Objects.requireNonNullElse(latent, DEFAULT_LATENT),
        Objects.requireNonNullElse(width, 0),
        Objects.requireNonNullElse(spectralNorm, true));
  }

  private static int publishedWidth(int resolution) {
    return switch (resolution) {
      case 32 -> 256;
      case 64, 128 -> 1024;
      default -> 0;
    };
  }

  /** Channels of the generator at 4 × 4 and after each block. */
  private List<Integer> generatorChannels() {
    int w = width;
    return switch (resolution) {
      case 32 -> List.of(w, w, w, w);
      case 64 -> List.of(w, w / 2, w / 4, w / 8, w / 16);
      default -> List.of(w, w, w / 2, w / 4, w / 8, w / 16);
    };
  }

  /** Channels of the discriminator after each block that halves. */
  private List<Integer> discriminatorChannels() {
    int w = width;
    return resolution == 32 ? List.of(w / 2, w / 2) : List.of(w / 16, w / 8, w / 4, w / 2, w);
  }

  /** Blocks of the discriminator after those that halve. */
  private int levelBlocks() {
    return switch (resolution) {
      case 32 -> 2;
      case 64 -> 0;
      default -> 1;
    };
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(channels, resolution, resolution);
  }

  @Override
  public ResnetGan fitting(Shape sample) {
    IMAGES.requireFits(sample, resolution, channels);
    int side = (int) sample.size(1);
    return new ResnetGan(
        side,
        (int) sample.size(0),
        latent,
        width == 0 ? publishedWidth(side) : width,
        spectralNorm);
  }

  @Override
  public Generator generator(Conditioning conditioning) {
    return new Generator(this, conditioning);
  }

  @Override
  public Discriminator discriminator(Judging judging) {
    return new Discriminator(this, judging);
  }

  /** z [N,Z] to images [N,C,H,W] in [-1, 1]. */
  public record Generator(ResnetGan resnet, Conditioning conditioning) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      NoiseAndCondition told = new NoiseAndCondition(conditioning, true);
      List<Integer> channels = resnet.generatorChannels();
      int inner = channels.get(0);
      int units = inner * START * START;
      int inputs = told.inputs(resnet.latent);
      Init dense = Init.xavierUniform(1, units, inputs);
      T x =
          new Linear(inputs, units, dense, Init.zeros()).forward(ops.at("l1"), told.input(ops, z));
      x = ops.reshape(x, -1, inner, START, START);
      int number = 2;
      for (int outer : channels.subList(1, channels.size())) {
        x = new ResidualBlocks.Up(inner, outer, told).forward(ops.at("block" + number++), x);
        inner = outer;
      }
      x = ops.relu(told.norm(inner, Init.ones()).forward(ops.at("b" + number), x));
      Conv2d last =
          new Conv2d(
              inner,
              resnet.channels,
              3,
              1,
              1,
              Init.xavierUniform(1, resnet.channels, inner, 3, 3),
              Optional.of(Init.zeros()),
              Parametrization.DIRECT);
      return ops.tanh(last.forward(ops.at("c" + number), x));
    }
  }

  /** Images [N,C,H,W] in [-1, 1] to logits [N], or to what {@link Judging} asks for. */
  public record Discriminator(ResnetGan resnet, Judging judging) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T images) {
      Parametrization weights =
          resnet.spectralNorm ? Parametrization.SPECTRAL_NORM : Parametrization.DIRECT;
      List<Integer> channels = resnet.discriminatorChannels();
      int inner = channels.get(0);
      T x =
          new ResidualBlocks.First(judging.inputs(resnet.channels), inner, weights)
              .forward(ops.at("block1"), judging.told(ops, images));
      int number = 2;
      for (int outer : channels.subList(1, channels.size())) {
        x = new ResidualBlocks.Down(inner, outer, weights).forward(ops.at("block" + number++), x);
        inner = outer;
      }
      for (int i = 0; i < resnet.levelBlocks(); i++) {
        x = new ResidualBlocks.Level(inner, weights).forward(ops.at("block" + number++), x);
      }
      T features = judging.withVariety(ops, ops.sum(ops.relu(x), 2, 3));
      int units = judging.features(inner);
      Init start = Init.xavierUniform(1, 1, units);
      Linear last = new Linear(units, 1, start, Init.zeros(), weights);
      T logit = ops.reshape(last.forward(ops.at("l" + number), features), -1);
      return judging.verdict(ops, logit, features, start, weights);
    }
  }
}
