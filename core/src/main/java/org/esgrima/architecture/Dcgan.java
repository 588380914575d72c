package org.esgrima.architecture;

import static org.esgrima.nn.Activation.LEAKY_RELU;
import static org.esgrima.nn.Activation.RELU;
import static org.esgrima.nn.Activation.TANH;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.esgrima.io.Shape;
import org.esgrima.nn.BatchNorm;
import org.esgrima.nn.Conv2d;
import org.esgrima.nn.ConvTranspose2d;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Linear;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Parametrization;
import org.esgrima.nn.Sequence;

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
 * @param hidden units of a fully connected layer between latents and first square in the generator,
 *     and between last square and logit in the discriminator; default 0, no such layer (the paper).
 *     With 1024 and 28 pixels both are those of InfoGAN for MNIST (Chen et al. 2016, arXiv
 *     1606.03657, appendix C.1)
 * @param discriminatorNorm whether the discriminator has batch normalisation, default true (the
 *     paper); penalties on the gradient of single samples need false, which gives its convolutions
 *     a bias instead
 */
public record Dcgan(
    int resolution, int channels, int latent, int width, int hidden, boolean discriminatorNorm)
    implements Architecture {
  private static final SquareImages IMAGES =
      new SquareImages("dcgan", List.of(28, 32, 64, 128), 64);
  private static final int DEFAULT_LATENT = 100;
  private static final int DEFAULT_WIDTH = 64;

  /** Checks the values. */
  public Dcgan {
    IMAGES.requireKnown(resolution, channels);
    SquareImages.require(latent >= 1, "latent", "at least 1", latent, "The paper uses 100");
    SquareImages.require(width >= 1, "width", "at least 1", width, "The usual value is 64");
    SquareImages.require(hidden >= 0, "hidden", "at least 0", hidden, "0 means no such layer");
  }

  /** As published: without hidden layers, with batch normalisation in both networks. */
  public Dcgan(int resolution, int channels, int latent, int width) {
    this(resolution, channels, latent, width, 0, true);
  }

  @JsonCreator
  static Dcgan of(
      @JsonProperty("resolution") Integer resolution,
      @JsonProperty("channels") Integer channels,
      @JsonProperty("latent") Integer latent,
      @JsonProperty("width") Integer width,
      @JsonProperty("hidden") Integer hidden,
      @JsonProperty("discriminator-norm") Boolean discriminatorNorm) {
    return new Dcgan(
        Objects.requireNonNullElse(resolution, 0),
        Objects.requireNonNullElse(channels, 0),
        Objects.requireNonNullElse(latent, DEFAULT_LATENT),
        Objects.requireNonNullElse(width, DEFAULT_WIDTH),
        Objects.requireNonNullElse(hidden, 0),
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
    IMAGES.requireFits(sample, resolution, channels);
    return new Dcgan(
        (int) sample.size(1), (int) sample.size(0), latent, width, hidden, discriminatorNorm);
  }

  @Override
  public Generator generator(Conditioning conditioning) {
    return new Generator(this, conditioning);
  }

  @Override
  public Discriminator discriminator(Judging judging) {
    return new Discriminator(this, judging);
  }

  private static Init normStart() {
    return new Init.Normal(1, 0.02); // pytorch/examples
  }

  private static Linear dense(int inputs, int outputs) {
    return new Linear(inputs, outputs, Init.dcgan(), Init.zeros());
  }

  /** z [N,Z] to images [N,C,H,W] in [-1, 1]. */
  public record Generator(Dcgan dcgan, Conditioning conditioning) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      NoiseAndCondition told = new NoiseAndCondition(conditioning, true);
      Sequence<T> main = new Sequence<>(ops.at("main"), told.input(ops, z));
      int inputs = told.inputs(dcgan.latent);
      int channels = dcgan.width << (dcgan.doublings() - 1);
      int start = startResolution(dcgan.resolution);
      if (dcgan.hidden > 0) {
        int pixels = channels * start * start;
        main.then(dense(inputs, dcgan.hidden)).then(norm(told, dcgan.hidden)).then(RELU);
        main.then(dense(dcgan.hidden, pixels)).then(norm(told, pixels)).then(RELU);
        main.reshape(-1, channels, start, start);
      } else {
        main.reshape(-1, inputs, 1, 1);
        main.then(new ConvTranspose2d(inputs, channels, start, 1, 0, Init.dcgan()));
        main.then(norm(told, channels)).then(RELU);
      }
      for (; channels > dcgan.width; channels /= 2) {
        main.then(new ConvTranspose2d(channels, channels / 2, 4, 2, 1, Init.dcgan()));
        main.then(norm(told, channels / 2)).then(RELU);
      }
      main.then(new ConvTranspose2d(channels, dcgan.channels, 4, 2, 1, Init.dcgan()));
      return main.then(TANH).value();
    }

    private static Layer norm(NoiseAndCondition told, int channels) {
      return told.norm(channels, normStart());
    }
  }

  /** Images [N,C,H,W] in [-1, 1] to logits [N], or to what {@link Judging} asks for. */
  public record Discriminator(Dcgan dcgan, Judging judging) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T images) {
      Sequence<T> main = new Sequence<>(ops.at("main"), judging.told(ops, images));
      int channels = dcgan.width;
      int inputs = judging.inputs(dcgan.channels);
      main.then(convolution(inputs, channels, 4, 2, 1)).then(LEAKY_RELU);
      for (int i = 1; i < dcgan.doublings(); i++, channels *= 2) {
        main.then(convolution(channels, 2 * channels, 4, 2, 1));
        normalised(main, 2 * channels).then(LEAKY_RELU);
      }
      int rest = startResolution(dcgan.resolution);
      if (dcgan.hidden > 0) {
        int pixels = channels * rest * rest;
        main.reshape(-1, pixels).then(dense(pixels, dcgan.hidden));
        normalised(main, dcgan.hidden).then(LEAKY_RELU);
      }
      T features = judging.withVariety(ops, main.value());
      main.replace(features);
      main.then(
          dcgan.hidden > 0
              ? dense(judging.features(dcgan.hidden), 1)
              : convolution(judging.features(channels), 1, rest, 1, 0));
      return judging.verdict(
          ops, main.reshape(-1).value(), features, Init.dcgan(), Parametrization.DIRECT);
    }

    /**
     * Without normalisation convolutions need a bias: D would otherwise be homogeneous, D(a·x) =
     * a·D(x), could never tell gray from anything, and the generator would fade into it.
     */
    private Conv2d convolution(int inputs, int outputs, int kernel, int stride, int padding) {
      return new Conv2d(
          inputs,
          outputs,
          kernel,
          stride,
          padding,
          Init.dcgan(),
          dcgan.discriminatorNorm ? Optional.empty() : Optional.of(Init.zeros()),
          Parametrization.DIRECT);
    }

    private <T> Sequence<T> normalised(Sequence<T> main, int channels) {
      return dcgan.discriminatorNorm ? main.then(new BatchNorm(channels, normStart())) : main;
    }
  }
}
