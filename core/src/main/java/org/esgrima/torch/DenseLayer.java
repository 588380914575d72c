package org.esgrima.torch;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.io.Shape;

/**
 * Fully connected layers: products of matrices, or 1 × 1 convolutions where they are large and the
 * products would have one thread only ({@link Threads}); {@code benchmarks/README.md}, Dense
 * layers.
 *
 * <p>For a convolution the samples are pixels of images, their features the channels: in memory
 * that is the same, so nothing is copied.
 */
final class DenseLayer {
  // Multiplications below which a convolution's preparation shows: ours, benchmarks/README.md.
  private static final long LARGE = 1L << 22;
  // Numbers up to which libtorch computes a convolution of one image by a slow way of its own
  // instead of oneDNN's: ConvParams::use_mkldnn in aten/src/ATen/native/Convolution.cpp.
  private static final long SLOW_ALONE = 20480;

  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private DenseLayer() {}

  /** x · weightᵀ + bias; x [N,I], weight [O,I], bias [O] or absent, result [N,O]. */
  static Tensor of(Tensor x, Tensor weight, TensorOptional bias) {
    return of(x, weight, bias, Threads.bothPools());
  }

  /** Of a program whose products have all threads, or one only. */
  static Tensor of(Tensor x, Tensor weight, TensorOptional bias, boolean productsHaveThreads) {
    return Tensor.of(
        () ->
            !productsHaveThreads && suits(x, weight)
                ? convolved(x, weight, bias)
                : product(x, weight, bias));
  }

  static org.bytedeco.pytorch.Tensor product(Tensor x, Tensor weight, TensorOptional bias) {
    return torch.linear(x.handle(), weight.handle(), bias);
  }

  private static boolean suits(Tensor x, Tensor weight) {
    Shape samples = x.shape();
    return samples.rank() == 2
        && weight.shape().rank() == 2
        && samples.size(1) == weight.shape().size(1)
        && samples.elements() * weight.shape().size(0) >= LARGE
        && (samples.elements() > SLOW_ALONE || samples.size(0) % 2 == 0)
        && x.handle().is_cpu()
        && x.handle().scalar_type().intern() == torch.ScalarType.Float
        && weight.handle().scalar_type().intern() == torch.ScalarType.Float;
  }

  static org.bytedeco.pytorch.Tensor convolved(Tensor x, Tensor weight, TensorOptional bias) {
    long count = x.shape().size(0);
    long images = count % 2 == 0 ? 2 : 1;
    long inputs = x.shape().size(1);
    long outputs = weight.shape().size(0);
    org.bytedeco.pytorch.Tensor pixels =
        x.handle()
            .reshape(images, 1, count / images, inputs)
            .permute(0, 3, 1, 2); // [2,I,1,N/2] or [1,I,1,N], channels last
    org.bytedeco.pytorch.Tensor kernels = weight.handle().reshape(outputs, inputs, 1, 1);
    return torch
        .conv2d(pixels, kernels, bias, ONE, NONE, ONE, 1)
        .permute(0, 2, 3, 1)
        .reshape(count, outputs);
  }
}
