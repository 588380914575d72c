package org.esgrima.metric;

import java.util.ArrayList;
import java.util.List;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/**
 * Images as differences between resolutions (Burt and Adelson 1983, "The Laplacian Pyramid as a
 * Compact Image Code", IEEE Transactions on Communications 31): each level holds what the next
 * coarser one lacks, the last one what is left.
 *
 * <p>Smoothing is by the binomial kernel (1,4,6,4,1)/16 along rows and columns, with borders
 * mirrored at the outermost pixels, which are not repeated.
 */
final class LaplacianPyramid {
  private static final double[] BINOMIAL = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};
  private static final int RADIUS = 2;

  private LaplacianPyramid() {}

  /**
   * Decomposes.
   *
   * @param images [N,C,H,W] float64; H and W divide by 2^(levels − 1) and are at least 3 on the
   *     coarsest level
   * @param levels at least 1
   * @return level l is [N,C,H/2ˡ,W/2ˡ]
   */
  static List<Tensor> of(Tensor images, int levels) {
    List<Tensor> pyramid = new ArrayList<>();
    Tensor fine = images;
    for (int level = 1; level < levels; level++) {
      Tensor coarse = smooth(fine, 2, 1);
      pyramid.add(fine.sub(enlarge(coarse)));
      fine = coarse;
    }
    pyramid.add(fine);
    return pyramid;
  }

  /** Twice as many pixels each way: zeros between them, smoothed, times 4. */
  private static Tensor enlarge(Tensor images) {
    Shape shape = images.shape();
    Tensor columns = withZeros(images.reshape(-1, 1));
    long width = 2 * shape.size(3);
    Tensor rows = withZeros(columns.reshape(-1, width));
    return smooth(rows.reshape(shape.size(0), shape.size(1), 2 * shape.size(2), width), 1, 4);
  }

  /** Every row [W] becomes [2W], followed by zeros. */
  private static Tensor withZeros(Tensor rows) {
    return Tensor.concat(List.of(rows, rows.mul(0)), 1);
  }

  private static Tensor smooth(Tensor images, int stride, double gain) {
    Shape shape = images.shape();
    Tensor planes = images.reshape(-1, 1, shape.size(2), shape.size(3)).reflectionPad(RADIUS);
    Tensor smooth = planes.conv2d(kernel(gain).like(images), stride, 0);
    Shape result = smooth.shape();
    return smooth.reshape(shape.size(0), shape.size(1), result.size(2), result.size(3));
  }

  private static Tensor kernel(double gain) {
    int size = BINOMIAL.length;
    double[] values = new double[size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = gain * BINOMIAL[i / size] * BINOMIAL[i % size];
    }
    return Tensor.of(values, Shape.of(1, 1, size, size));
  }
}
