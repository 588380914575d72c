package org.esgrima.nn;

import java.util.Optional;

/**
 * Convolution; [N,inputs,H,W] to [N,outputs,H',W'] with H' = (H + 2·padding − kernel) / stride + 1.
 *
 * @param inputs channels of the input
 * @param outputs channels of the output
 * @param kernel side of the kernel in pixels
 * @param stride step of the kernel in pixels
 * @param padding zeros added on each side
 * @param weight start of {@code weight} [outputs,inputs,kernel,kernel]
 * @param bias start of {@code bias} [outputs]; empty = no bias
 * @param parametrization how the weight is made
 */
public record Conv2d(
    int inputs,
    int outputs,
    int kernel,
    int stride,
    int padding,
    Init weight,
    Optional<Init> bias,
    Parametrization parametrization)
    implements Layer {
  /** A layer without bias whose weight itself is trained. */
  public Conv2d(int inputs, int outputs, int kernel, int stride, int padding, Init weight) {
    this(
        inputs, outputs, kernel, stride, padding, weight, Optional.empty(), Parametrization.DIRECT);
  }

  @Override
  public <T> T forward(Ops<T> ops, T x) {
    T kernels = parametrization.weight(ops, weight, outputs, inputs, kernel, kernel);
    Optional<T> shift = bias.map(start -> ops.param("bias", start, outputs));
    return of(ops, x, kernels, shift, stride, padding);
  }

  /** The operation itself, with a bias [O] or without. */
  static <T> T of(Ops<T> ops, T x, T kernels, Optional<T> bias, int stride, int padding) {
    return bias.isPresent()
        ? ops.conv2d(x, kernels, bias.get(), stride, padding)
        : ops.conv2d(x, kernels, stride, padding);
  }
}
