package org.esgrima.metric;

import java.util.Arrays;
import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.LinearAlgebra;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Squared Euclidean distances of all rows of one matrix to all rows of another, in float64, tile by
 * tile: {@value #ROWS} × {@value #COLUMNS} of them exist at a time.
 *
 * <p>Up to {@value #DIRECT} features they are sums of squared differences. With more they are ‖a‖²
 * + ‖b‖² − 2 a·b, one matrix product, of features from which the mean of {@code b} was subtracted
 * first: many times faster, with a rounding error near 10⁻¹⁵ (‖a‖² + ‖b‖²). So that the distance of
 * equal rows is 0 all the same, {@value #ROUNDING} (‖a‖² + ‖b‖²) is taken away before negative
 * results are set to 0.
 */
final class SquaredDistances {
  static final long ROWS = 512;
  static final long COLUMNS = 1_024;
  static final int DIRECT = 16;
  private static final double ROUNDING = 1e-13;

  private final Tensor a;
  private final Tensor b;
  private final boolean direct;

  private SquaredDistances(Tensor a, Tensor b) {
    this.a = a;
    this.b = b;
    this.direct = a.shape().size(1) <= DIRECT;
  }

  /** Takes one tile after the other, row by row of tiles. */
  @FunctionalInterface
  interface Use {
    /**
     * Takes a tile.
     *
     * @param row index in {@code a} of its first row
     * @param column index in {@code b} of its first column
     * @param squared [r,c], at least 0; gone when the call returns
     */
    void accept(int row, int column, Tensor squared);
  }

  /**
   * Hands over all distances.
   *
   * @param a [N,F]
   * @param b [M,F]
   */
  static void forEachTile(Tensor a, Tensor b, Use use) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      new SquaredDistances(a, b).forEachTile(use);
    }
  }

  /**
   * Hands over the distances of all rows of one matrix to each other, in tiles on and above the
   * diagonal only.
   *
   * @param a [N,F]
   */
  static void forEachTileAbove(Tensor a, Use use) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      SquaredDistances distances = new SquaredDistances(a, a);
      Tensor centre = distances.direct ? null : mean(a);
      for (long row = 0; row < a.shape().size(0); row += ROWS) {
        try (Scope rowScope = Scope.open()) {
          Tensor left = distances.left(block(a, row, ROWS, centre));
          for (long column = row; column < a.shape().size(0); column += ROWS) {
            try (Scope tileScope = Scope.open()) {
              Tensor right = block(a, column, ROWS, centre);
              use.accept((int) row, (int) column, distances.tile(left, right));
            }
          }
        }
      }
    }
  }

  private void forEachTile(Use use) {
    Tensor centre = direct ? null : mean(b);
    for (long row = 0; row < a.shape().size(0); row += ROWS) {
      try (Scope rowScope = Scope.open()) {
        Tensor left = left(block(a, row, ROWS, centre));
        for (long column = 0; column < b.shape().size(0); column += COLUMNS) {
          try (Scope scope = Scope.open()) {
            Tensor right = block(b, column, COLUMNS, centre);
            use.accept((int) row, (int) column, tile(left, right));
          }
        }
      }
    }
  }

  private static Tensor mean(Tensor rows) {
    try (Scope scope = Scope.open()) {
      return scope.keep(rows.mean(0L).to(ElementType.F64));
    }
  }

  private static Tensor block(Tensor rows, long from, long size, Tensor centre) {
    long length = Math.min(size, rows.shape().size(0) - from);
    Tensor block = rows.narrow(0, from, length).to(ElementType.F64);
    return centre == null ? block : block.sub(centre);
  }

  // (−2a, (1 − r)‖a‖², 1) · (b, 1, (1 − r)‖b‖²): the whole expansion in one product.
  private Tensor left(Tensor block) {
    if (direct) {
      return block;
    }
    return Tensor.concat(List.of(block.mul(-2), norms(block), ones(block)), 1);
  }

  private Tensor tile(Tensor left, Tensor block) {
    if (direct) {
      return LinearAlgebra.distances(left, block).square();
    }
    Tensor right = Tensor.concat(List.of(block, ones(block), norms(block)), 1);
    return left.matmul(right.transpose(0, 1)).clampInPlace(0, Double.MAX_VALUE);
  }

  private static Tensor norms(Tensor block) {
    return block.square().sum(1L).mul(1 - ROUNDING).reshape(-1, 1);
  }

  private static Tensor ones(Tensor block) {
    Shape column = Shape.of(block.shape().size(0), 1);
    return Tensor.full(ElementType.F64, column, 1).like(block);
  }

  /**
   * Distances of row i of {@code a} to row {@code indices[i]} of {@code b}, by differences.
   *
   * @return [N] squared
   */
  static double[] ofPairs(Tensor a, Tensor b, long[] indices) {
    double[] squared = new double[indices.length];
    for (int from = 0; from < squared.length; from += (int) ROWS) {
      int length = (int) Math.min(ROWS, squared.length - from);
      try (Scope scope = Scope.open();
          Autograd.NoGrad noGrad = Autograd.noGrad()) {
        Tensor left = a.narrow(0, from, length).to(ElementType.F64);
        Tensor right = b.indexSelect(0, Arrays.copyOfRange(indices, from, from + length));
        double[] part = left.sub(right.to(ElementType.F64)).square().sum(1L).toDoubles();
        System.arraycopy(part, 0, squared, from, length);
      }
    }
    return squared;
  }
}
