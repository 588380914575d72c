package org.esgrima.metric;

import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Sums of the kernel k(a,b) = (a·b / F + 1)³ within many subsets of the pairs at once, from tiles
 * of squared distances: a·b = (‖a‖² + ‖b‖² − ‖a − b‖²) / 2. With 0 and 1 for who is in a subset, s
 * and t, its sum over a tile K is sᵀ K t: two small products for all subsets, where every subset by
 * itself would need a large one.
 */
final class KernelSums {
  private final Members rows;
  private final Members columns;
  private final double features;
  private final double[] sums;

  /**
   * Sums of pairs of one set with another, or with itself.
   *
   * @param rows of one set
   * @param columns of the other, with as many subsets
   */
  KernelSums(Members rows, Members columns) {
    this.rows = rows;
    this.columns = columns;
    this.features = rows.features;
    this.sums = new double[rows.subsets()];
  }

  /** One set: who is in which subset, and the squared lengths of all. */
  static final class Members {
    private final Tensor in;
    private final Tensor squares;
    private final double features;

    /**
     * Of a set, in the caller's scope.
     *
     * @param features [N,F]
     * @param subsets indices of the members of each
     */
    Members(Tensor features, long[][] subsets) {
      int count = (int) features.shape().size(0);
      double[] marks = new double[subsets.length * count];
      for (int s = 0; s < subsets.length; s++) {
        for (long member : subsets[s]) {
          marks[s * count + (int) member] = 1;
        }
      }
      this.features = features.shape().size(1);
      in = Tensor.of(marks, Shape.of(subsets.length, count)).onDeviceOf(features);
      squares = Tensor.zeros(ElementType.F64, Shape.of(count)).like(in);
      long[] from = new long[1];
      Features.forEachBlock(
          features,
          block -> {
            long rows = block.shape().size(0);
            squares.narrow(0, from[0], rows).copyFrom(block.square().sum(1L));
            from[0] += rows;
          });
    }

    int subsets() {
      return (int) in.shape().size(0);
    }

    /** Σ_i k(x_i, x_i) in every subset. */
    double[] diagonalSums() {
      try (Scope scope = Scope.open()) {
        return in.matmul(cube(squares.mul(1 / features)).reshape(-1, 1)).toDoubles();
      }
    }
  }

  private static Tensor cube(Tensor linearMinusOne) {
    Tensor linear = linearMinusOne.addInPlace(1);
    return linear.square().mul(linear);
  }

  /** Adds the pairs of a tile, so many times. */
  void add(int row, int column, Tensor squared, int times) {
    try (Scope scope = Scope.open()) {
      long height = squared.shape().size(0);
      long width = squared.shape().size(1);
      Tensor left = rows.squares.narrow(0, row, height).reshape(-1, 1);
      Tensor right = columns.squares.narrow(0, column, width).reshape(1, -1);
      Tensor kernel = cube(left.add(right).sub(squared).mulInPlace(0.5 / features));
      Tensor reached = rows.in.narrow(1, row, height).matmul(kernel);
      double[] more = reached.mul(columns.in.narrow(1, column, width)).sum(1L).toDoubles();
      for (int s = 0; s < sums.length; s++) {
        sums[s] += times * more[s];
      }
    }
  }

  /** As {@link #add}, of a tile on or above the diagonal, whose transpose lies below it. */
  void addAbove(int row, int column, Tensor squared) {
    add(row, column, squared, column > row ? 2 : 1);
  }

  /** The sum over all pairs of every subset. */
  double[] sums() {
    return sums;
  }
}
