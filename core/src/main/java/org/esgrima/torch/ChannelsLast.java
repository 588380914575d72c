package org.esgrima.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The layout of images in memory: on processors, the channels of a pixel side by side.
 *
 * <p>libtorch's kernels for processors work on channels in blocks, and would otherwise bring every
 * image into blocks and back at each layer. Images [N,C,H,W] of float32 take this layout before
 * they enter a convolution, and all that follows keeps it, gradients too: where an operation
 * element by element meets two layouts, it takes nine times as long ({@code benchmarks/README.md},
 * Layout). Shapes, and values up to rounding, stay the same. Other types and devices keep their
 * layout, since it was not measured there.
 */
final class ChannelsLast {
  private ChannelsLast() {}

  /** Images that are about to enter a convolution. */
  static Tensor entering(Tensor images) {
    if (images.dim() != 4
        || !images.is_cpu()
        || images.scalar_type().intern() != torch.ScalarType.Float) {
      return images;
    }
    if (images.size(1) == 1 && images.is_contiguous()) {
      // With one channel both layouts are the same in memory; libtorch tells them by the strides.
      return images.reshape(images.size(0), images.size(2), images.size(3), 1).permute(0, 3, 1, 2);
    }
    return images.contiguous(torch.MemoryFormat.ChannelsLast);
  }

  /**
   * Images that are about to get another shape, and so another layout. A copy in the forward pass
   * cannot be avoided; this has the gradient copied back, too, before anything else is done with
   * it.
   */
  static Tensor leaving(Tensor images) {
    if (images.dim() != 4
        || !images.requires_grad()
        || images.is_contiguous()
        || !images.is_contiguous(torch.MemoryFormat.ChannelsLast)) {
      return images;
    }
    long[] sizes = {images.size(0), images.size(1), images.size(2), images.size(3)};
    long[] strides = {images.stride(0), images.stride(1), images.stride(2), images.stride(3)};
    // The same view once more: its derivative is a copy into the layout of what was viewed.
    return images.as_strided(sizes, strides);
  }
}
