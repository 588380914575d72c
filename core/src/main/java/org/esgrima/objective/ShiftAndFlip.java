package org.esgrima.objective;

import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * Moves each image of a minibatch by its own random number of pixels, up or down and to the left or
 * right, and mirrors half of them. What comes in at a border is the reflection of the inside,
 * without the border itself: … 2 1 | 0 1 2 … Pixels are picked, not computed with, so that values
 * stay exact and gradients flow back to where they came from.
 *
 * @param shift largest number of pixels, at least 0; at most the side − 1 is used
 * @param flip whether images are mirrored, left to right, with probability ½
 */
record ShiftAndFlip(int shift, boolean flip) {
  /** What happens to one image. */
  record Move(int down, int right, boolean mirrored) {}

  /** Images [N,C,H,W] after random moves. */
  Tensor apply(Tensor images, RandomStream random) {
    int count = Math.toIntExact(images.shape().size(0));
    double[] u = random.uniform(ElementType.F64, Shape.of(count, 3), 0, 1).toDoubles();
    Move[] moves = new Move[count];
    for (int n = 0; n < count; n++) {
      moves[n] =
          new Move(
              pixels(u[3 * n], images.shape().size(2)),
              pixels(u[3 * n + 1], images.shape().size(3)),
              flip && u[3 * n + 2] < 0.5);
    }
    return move(images, moves);
  }

  /** One of −reach, …, reach, all equally likely, for u uniform on [0,1). */
  private int pixels(double u, long side) {
    long reach = Math.min(shift, side - 1);
    return (int) (Math.floor(u * (2 * reach + 1)) - reach);
  }

  /** Images [N,C,H,W] after given moves, mirrored first. */
  static Tensor move(Tensor images, Move... moves) {
    int height = Math.toIntExact(images.shape().size(2));
    int width = Math.toIntExact(images.shape().size(3));
    long[] rows = new long[moves.length * height];
    long[] columns = new long[moves.length * width];
    for (int n = 0; n < moves.length; n++) {
      for (int y = 0; y < height; y++) {
        rows[n * height + y] = reflect(y - moves[n].down(), height);
      }
      for (int x = 0; x < width; x++) {
        int from = reflect(x - moves[n].right(), width);
        columns[n * width + x] = moves[n].mirrored() ? width - 1 - from : from;
      }
    }
    return images
        .takeAlong(2, Tensor.of(rows, Shape.of(moves.length, 1, height, 1)))
        .takeAlong(3, Tensor.of(columns, Shape.of(moves.length, 1, 1, width)));
  }

  private static int reflect(int index, int side) {
    int inside = Math.abs(index);
    return inside < side ? inside : 2 * (side - 1) - inside;
  }
}
