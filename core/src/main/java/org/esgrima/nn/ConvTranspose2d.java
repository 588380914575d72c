package org.esgrima.nn;

/**
 * Transposed convolution without bias; [N,inputs,H,W] to [N,outputs,H',W'] with H' = (H − 1)·stride
 * − 2·padding + kernel.
 *
 * @param inputs channels of the input
 * @param outputs channels of the output
 * @param kernel side of the kernel in pixels
 * @param stride pixels of the output for one of the input
 * @param padding pixels cut off on each side of the output
 * @param weight start of {@code weight} [inputs,outputs,kernel,kernel]
 */
public record ConvTranspose2d(
    int inputs, int outputs, int kernel, int stride, int padding, Init weight) implements Layer {
  @Override
  public <T> T forward(Ops<T> ops, T x) {
    return ops.convTranspose2d(
        x, ops.param("weight", weight, inputs, outputs, kernel, kernel), stride, padding);
  }
}
