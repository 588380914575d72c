package org.esgrima.torch;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Convolutions of images, in the layout that the processor computes fastest: {@link ChannelsLast}.
 */
final class Convolution {
  private static final long[] NO_DILATION = {1, 1};

  private final long[] stride;
  private final long[] padding;
  private final long groups;

  /** The same stride and padding along both axes. */
  Convolution(int stride, int padding, long groups) {
    this(new long[] {stride, stride}, new long[] {padding, padding}, groups);
  }

  /**
   * @param stride along y and x
   * @param padding rows of zeros above and below, columns left and right; a transposed convolution
   *     crops as many
   * @param groups parts of the channels that do not see each other
   */
  Convolution(long[] stride, long[] padding, long groups) {
    this.stride = stride;
    this.padding = padding;
    this.groups = groups;
  }

  /** Cross-correlation; images [N,I,H,W], weight [O,I/groups,kH,kW], bias [O] or absent. */
  Tensor of(Tensor images, Tensor weight, TensorOptional bias) {
    return Tensor.of(
        () ->
            torch.conv2d(
                ChannelsLast.entering(images.handle()),
                weight.handle(),
                bias,
                stride,
                padding,
                NO_DILATION,
                groups));
  }

  /** Transposed convolution; images [N,I,H,W], weight [I,O/groups,kH,kW]. */
  Tensor transposed(Tensor images, Tensor weight) {
    return Tensor.of(
        () ->
            torch.conv_transpose2d(
                ChannelsLast.entering(images.handle()),
                weight.handle(),
                new TensorOptional(),
                stride,
                padding,
                new long[] {0, 0}, // output_padding
                groups,
                NO_DILATION));
  }
}
