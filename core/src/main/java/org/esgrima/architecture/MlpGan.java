package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.nn.Activation;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Linear;
import org.esgrima.nn.Maxout;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Parametrization;

/**
 * Fully connected networks: the experiment of Goodfellow et al., "Generative Adversarial Nets",
 * 2014, arXiv 1406.2661, section 5, and the games on points in the plane.
 *
 * <p>With a sigmoid output the generator's values in (0, 1) are mapped to (-1, 1), and the
 * discriminator maps its input back to [0, 1]: inside Esgrima images are in [-1, 1], inside these
 * two networks they are in [0, 1] as in the paper's code.
 *
 * @param sample shape of one sample; empty = that of the data
 * @param latent size of z, default 100
 * @param generatorWidths units of the generator's hidden layers, default 1200, 1200
 * @param generatorActivation nonlinearity of these layers, default relu
 * @param generatorNorm whether batch normalisation stands before it and takes the place of the
 *     biases, default false
 * @param output nonlinearity of the generator's output: sigmoid (default) or tanh for images,
 *     linear for points
 * @param startAtMarginals whether the output biases start so that a sigmoid gives the mean training
 *     sample, default false
 * @param generatorInit start of the generator's weights and hidden biases, default uniform within
 *     0.05
 * @param discriminatorWidths units of the discriminator's hidden layers, default 240, 240
 * @param discriminatorActivation nonlinearity of these layers when {@code pieces} is 1, default
 *     leaky-relu
 * @param pieces linear pieces of a maxout unit, default 5; 1 = no maxout
 * @param inputKeep probability with which dropout keeps an input of the discriminator, default 0.8
 * @param hiddenKeep probability with which dropout keeps a hidden unit of it, default 0.5
 * @param discriminatorInit start of its weights and hidden biases, default uniform within 0.005
 */
public record MlpGan(
    List<Long> sample,
    int latent,
    List<Integer> generatorWidths,
    Activation generatorActivation,
    boolean generatorNorm,
    Activation output,
    boolean startAtMarginals,
    DenseInit generatorInit,
    List<Integer> discriminatorWidths,
    Activation discriminatorActivation,
    int pieces,
    double inputKeep,
    double hiddenKeep,
    DenseInit discriminatorInit)
    implements Architecture {

  /** Checks the values. */
  public MlpGan {
    sample = List.copyOf(sample);
    generatorWidths = List.copyOf(generatorWidths);
    discriminatorWidths = List.copyOf(discriminatorWidths);
    require(latent >= 1, "latent", "at least 1", latent);
    require(pieces >= 1, "pieces", "at least 1", pieces);
    require(inputKeep > 0 && inputKeep <= 1, "input-keep", "in (0, 1]", inputKeep);
    require(hiddenKeep > 0 && hiddenKeep <= 1, "hidden-keep", "in (0, 1]", hiddenKeep);
    require(positive(generatorWidths), "generator-widths", "at least 1 each", generatorWidths);
    require(
        positive(discriminatorWidths),
        "discriminator-widths",
        "at least one width, each at least 1",
        discriminatorWidths);
    require(
        !startAtMarginals || output == Activation.SIGMOID,
        "start-at-marginals",
        "a sigmoid output",
        output);
  }

  private static boolean positive(List<Integer> widths) {
    return !widths.isEmpty() && widths.stream().allMatch(w -> w >= 1);
  }

  private static void require(boolean fits, String key, String expected, Object got) {
    if (!fits) {
      throw new InputException(
          "unusable setting", "architecture." + key, expected, got, "Correct the value");
    }
  }

  @JsonCreator
  static MlpGan of(
      @JsonProperty("sample") List<Long> sample,
      @JsonProperty("latent") Integer latent,
      @JsonProperty("generator-widths") List<Integer> generatorWidths,
      @JsonProperty("generator-activation") Activation generatorActivation,
      @JsonProperty("generator-norm") Boolean generatorNorm,
      @JsonProperty("output") Activation output,
      @JsonProperty("start-at-marginals") Boolean startAtMarginals,
      @JsonProperty("generator-init") DenseInit generatorInit,
      @JsonProperty("discriminator-widths") List<Integer> discriminatorWidths,
      @JsonProperty("discriminator-activation") Activation discriminatorActivation,
      @JsonProperty("pieces") Integer pieces,
      @JsonProperty("input-keep") Double inputKeep,
      @JsonProperty("hidden-keep") Double hiddenKeep,
      @JsonProperty("discriminator-init") DenseInit discriminatorInit) {
    return new MlpGan(
        Objects.requireNonNullElse(sample, List.of()),
        Objects.requireNonNullElse(latent, 100),
        Objects.requireNonNullElse(generatorWidths, List.of(1200, 1200)),
        Objects.requireNonNullElse(generatorActivation, Activation.RELU),
        Objects.requireNonNullElse(generatorNorm, false),
        Objects.requireNonNullElse(output, Activation.SIGMOID),
        Objects.requireNonNullElse(startAtMarginals, false),
        Objects.requireNonNullElse(generatorInit, new DenseInit.Uniform(0.05)),
        Objects.requireNonNullElse(discriminatorWidths, List.of(240, 240)),
        Objects.requireNonNullElse(discriminatorActivation, Activation.LEAKY_RELU),
        Objects.requireNonNullElse(pieces, 5),
        Objects.requireNonNullElse(inputKeep, 0.8),
        Objects.requireNonNullElse(hiddenKeep, 0.5),
        Objects.requireNonNullElse(discriminatorInit, new DenseInit.Uniform(0.005)));
  }

  @Override
  public Shape sampleShape() {
    return new Shape(sample.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public MlpGan fitting(Shape shape) {
    if (!sample.isEmpty() && !sampleShape().equals(shape)) {
      throw new InputException(
          "these data do not fit the architecture",
          "mlp",
          "samples of shape " + sampleShape(),
          shape,
          "Leave architecture.sample out to take the shape of the data");
    }
    return new MlpGan(
        Arrays.stream(shape.sizes()).boxed().toList(),
        latent,
        generatorWidths,
        generatorActivation,
        generatorNorm,
        output,
        startAtMarginals,
        generatorInit,
        discriminatorWidths,
        discriminatorActivation,
        pieces,
        inputKeep,
        hiddenKeep,
        discriminatorInit);
  }

  @Override
  public Generator generator(Conditioning conditioning) {
    return new Generator(this, conditioning);
  }

  @Override
  public Discriminator discriminator(Judging judging) {
    return new Discriminator(this, judging);
  }

  private int elements() {
    return Math.toIntExact(sampleShape().elements());
  }

  /** z [N,Z] to samples [N,…]. */
  public record Generator(MlpGan mlp, Conditioning conditioning) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      NoiseAndCondition told = new NoiseAndCondition(conditioning, mlp.generatorNorm);
      T x = told.input(ops, z);
      int inputs = told.inputs(mlp.latent);
      int index = 0;
      for (int width : mlp.generatorWidths) {
        x = mlp.generatorActivation.forward(ops, hidden(ops, told, index++, inputs, width, x));
        inputs = width;
      }
      Init bias = mlp.startAtMarginals ? new Init.LogitOfMeanSample() : Init.zeros();
      Init weight = mlp.generatorInit.weight(inputs, mlp.elements());
      x = new Linear(inputs, mlp.elements(), weight, bias).forward(ops.at("fc" + index), x);
      x = mlp.output.forward(ops, x);
      if (mlp.output == Activation.SIGMOID) {
        x = ops.affine(x, 2, -1); // (0, 1) to (-1, 1)
      }
      long[] sizes = mlp.sampleShape().batched(0).sizes();
      sizes[0] = -1; // whatever the batch is
      return ops.reshape(x, sizes);
    }

    private <T> T hidden(
        Ops<T> ops, NoiseAndCondition told, int index, int inputs, int width, T x) {
      Init weight = mlp.generatorInit.weight(inputs, width);
      Ops<T> here = ops.at("fc" + index);
      if (!mlp.generatorNorm) {
        return new Linear(inputs, width, weight, mlp.generatorInit.hiddenBias()).forward(here, x);
      }
      T y = ops.linear(x, here.param("weight", weight, width, inputs));
      return told.norm(width, Init.ones()).forward(ops.at("norm" + index), y);
    }
  }

  /** Samples [N,…] to logits [N], or to what {@link Judging} asks for. */
  public record Discriminator(MlpGan mlp, Judging judging) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T samples) {
      int inputs = judging.inputs(mlp.elements());
      T x = ops.reshape(samples, -1, (long) judging.packing() * mlp.elements());
      if (mlp.output == Activation.SIGMOID) {
        x = ops.affine(x, 0.5, 0.5); // [-1, 1] to [0, 1]
      }
      x = judging.told(ops, ops.dropout(x, mlp.inputKeep));
      int index = 0;
      for (int width : mlp.discriminatorWidths) {
        x = hidden(ops, index++, inputs, width, x);
        x = ops.dropout(x, mlp.hiddenKeep);
        inputs = width;
      }
      T features = judging.withVariety(ops, x);
      int featureCount = judging.features(inputs);
      Init weight = mlp.discriminatorInit.weight(featureCount, 1);
      T logit = new Linear(featureCount, 1, weight, Init.zeros()).forward(ops.at("out"), features);
      return judging.verdict(ops, ops.reshape(logit, -1), features, weight, Parametrization.DIRECT);
    }

    private <T> T hidden(Ops<T> ops, int index, int inputs, int width, T x) {
      Init weight = mlp.discriminatorInit.weight(inputs, width * mlp.pieces);
      if (mlp.pieces > 1) {
        return new Maxout(inputs, width, mlp.pieces, weight, mlp.discriminatorInit.hiddenBias())
            .forward(ops.at("maxout" + index), x);
      }
      Linear linear = new Linear(inputs, width, weight, mlp.discriminatorInit.hiddenBias());
      return mlp.discriminatorActivation.forward(ops, linear.forward(ops.at("fc" + index), x));
    }
  }
}
