package org.esgrima.architecture;

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
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Linear;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Parametrization;
import org.esgrima.nn.Sequence;

/**
 * The small convolutional networks of the StackedMNIST experiment of Metz, Poole, Pfau,
 * Sohl-Dickstein, "Unrolled Generative Adversarial Networks", 2017, arXiv 1611.02163, with a
 * discriminator that is deliberately weak; as in the code that Lin et al. 2018 (PacGAN, arXiv
 * 1712.04086) published for their Table 3.
 *
 * <p>Generator: dense to 4 × 4, three transposed convolutions (3 × 3, stride 2) to 7, 14 and 28
 * pixels, batch normalisation and ReLU after each, a convolution (3 × 3) and tanh. Discriminator:
 * three convolutions (3 × 3, stride 2) to 14, 7 and 4 pixels with batch normalisation and leaky
 * ReLU (0.3), dense to the logit. The first convolution of D is normalised too, unlike in {@link
 * Dcgan}.
 *
 * @param channels 1 (gray) or 3 (colour); 0 = that of the data
 * @param latent size of z, default 256 (the paper)
 * @param width channels of the generator at 28 pixels, default 8 (the paper): 32, 16 and 8 from 7
 *     pixels on, 64 before
 * @param discriminatorWidth channels of the discriminator at 14 pixels, doubled twice; default 2,
 *     "¼ the size of G"; 4 is "½"
 */
public record CompactDcgan(int channels, int latent, int width, int discriminatorWidth)
    implements Architecture {
  private static final int RESOLUTION = 28;
  private static final SquareImages IMAGES =
      new SquareImages("compact-dcgan", List.of(RESOLUTION), RESOLUTION);
  private static final int DEFAULT_LATENT = 256;
  private static final int DEFAULT_WIDTH = 8;
  private static final int DEFAULT_DISCRIMINATOR_WIDTH = 2;
  private static final int START = 4;
  private static final int KERNEL = 3;
  private static final int STRIDE = 2;
  private static final double SLOPE = 0.3;

  /** Checks the values. */
  public CompactDcgan {
    IMAGES.requireKnown(0, channels);
    SquareImages.require(latent >= 1, "latent", "at least 1", latent, "The paper uses 256");
    SquareImages.require(width >= 1, "width", "at least 1", width, "The paper uses 8");
    SquareImages.require(
        discriminatorWidth >= 1,
        "discriminator-width",
        "at least 1",
        discriminatorWidth,
        "The paper uses 2 and 4");
  }

  @JsonCreator
  static CompactDcgan of(
      @JsonProperty("channels") Integer channels,
      @JsonProperty("latent") Integer latent,
      @JsonProperty("width") Integer width,
      @JsonProperty("discriminator-width") Integer discriminatorWidth) {
    return new CompactDcgan(
        Objects.requireNonNullElse(channels, 0),
        Objects.requireNonNullElse(latent, DEFAULT_LATENT),
        Objects.requireNonNullElse(width, DEFAULT_WIDTH),
        Objects.requireNonNullElse(discriminatorWidth, DEFAULT_DISCRIMINATOR_WIDTH));
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(channels, RESOLUTION, RESOLUTION);
  }

  @Override
  public CompactDcgan fitting(Shape sample) {
    IMAGES.requireFits(sample, 0, channels);
    return new CompactDcgan((int) sample.size(0), latent, width, discriminatorWidth);
  }

  @Override
  public Generator generator(Conditioning conditioning) {
    return new Generator(this, conditioning);
  }

  @Override
  public Discriminator discriminator(Judging judging) {
    return new Discriminator(this, judging);
  }

  private static Conv2d biased(int inputs, int outputs) {
    return new Conv2d(
        inputs,
        outputs,
        KERNEL,
        1,
        1,
        Init.dcgan(),
        Optional.of(Init.zeros()),
        Parametrization.DIRECT);
  }

  /**
   * Transposed convolution to a given size: the whole result, cut to it with the smaller half of
   * what is too much taken off at the top left (TensorFlow's padding SAME).
   */
  private record UpTo(int size, int inputs, int outputs) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      T weight = ops.param("weight", Init.dcgan(), inputs, outputs, KERNEL, KERNEL);
      T whole = ops.convTranspose2d(x, weight, STRIDE, 0);
      long from = (ops.shape(whole).size(2) - size) / 2;
      return ops.narrow(ops.narrow(whole, 2, from, size), 3, from, size);
    }
  }

  /** z [N,Z] to images [N,C,28,28] in [-1, 1]. */
  public record Generator(CompactDcgan gan, Conditioning conditioning) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      NoiseAndCondition told = new NoiseAndCondition(conditioning, true);
      Sequence<T> main = new Sequence<>(ops.at("main"), told.input(ops, z));
      int channels = 8 * gan.width;
      main.then(
          new Linear(
              told.inputs(gan.latent), channels * START * START, Init.dcgan(), Init.zeros()));
      main.reshape(-1, channels, START, START);
      main.then(told.norm(channels, Init.ones())).then(RELU);
      for (int size = 7; size <= RESOLUTION; size *= 2, channels /= 2) {
        main.then(new UpTo(size, channels, channels / 2));
        main.then(told.norm(channels / 2, Init.ones())).then(RELU);
      }
      return main.then(biased(channels, gan.channels)).then(TANH).value();
    }
  }

  /** Images [N,C,28,28] in [-1, 1] to logits [N], or to what {@link Judging} asks for. */
  public record Discriminator(CompactDcgan gan, Judging judging) implements Layer {
    private static final int STAGES = 3;

    @Override
    public <T> T forward(Ops<T> ops, T images) {
      Sequence<T> main = new Sequence<>(ops.at("main"), judging.told(ops, images));
      int inputs = judging.inputs(gan.channels);
      int channels = gan.discriminatorWidth;
      for (int i = 0; i < STAGES; i++) {
        main.then(new Conv2d(inputs, channels, KERNEL, STRIDE, 1, Init.dcgan()));
        main.then(new BatchNorm(channels, Init.ones()));
        main.replace(ops.leakyRelu(main.value(), SLOPE));
        inputs = channels;
        channels *= 2;
      }
      T features = judging.withVariety(ops, main.value());
      int units = judging.features(inputs) * START * START;
      main.replace(ops.reshape(features, -1, units));
      main.then(new Linear(units, 1, Init.dcgan(), Init.zeros()));
      return judging.verdict(
          ops, main.reshape(-1).value(), features, Init.dcgan(), Parametrization.DIRECT);
    }
  }
}
