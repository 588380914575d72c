package org.esgrima.torch;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.io.Shape;

/**
 * Fully connected layers, as 1 × 1 convolutions where they are large.
 *
 * <p>The samples are the pixels of one image, their features its channels: in memory that is the
 * same, so nothing is copied. A product of matrices takes as long either way ({@code
 * benchmarks/README.md}, Dense layers), but convolutions compute with OpenMP's threads, which all
 * other operations of a network have too, and products of matrices with those of OpenBLAS, which
 * have to stand still meanwhile ({@link Threads}).
 */
final class DenseLayer {
  // Multiplications below which a convolution's preparation shows: ours, benchmarks/README.md.
  private static final long LARGE = 1L << 22;
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private DenseLayer() {}

  /** x · weightᵀ + bias; x [N,I], weight [O,I], bias [O] or absent, result [N,O]. */
  static Tensor of(Tensor x, Tensor weight, TensorOptional bias) {
    return Tensor.of(
        () ->
            suits(x, weight)
                ? convolved(x, weight, bias)
                : torch.linear(x.handle(), weight.handle(), bias));
  }

  private static boolean suits(Tensor x, Tensor weight) {
    Shape samples = x.shape();
    return samples.rank() == 2
        && weight.shape().rank() == 2
        && samples.size(1) == weight.shape().size(1)
        && samples.elements() * weight.shape().size(0) >= LARGE
        && x.handle().is_cpu()
        && x.handle().scalar_type().intern() == torch.ScalarType.Float
        && weight.handle().scalar_type().intern() == torch.ScalarType.Float;
  }

  private static org.bytedeco.pytorch.Tensor convolved(
      Tensor x, Tensor weight, TensorOptional bias) {
    long count = x.shape().size(0);
    long inputs = x.shape().size(1);
    long outputs = weight.shape().size(0);
    org.bytedeco.pytorch.Tensor pixels =
        x.handle().reshape(1, 1, count, inputs).permute(0, 3, 1, 2); // [1,I,1,N], channels last
    org.bytedeco.pytorch.Tensor kernels = weight.handle().reshape(outputs, inputs, 1, 1);
    return torch
        .conv2d(pixels, kernels, bias, ONE, NONE, ONE, 1)
        .permute(0, 2, 3, 1)
        .reshape(count, outputs);
  }
}
