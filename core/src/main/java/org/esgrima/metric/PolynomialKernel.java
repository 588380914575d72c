package org.esgrima.metric;

import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Sums of the kernel k(a,b) = (a·b / F + 1)³ over all pairs of rows of two matrices, in float64 and
 * tile by tile.
 */
final class PolynomialKernel {
  /**
   * Rows against which all later rows are taken: fewer save more products, and make each slower.
   */
  private static final long STRIP = 256;

  private PolynomialKernel() {}

  /** The unbiased estimate: pairs of a sample with itself do not count. */
  static double unbiasedDiscrepancy(Tensor x, Tensor y) {
    double n = x.shape().size(0);
    double m = y.shape().size(0);
    return (sum(x) - diagonalSum(x)) / (n * (n - 1))
        + (sum(y) - diagonalSum(y)) / (m * (m - 1))
        - 2 * sum(x, y) / (n * m);
  }

  /** The biased estimate, which is never negative: all pairs count. */
  static double biasedDiscrepancy(Tensor x, Tensor y) {
    double n = x.shape().size(0);
    double m = y.shape().size(0);
    return sum(x) / (n * n) + sum(y) / (m * m) - 2 * sum(x, y) / (n * m);
  }

  /** Σ_i Σ_j k(x_i, y_j). */
  private static double sum(Tensor x, Tensor y) {
    double[] total = new double[1];
    Features.forEachBlock(
        x,
        rows ->
            Features.forEachBlock(
                y,
                columns -> total[0] += kernelSum(rows.matmul(columns.transpose(0, 1)), x).item()));
    return total[0];
  }

  /** Σ_i Σ_j k(x_i, x_j), where most pairs are computed in one order only. */
  private static double sum(Tensor x) {
    long count = x.shape().size(0);
    double total = 0;
    for (long from = 0; from < count; from += STRIP) {
      long size = Math.min(STRIP, count - from);
      Tensor strip = x.narrow(0, from, size);
      total += sum(strip, strip);
      if (from + size < count) {
        total += 2 * sum(strip, x.narrow(0, from + size, count - from - size));
      }
    }
    return total;
  }

  /** Σ_i k(x_i, x_i). */
  private static double diagonalSum(Tensor x) {
    double[] total = new double[1];
    Features.forEachBlock(x, rows -> total[0] += kernelSum(rows.square().sum(1L), x).item());
    return total[0];
  }

  /** The sum of the kernel of these scalar products. */
  private static Tensor kernelSum(Tensor products, Tensor features) {
    try (Scope scope = Scope.open()) {
      Tensor linear = products.mulInPlace(1.0 / features.shape().size(1)).addInPlace(1.0);
      return scope.keep(linear.square().mul(linear).sum());
    }
  }
}
