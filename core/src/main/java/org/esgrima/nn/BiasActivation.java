package org.esgrima.nn;

import java.util.Arrays;

/**
 * The end of a StyleGAN2 layer: y = clamp(gain · activation(x + bias)).
 *
 * <p>The gain of √2 after a leaky ReLU keeps the variance of its input, about, so that weights need
 * no other scale (Karras et al. 2020, arXiv 1912.04958; the authors' code, {@code bias_act}).
 *
 * @param activation the nonlinearity
 * @param gain its factor
 * @param bound largest magnitude of the result; infinite = not limited
 */
public record BiasActivation(Activation activation, double gain, double bound) {
  /** y = x + bias. */
  public static final BiasActivation LINEAR =
      new BiasActivation(Activation.LINEAR, 1, Double.POSITIVE_INFINITY);

  /** y = √2 · leaky ReLU(x + bias), of slope 0.2. */
  public static final BiasActivation LEAKY_RELU =
      new BiasActivation(Activation.LEAKY_RELU, Math.sqrt(2), Double.POSITIVE_INFINITY);

  /** With its results limited; 0 = as it is. */
  public BiasActivation limited(double largest) {
    return largest == 0 ? this : new BiasActivation(activation, gain, largest);
  }

  /** With its results, and their limit, multiplied. */
  public BiasActivation scaled(double factor) {
    return new BiasActivation(activation, gain * factor, bound * factor);
  }

  /**
   * The factor that x and bias may have before, so that no pass over the result is needed for it:
   * gain · activation(x) = activation(gain · x) where the activation has no curve. Layers multiply
   * their weights by it, which are fewer.
   *
   * @return gain, or 1 where the activation has a curve
   */
  public double absorbable() {
    return switch (activation) {
      case LINEAR, RELU, LEAKY_RELU -> gain;
      case TANH, SIGMOID -> 1;
    };
  }

  /** Applies what is left for x + bias that were both multiplied by {@link #absorbable} before. */
  public <T> T finish(Ops<T> ops, T x) {
    return ops.part(() -> limited(ops, activation.forward(ops, x), gain / absorbable()));
  }

  /**
   * Applies it.
   *
   * @param x [N,C] or [N,C,H,W]
   * @param bias [C]
   */
  public <T> T apply(Ops<T> ops, T x, T bias) {
    long[] sizes = new long[ops.shape(x).rank()];
    Arrays.fill(sizes, 1);
    sizes[1] = -1;
    return ops.part(
        () -> limited(ops, activation.forward(ops, ops.add(x, ops.reshape(bias, sizes))), gain));
  }

  private <T> T limited(Ops<T> ops, T y, double factor) {
    T scaled = ops.affine(y, factor, 0);
    return Double.isInfinite(bound) ? scaled : ops.clamp(scaled, bound);
  }
}
