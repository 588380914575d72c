package org.esgrima.train;

import java.util.List;
import java.util.stream.DoubleStream;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autocast;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Device;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Which number format this machine trains faster with. A processor without instructions for
 * bfloat16 computes with it many times slower than with float32, and no flag tells how fast one
 * with them is: so a layer is timed, {@value #IMAGES} images of {@value #CHANNELS} channels and
 * {@value #SIDE} × {@value #SIDE} pixels through a 3 × 3 convolution and back, the fastest of a few
 * times in each format.
 */
final class FasterPrecision {
  private static final int IMAGES = 4;
  private static final int CHANNELS = 32;
  private static final int SIDE = 16;
  private static final int TIMES = 5;

  private FasterPrecision() {}

  /** {@link Precision#BF16} or {@link Precision#FP32}; takes a fraction of a second. */
  static Precision measure() {
    try (Scope scope = Scope.open()) {
      Tensor images = Tensor.full(ElementType.F32, Shape.of(IMAGES, CHANNELS, SIDE, SIDE), 0.5);
      Tensor weight =
          Tensor.full(ElementType.F32, Shape.of(CHANNELS, CHANNELS, 3, 3), 0.1).requireGrad(true);
      double single = fastest(images, weight);
      try (Autocast autocast = Autocast.bfloat16()) {
        return fastest(images, weight) < single ? Precision.BF16 : Precision.FP32;
      }
    }
  }

  private static double fastest(Tensor images, Tensor weight) {
    seconds(images, weight); // the first one prepares the kernels
    return DoubleStream.generate(() -> seconds(images, weight)).limit(TIMES).min().orElseThrow();
  }

  private static double seconds(Tensor images, Tensor weight) {
    try (Scope scope = Scope.open()) {
      long began = Device.nanoTime();
      Autograd.gradients(images.conv2d(weight, 1, 1).sum(), List.of(weight));
      return (Device.nanoTime() - began) / 1e9;
    }
  }
}
