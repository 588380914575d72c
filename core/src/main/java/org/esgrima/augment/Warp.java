package org.esgrima.augment;

import java.util.Arrays;
import org.esgrima.io.Shape;
import org.esgrima.torch.ImageSampling;
import org.esgrima.torch.Tensor;

/**
 * Moves images by affine maps, without aliasing: their resolution is doubled, they are read at the
 * mapped places with bilinear interpolation, and halved again (Karras et al. 2020, arXiv
 * 2006.06676, Appendix B). Around an image lies its reflection, as far as some image of the
 * minibatch needs it and there are pixels to reflect, and beyond that 0. Shifts by whole pixels are
 * exact; flips and quarter turns are not quite, because the wavelet is almost symmetric only.
 */
final class Warp {
  private Warp() {}

  /**
   * Moves every image by its map.
   *
   * @param images [N,C,H,W]
   * @param maps N maps of points, with the image's centre as origin; invertible
   * @return [N,C,H,W]; {@code images} itself if no map moves anything
   */
  static Tensor apply(Tensor images, Affine[] maps) {
    if (Arrays.stream(maps).allMatch(Affine.IDENTITY::equals)) {
      return images;
    }
    Shape shape = images.shape();
    int height = Math.toIntExact(shape.size(2));
    int width = Math.toIntExact(shape.size(3));
    Affine[] backward = Arrays.stream(maps).map(Affine::inverse).toArray(Affine[]::new);
    Border border = Border.around(backward, height, width);
    Tensor fine =
        multiply(
            images,
            Wavelet.doubling(height, border.top(), border.bottom()),
            Wavelet.doubling(width, border.left(), border.right()));
    Tensor warped =
        ImageSampling.affine(
            fine,
            places(backward, border, height, width),
            Wavelet.samples(height),
            Wavelet.samples(width));
    return multiply(warped, Wavelet.halving(height), Wavelet.halving(width));
  }

  /** Pixels of reflection that are needed on each side by at least one image. */
  private record Border(int left, int right, int top, int bottom) {
    static Border around(Affine[] backward, int height, int width) {
      double x = (width - 1) / 2.0;
      double y = (height - 1) / 2.0;
      double left = x;
      double right = -x;
      double top = y;
      double bottom = -y;
      for (Affine map : backward) {
        for (double[] corner : new double[][] {{-x, -y}, {x, -y}, {-x, y}, {x, y}}) {
          double toX = map.x(corner[0], corner[1]);
          double toY = map.y(corner[0], corner[1]);
          left = Math.min(left, toX);
          right = Math.max(right, toX);
          top = Math.min(top, toY);
          bottom = Math.max(bottom, toY);
        }
      }
      return new Border(
          pixels(-left - x, width),
          pixels(right - x, width),
          pixels(-top - y, height),
          pixels(bottom - y, height));
    }

    private static int pixels(double beyond, int size) {
      return (int) Math.ceil(Math.min(Math.max(0, beyond + Wavelet.REACH), size - 1));
    }
  }

  /** From samples of the result to those of the doubled image with its border: [N,2,3]. */
  private static Tensor places(Affine[] backward, Border border, int height, int width) {
    // Sample v of the result is at (v − DELAY) / 2 pixels, and pixel q of the image, whose border
    // begins at −left, is sample 2 (q + left) of the doubled one. The origin is moved to the centre
    // of the image before the map and back after it.
    Affine toCentre =
        Affine.scaling(0.5, 0.5)
            .times(Affine.translation(-Wavelet.DELAY - (width - 1), -Wavelet.DELAY - (height - 1)));
    Affine toSamples =
        Affine.translation(width - 1 + 2.0 * border.left(), height - 1 + 2.0 * border.top())
            .times(Affine.scaling(2, 2));
    double[] elements =
        Arrays.stream(backward)
            .map(map -> toSamples.times(map).times(toCentre))
            .flatMapToDouble(map -> Arrays.stream(map.elements()))
            .toArray();
    return Tensor.of(elements, Shape.of(backward.length, 2, 3));
  }

  private static Tensor multiply(Tensor images, double[] rows, double[] columns) {
    Tensor left = Tensor.of(rows, Shape.of(rows.length)).reshape(-1, images.shape().size(2));
    Tensor right = Tensor.of(columns, Shape.of(columns.length)).reshape(-1, images.shape().size(3));
    return left.like(images).matmul(images).matmul(right.like(images).transpose(0, 1));
  }
}
