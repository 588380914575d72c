package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.nn.Activation;
import org.esgrima.nn.BatchNorm;
import org.esgrima.nn.Conv2d;
import org.esgrima.nn.ConvTranspose2d;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;

/**
 * DCGAN: Radford, Metz, Chintala, "Unsupervised Representation Learning with Deep Convolutional
 * Generative Adversarial Networks", 2016, arXiv 1511.06434, section 3 and figure 1.
 *
 * <p>The generator projects z to a small square and doubles it with transposed convolutions (4 × 4,
 * stride 2) until the resolution is reached, halving the channels each time; batch normalisation
 * and ReLU between, tanh at the end. The discriminator is its mirror with leaky ReLU (0.2). Names
 * and 64-pixel layout are those of the DCGAN in pytorch/examples. The paper has 64 pixels only; 32
 * and 128 start at 4 × 4 as well, 28 (for MNIST) starts at 7 × 7.
 *
 * @param resolution side of the images: 28, 32, 64 or 128 pixels; 0 = that of the data
 * @param channels 1 (gray) or 3 (colour); 0 = that of the data
 * @param latent size of z, default 100 (the paper)
 * @param width channels at the largest inner resolution, default 64 (pytorch/examples; the paper
 *     has 128 in the generator)
 * @param discriminatorNorm whether the discriminator has batch normalisation, default true (the
 *     paper); penalties on the gradient of single samples need false
 */
public record Dcgan(int resolution, int channels, int latent, int width, boolean discriminatorNorm)
    implements Architecture {
  private static final int DEFAULT_LATENT = 100;
  private static final int DEFAULT_WIDTH = 64;

  /** Checks the values. */
  public Dcgan {
    require(
        resolution == 0 || startResolution(resolution) > 0,
        "resolution",
        "28, 32, 64 or 128 pixels, or 0 for that of the data",
        resolution,
        "Choose one of these, or resize the data with --resolution");
    require(
        channels == 0 || channels == 1 || channels == 3,
        "channels",
        "1 (gray) or 3 (colour), or 0 for that of the data",
        channels,
        "Choose one of these");
    require(latent >= 1, "latent", "at least 1", latent, "The paper uses 100");
    require(width >= 1, "width", "at least 1", width, "The usual value is 64");
  }

  /** With batch normalisation in both networks, as published. */
  public Dcgan(int resolution, int channels, int latent, int width) {
    this(resolution, channels, latent, width, true);
  }

  private static void require(boolean fits, String key, String expected, int got, String remedy) {
    if (!fits) {
      throw new InputException("unusable setting", "architecture." + key, expected, got, remedy);
    }
  }

  @JsonCreator
  static Dcgan of(
      @JsonProperty("resolution") Integer resolution,
      @JsonProperty("channels") Integer channels,
      @JsonProperty("latent") Integer latent,
      @JsonProperty("width") Integer width,
      @JsonProperty("discriminator-norm") Boolean discriminatorNorm) {
    return new Dcgan(
        Objects.requireNonNullElse(resolution, 0),
        Objects.requireNonNullElse(channels, 0),
        Objects.requireNonNullElse(latent, DEFAULT_LATENT),
        Objects.requireNonNullElse(width, DEFAULT_WIDTH),
        Objects.requireNonNullElse(discriminatorNorm, true));
  }

  private static int startResolution(int resolution) {
    return switch (resolution) {
      case 28 -> 7;
      case 32, 64, 128 -> 4;
      default -> 0;
    };
  }

  private int doublings() {
    return Integer.numberOfTrailingZeros(resolution / startResolution(resolution));
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(channels, resolution, resolution);
  }

  @Override
  public Dcgan fitting(Shape sample) {
    boolean square = sample.rank() == 3 && sample.size(1) == sample.size(2);
    if (!square
        || (resolution != 0 && sample.size(1) != resolution)
        || (channels != 0 && sample.size(0) != channels)
        || startResolution((int) sample.size(1)) == 0) {
      String expected =
          (channels == 0 ? "1 or 3" : channels)
              + " channels and "
              + (resolution == 0 ? "28, 32, 64 or 128" : resolution)
              + " pixels a side";
      throw new InputException(
          "these data do not fit the architecture",
          "dcgan",
          expected,
          "samples of shape " + sample,
          square
              ? "Resize them with --resolution 64, or choose --architecture mlp"
              : "Choose --architecture mlp");
    }
    return new Dcgan((int) sample.size(1), (int) sample.size(0), latent, width, discriminatorNorm);
  }

  @Override
  public Generator generator() {
    return new Generator(this);
  }

  @Override
  public Discriminator discriminator() {
    return new Discriminator(this);
  }

  /** z [N,Z] to images [N,C,H,W] in [-1, 1]. */
  public record Generator(Dcgan dcgan) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      Ops<T> main = ops.at("main");
      int inner = dcgan.width << (dcgan.doublings() - 1);
      T x = ops.reshape(z, -1, dcgan.latent, 1, 1);
      int start = startResolution(dcgan.resolution);
      x = up(main, 0, x, new ConvTranspose2d(dcgan.latent, inner, start, 1, 0, Init.dcgan()));
      int index = 3;
      for (; inner > dcgan.width; inner /= 2, index += 3) {
        x = up(main, index, x, new ConvTranspose2d(inner, inner / 2, 4, 2, 1, Init.dcgan()));
      }
      ConvTranspose2d last = new ConvTranspose2d(inner, dcgan.channels, 4, 2, 1, Init.dcgan());
      return ops.tanh(last.forward(main.at("" + index), x));
    }

    private static <T> T up(Ops<T> main, int index, T x, ConvTranspose2d conv) {
      T y = conv.forward(main.at("" + index), x);
      y =
          new BatchNorm(conv.outputs(), new Init.Normal(1, 0.02))
              .forward(main.at("" + (index + 1)), y);
      return main.relu(y);
    }
  }

  /** Images [N,C,H,W] in [-1, 1] to logits [N]. */
  public record Discriminator(Dcgan dcgan) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T images) {
      Ops<T> main = ops.at("main");
      Conv2d first = new Conv2d(dcgan.channels, dcgan.width, 4, 2, 1, Init.dcgan());
      T x = Activation.LEAKY_RELU.forward(main, first.forward(main.at("0"), images));
      int inner = dcgan.width;
      int index = 2;
      for (int i = 1; i < dcgan.doublings(); i++, inner *= 2, index += 3) {
        x = new Conv2d(inner, 2 * inner, 4, 2, 1, Init.dcgan()).forward(main.at("" + index), x);
        if (dcgan.discriminatorNorm) {
          BatchNorm norm = new BatchNorm(2 * inner, new Init.Normal(1, 0.02));
          x = norm.forward(main.at("" + (index + 1)), x);
        }
        x = Activation.LEAKY_RELU.forward(main, x);
      }
      int rest = startResolution(dcgan.resolution);
      T logits = new Conv2d(inner, 1, rest, 1, 0, Init.dcgan()).forward(main.at("" + index), x);
      return ops.reshape(logits, -1);
    }
  }
}
