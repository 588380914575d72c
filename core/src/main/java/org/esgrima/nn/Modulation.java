package org.esgrima.nn;

import java.util.function.UnaryOperator;

/**
 * Styles in a convolution: Karras et al. 2020, StyleGAN2, arXiv 1912.04958, Section 2.2.
 *
 * <p>Each sample has its own kernels, weight scaled by its style s along the inputs, equation (1),
 * and, if demodulated, divided by the norm of all that makes one output, equation (3):
 *
 * <pre>
 * w′[o,i,k] = s[i] · w[o,i,k]
 * w″[o,i,k] = w′[o,i,k] / √(Σ w′[o,i,k]² + 1e-8),  the sum over i and k
 * </pre>
 *
 * <p>Since a convolution is linear, it is the same to scale its inputs by s and its outputs by that
 * divisor: one convolution serves all samples.
 */
public final class Modulation {
  private static final double EPSILON = 1e-8; // the authors' code, modulated_conv2d

  private Modulation() {}

  /**
   * A convolution with the kernels w′.
   *
   * @param x [N,I,H,W], or [1,I,H,W] for an input that all samples share
   * @param styles s [N,I]
   * @param convolution with the kernels w; from [N,I,H,W] to [N,O,H′,W′]
   */
  public static <T> T modulated(Ops<T> ops, T x, T styles, UnaryOperator<T> convolution) {
    long inputs = ops.shape(styles).size(1);
    return convolution.apply(ops.mul(x, ops.reshape(styles, -1, inputs, 1, 1)));
  }

  /**
   * gain · (a convolution with the kernels w″ + bias).
   *
   * @param weight w [O,I,k,k]
   * @param bias [O]
   */
  public static <T> T demodulated(
      Ops<T> ops, T x, T weight, T styles, T bias, double gain, UnaryOperator<T> convolution) {
    long outputs = ops.shape(weight).size(0);
    T power = ops.sum(ops.mul(weight, weight), 2, 3); // [O,I]
    T divisor = ops.rsqrt(ops.linear(ops.mul(styles, styles), power), EPSILON); // [N,O]
    return ops.mulAdd(
        modulated(ops, x, styles, convolution),
        ops.reshape(ops.affine(divisor, gain, 0), -1, outputs, 1, 1),
        ops.reshape(ops.affine(bias, gain, 0), 1, -1, 1, 1));
  }
}
