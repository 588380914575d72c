package org.esgrima.architecture;

import java.util.List;
import java.util.stream.LongStream;
import org.esgrima.nn.Init;
import org.esgrima.nn.Ops;
import org.esgrima.torch.Resampling;
import org.esgrima.torch.Resampling.Axis;

/**
 * Pieces of {@link StyleGan}. All weights have an equalised learning rate: they start from N(0, 1)
 * and are scaled when they are used, by gain / √(inputs of one output). Leaky ReLUs of slope 0.2
 * have no gain of their own, unlike those of StyleGAN2; the layers before them have √2.
 */
final class StyleGanParts {
  /** Gain of layers before a leaky ReLU. */
  static final double GAIN = Math.sqrt(2);

  private static final double SLOPE = 0.2;
  private static final double EPSILON = 1e-8;
  private static final List<Double> BLUR = List.of(1.0, 2.0, 1.0);

  private StyleGanParts() {}

  /**
   * The scaled weight of a layer.
   *
   * @param rate learning rate as a share of that of others
   * @param sizes of the weight, outputs first
   */
  static <T> T weight(Ops<T> ops, double gain, double rate, long... sizes) {
    double inputs = LongStream.of(sizes).skip(1).reduce(1, (a, b) -> a * b);
    T weight = ops.param("weight", new Init.Normal(0, 1 / rate), sizes);
    return ops.affine(weight, gain * rate / Math.sqrt(inputs), 0);
  }

  /** x [N,C] or [N,C,H,W] with {@code bias} [C] added. */
  static <T> T biased(Ops<T> ops, T x, double rate) {
    long channels = ops.shape(x).size(1);
    T bias = ops.affine(ops.param("bias", Init.zeros(), channels), rate, 0);
    return ops.add(
        x, ops.shape(x).rank() == 2 ? ops.reshape(bias, 1, -1) : ops.reshape(bias, 1, -1, 1, 1));
  }

  /** A fully connected layer; x [N,I], result [N,outputs]. */
  static <T> T dense(Ops<T> ops, T x, int outputs, double gain, double rate) {
    T weight = weight(ops, gain, rate, outputs, ops.shape(x).size(1));
    return biased(ops, ops.linear(x, weight), rate);
  }

  static <T> T activated(Ops<T> ops, T x) {
    return ops.leakyRelu(x, SLOPE);
  }

  /** Every channel of every sample with mean 0 and variance 1; x [N,C,H,W]. */
  static <T> T instanceNorm(Ops<T> ops, T x) {
    long pixels = ops.shape(x).size(2) * ops.shape(x).size(3);
    T centred = ops.add(x, ops.affine(channelMeans(ops, x, pixels), -1, 0));
    T variance = channelMeans(ops, ops.mul(centred, centred), pixels);
    return ops.mul(centred, ops.rsqrt(variance, EPSILON));
  }

  private static <T> T channelMeans(Ops<T> ops, T x, long pixels) {
    T means = ops.affine(ops.sum(x, 2, 3), 1.0 / pixels, 0);
    return ops.reshape(means, -1, ops.shape(x).size(1), 1, 1);
  }

  /**
   * Adaptive instance normalisation (equation (1) of the paper): the normalised x, scaled and
   * shifted as the style w [N,W] says; x [N,C,H,W].
   */
  static <T> T adaIn(Ops<T> ops, T x, T w) {
    int channels = Math.toIntExact(ops.shape(x).size(1));
    T style = dense(ops.at("style"), w, 2 * channels, 1, 1);
    T scale = ops.reshape(ops.narrow(style, 1, 0, channels), -1, channels, 1, 1);
    T shift = ops.reshape(ops.narrow(style, 1, channels, channels), -1, channels, 1, 1);
    return ops.add(ops.mul(instanceNorm(ops, x), ops.affine(scale, 1, 1)), shift);
  }

  /** Noise, the same in all channels, times a learnt strength of each channel; x [N,C,H,W]. */
  static <T> T noisy(Ops<T> ops, T x, SynthesisNoise kind) {
    if (kind == SynthesisNoise.NONE) {
      return x;
    }
    long channels = ops.shape(x).size(1);
    long side = ops.shape(x).size(2);
    T still = ops.buffer("noise", new Init.Normal(0, 1), 1, 1, side, side);
    T noise = kind == SynthesisNoise.RANDOM ? ops.noise(x, still) : still;
    T strength = ops.param("weight", Init.zeros(), channels);
    return ops.add(x, ops.mul(noise, ops.reshape(strength, 1, -1, 1, 1)));
  }

  /** Smoothed by [1, 2, 1] in both directions, zeros around; x [N,C,H,W]. */
  static <T> T blurred(Ops<T> ops, T x) {
    int channels = Math.toIntExact(ops.shape(x).size(1));
    T kernels = ops.at("blur").buffer("kernel", new Init.Separable(BLUR), channels, 1, 3, 3);
    T kernel = ops.reshape(ops.narrow(kernels, 0, 0, 1), 3, 3); // all channels have the same
    return ops.resample(x, kernel, new Resampling(Axis.keep(3), Axis.keep(3), 1, true));
  }

  /** A 3 × 3 or 1 × 1 convolution; x [N,I,H,W], result [N,outputs,H,W]. */
  static <T> T conv(Ops<T> ops, T x, int outputs, int kernel, double gain) {
    T weight = weight(ops, gain, 1, outputs, ops.shape(x).size(1), kernel, kernel);
    return ops.conv2d(x, weight, 1, kernel / 2);
  }

  /**
   * Twice the sides: pixels repeated, a 3 × 3 convolution, smoothed; x [N,I,H,W].
   *
   * @param fused whether the reference fuses the first two steps, which flips its kernel
   */
  static <T> T doubled(Ops<T> ops, T x, int outputs, boolean fused) {
    T weight = weight(ops, GAIN, 1, outputs, ops.shape(x).size(1), 3, 3);
    T kernel = fused ? flipped(ops, flipped(ops, weight, 2), 3) : weight;
    return blurred(ops, ops.conv2d(ops.upsampleNearest(x), kernel, 1, 1));
  }

  private static <T> T flipped(Ops<T> ops, T weight, int dim) {
    T end = ops.concat(ops.narrow(weight, dim, 2, 1), ops.narrow(weight, dim, 1, 1), dim);
    return ops.concat(end, ops.narrow(weight, dim, 0, 1), dim);
  }

  /**
   * x [N,C,H,W] as it is, with {@code other} [N,…] in its graph: weights that are not used at a
   * level of detail have gradient 0, since autograd refuses those that took no part.
   */
  static <T> T beside(Ops<T> ops, T x, T other) {
    T nothing = ops.affine(ops.sum(other, 1, 2, 3), 0, 0);
    return ops.add(x, ops.reshape(nothing, -1, 1, 1, 1));
  }

  /** Half the sides: smoothed, a 3 × 3 convolution, means of 2 × 2 pixels; x [N,I,H,W]. */
  static <T> T halved(Ops<T> ops, T x, int outputs) {
    return ops.averagePool(conv(ops, blurred(ops, x), outputs, 3, GAIN));
  }
}
