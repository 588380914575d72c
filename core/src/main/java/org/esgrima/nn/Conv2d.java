package org.esgrima.nn;

/**
 * Convolution without bias; [N,inputs,H,W] to [N,outputs,H',W'] with H' = (H + 2·padding − kernel)
 * / stride + 1.
 *
 * @param inputs channels of the input
 * @param outputs channels of the output
 * @param kernel side of the kernel in pixels
 * @param stride step of the kernel in pixels
 * @param padding zeros added on each side
 * @param weight start of {@code weight} [outputs,inputs,kernel,kernel]
 */
public record Conv2d(int inputs, int outputs, int kernel, int stride, int padding, Init weight)
    implements Layer {
  @Override
  public <T> T forward(Ops<T> ops, T x) {
    return ops.conv2d(
        x, ops.param("weight", weight, outputs, inputs, kernel, kernel), stride, padding);
  }
}
