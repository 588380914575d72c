package org.esgrima.augment;

import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/** Sets one rectangle in each image to 0. */
final class Erasing {
  private Erasing() {}

  /** Whether pixel {@code pixel} of an axis of image {@code image} is in the rectangle. */
  interface Side {
    boolean contains(int image, int pixel);
  }

  /**
   * Erases.
   *
   * @param images [N,C,H,W]
   * @param rows which rows are in the rectangle
   * @param columns which columns are in the rectangle
   */
  static Tensor apply(Tensor images, Side rows, Side columns) {
    Shape shape = images.shape();
    Tensor inside =
        mask(images, rows, 2)
            .reshape(shape.size(0), 1, -1, 1)
            .mul(mask(images, columns, 3).reshape(shape.size(0), 1, 1, -1));
    return images.mul(inside.neg().add(1));
  }

  private static Tensor mask(Tensor images, Side side, int axis) {
    int count = Math.toIntExact(images.shape().size(0));
    int size = Math.toIntExact(images.shape().size(axis));
    double[] mask = new double[count * size];
    for (int image = 0; image < count; image++) {
      for (int pixel = 0; pixel < size; pixel++) {
        mask[image * size + pixel] = side.contains(image, pixel) ? 1 : 0;
      }
    }
    return Tensor.of(mask, Shape.of(mask.length)).like(images);
  }
}
