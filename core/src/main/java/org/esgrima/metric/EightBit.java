package org.esgrima.metric;

import org.esgrima.data.image.Pixels;
import org.esgrima.data.image.Resize;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Images as files hold them. Every image is measured after rounding to 8 bits, as it would be after
 * a PNG file: data sets hold nothing finer, and a network could tell reals from fakes by that.
 */
public final class EightBit {
  private EightBit() {}

  /**
   * Rounds images to 8 bits: round((x + 1) · 127.5), limited to [0, 255].
   *
   * @param images [N,C,H,W] in [-1, 1], floating point
   * @return [N,C,H,W] of type U8, in the caller's scope
   */
  public static Tensor of(Tensor images) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor levels = images.to(ElementType.F64).add(1).mul(127.5).clamp(0, 255).add(0.5);
      return scope.keep(levels.to(ElementType.U8));
    }
  }

  /**
   * The same back in [-1, 1]: b / 127.5 − 1.
   *
   * @param bytes [N,C,H,W] of type U8
   * @return float32, in the caller's scope
   */
  public static Tensor toUnit(Tensor bytes) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return scope.keep(bytes.to(ElementType.F32).mul(1 / 127.5).add(-1));
    }
  }

  /** Crops and resizes images in [-1, 1] by the rule of {@link Resize}; float32 again. */
  public static Tensor toSquare(Tensor images, int side) {
    Shape shape = images.shape();
    int count = Math.toIntExact(shape.size(0));
    int channels = Math.toIntExact(shape.size(1));
    try (Scope scope = Scope.open()) {
      var bytes = of(images).toBytes();
      byte[] one = new byte[Math.toIntExact(shape.elements() / count)];
      var resized = java.nio.ByteBuffer.allocateDirect(count * channels * side * side);
      for (int i = 0; i < count; i++) {
        bytes.get(one);
        Pixels pixels = new Pixels(channels, (int) shape.size(2), (int) shape.size(3), one.clone());
        resized.put(Resize.toSquare(pixels, side).values());
      }
      return scope.keep(
          toUnit(Tensor.of(ElementType.U8, Shape.of(count, channels, side, side), resized.flip())));
    }
  }
}
