package org.esgrima.architecture;

import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.nn.BatchNorm;
import org.esgrima.nn.Embedding;
import org.esgrima.nn.Init;
import org.esgrima.nn.Linear;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Parametrization;

/**
 * How a discriminator of any architecture judges: what it is told and asked about conditions, and
 * what it sees of several samples at once.
 *
 * <p>It gives logits [N], or, where it has answers about the condition, [N,1+A]: the logit first.
 *
 * @param conditioning what it is told and asked
 * @param packing m, samples that it judges together as one, their channels one after the other
 *     (PacGAN, Lin et al. 2018, arXiv 1712.04086, Section 3); 1 = each alone
 * @param minibatchStd members of a group whose variety it sees as one more feature before its last
 *     layer ({@link Ops#minibatchDeviation}); 0 = it does not
 */
public record Judging(Conditioning conditioning, int packing, int minibatchStd) {
  /** Path of the layers that answer about latent codes; the logit does not depend on them. */
  public static final String ANSWERS = "q";

  /** Each sample alone, without condition. */
  public static final Judging PLAIN = new Judging(Conditioning.none(), 1, 0);

  /** Checks the values. */
  public Judging {
    if (packing > 1 && conditioning.toldGenerator() > 0) {
      throw new InputException(
          "packing together with conditions",
          "packing",
          "1, since a class belongs to one sample",
          packing,
          "Use --packing 1 or --conditioning none");
    }
  }

  /** Shape of what the discriminator sees of samples of that shape. */
  public Shape input(Shape sample) {
    long[] sizes = sample.sizes().clone();
    sizes[0] *= packing;
    return new Shape(sizes);
  }

  /** Sizes of packs of samples of that shape: [N,C,…] to [N/m,m·C,…]. */
  public long[] packed(Shape samples) {
    long[] sizes = samples.sizes().clone();
    sizes[0] /= packing;
    sizes[1] *= packing;
    return sizes;
  }

  /** Sizes of the samples in packs of that shape: [N/m,m·C,…] to [N,C,…]. */
  public long[] unpacked(Shape packs) {
    long[] sizes = packs.sizes().clone();
    sizes[0] *= packing;
    sizes[1] /= packing;
    return sizes;
  }

  /** Channels, or coordinates, of its first layer's input, for samples of so many. */
  int inputs(int channels) {
    return packing * channels + (besideSamples() ? conditioning.toldDiscriminator() : 0);
  }

  private boolean besideSamples() {
    return conditioning instanceof Concatenation;
  }

  /** The samples [N,…] with the condition beside them, if that is how it is told. */
  <T> T told(Ops<T> ops, T samples) {
    if (!besideSamples()) {
      return samples;
    }
    Shape shape = ops.shape(samples);
    T condition = ops.condition();
    return ops.concat(
        samples,
        shape.rank() == 2 ? condition : ops.planes(condition, shape.size(2), shape.size(3)),
        1);
  }

  /** Channels that the last layer sees of features of so many. */
  int features(int channels) {
    return channels + (minibatchStd > 0 ? 1 : 0);
  }

  /** The features [N,C,…] with the variety of their group beside them, if it is seen. */
  <T> T withVariety(Ops<T> ops, T features) {
    return minibatchStd == 0
        ? features
        : ops.concat(features, ops.minibatchDeviation(features, minibatchStd, 1), 1);
  }

  /**
   * The end of every discriminator.
   *
   * @param ops at the root of the network
   * @param logit [N], from the architecture's own last layer
   * @param features [N,C] or [N,C,H,W], what that layer saw
   * @param start of weights that are added here
   * @param embedding how the embedding of a projection is made
   * @return [N] or [N,1+A]
   */
  <T> T verdict(Ops<T> ops, T logit, T features, Init start, Parametrization embedding) {
    if (conditioning instanceof Projection) {
      return ops.add(logit, projected(ops, pooled(ops, features), start, embedding));
    }
    return answers(ops, features, start)
        .map(answers -> ops.concat(ops.reshape(logit, -1, 1), answers, 1))
        .orElse(logit);
  }

  private <T> T projected(Ops<T> ops, T features, Init start, Parametrization parametrization) {
    int channels = Math.toIntExact(ops.shape(features).size(1));
    Embedding embedding =
        new Embedding(conditioning.toldDiscriminator(), channels, start, parametrization);
    return ops.sum(ops.mul(embedding.forward(ops.at("l_y"), ops.condition()), features), 1);
  }

  private static <T> T pooled(Ops<T> ops, T features) {
    return ops.shape(features).rank() == 2 ? features : ops.sum(features, 2, 3);
  }

  private <T> Optional<T> answers(Ops<T> ops, T features, Init weight) {
    if (conditioning.answers() == 0) {
      return Optional.empty();
    }
    Shape shape = ops.shape(features);
    int units = Math.toIntExact(shape.elements() / shape.size(0));
    T x = ops.reshape(features, -1, units);
    if (conditioning instanceof LatentCodes codes) {
      Ops<T> q = ops.at(ANSWERS);
      x = new Linear(units, codes.hidden(), weight, Init.zeros()).forward(q.at("0"), x);
      x = new BatchNorm(codes.hidden(), Init.ones()).forward(q.at("1"), x);
      x = ops.leakyRelu(x, 0.1); // InfoGAN, appendix C.1
      x = new Linear(codes.hidden(), codes.answers(), weight, Init.zeros()).forward(q.at("3"), x);
    } else {
      x =
          new Linear(units, conditioning.answers(), weight, Init.zeros())
              .forward(ops.at("classes"), x);
    }
    return Optional.of(x);
  }
}
