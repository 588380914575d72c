package org.esgrima.metric;

import java.util.Arrays;
import org.esgrima.torch.Tensor;

/** Distances to nearest neighbours within one set of features, collected tile by tile. */
final class Neighbours {
  /** k + 1 for each row: the row itself, at distance 0, is one of them. */
  private final double[][] nearest;

  /**
   * Of some rows.
   *
   * @param k from 1 to N − 1
   */
  Neighbours(int rows, int k) {
    nearest = new double[rows][k + 1];
    for (double[] row : nearest) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
  }

  /** Squared distances of rows of the set to others, as {@link PairVisitor#reals} gets them. */
  void above(int row, int column, Tensor squared) {
    keep(row, squared);
    if (column > row) {
      keep(column, squared.transpose(0, 1));
    }
  }

  /** The squared distance of every row to its k-th nearest other row. */
  double[] squaredRadii() {
    return Arrays.stream(nearest).mapToDouble(row -> row[largest(row)]).toArray();
  }

  /**
   * The squared distance of every row to its k-th nearest other row of the same matrix.
   *
   * @return [N]
   */
  static double[] squaredRadii(Tensor features, int k) {
    Neighbours neighbours = new Neighbours((int) features.shape().size(0), k);
    SquaredDistances.forEachTileAbove(features, neighbours::above);
    return neighbours.squaredRadii();
  }

  /**
   * The same for some of the rows.
   *
   * @param some [M,F], rows of {@code features}
   * @return [M]
   */
  static double[] squaredRadii(Tensor some, Tensor features, int k) {
    Neighbours neighbours = new Neighbours((int) some.shape().size(0), k);
    SquaredDistances.forEachTile(
        some, features, (row, column, squared) -> neighbours.keep(row, squared));
    return neighbours.squaredRadii();
  }

  private void keep(int row, Tensor squared) {
    int columns = (int) Math.min(nearest[0].length, squared.shape().size(1));
    double[] found = squared.smallest(columns, 1).toDoubles();
    for (int i = 0; i < found.length; i++) {
      replaceLargest(nearest[row + i / columns], found[i]);
    }
  }

  private static void replaceLargest(double[] values, double candidate) {
    int worst = largest(values);
    if (candidate < values[worst]) {
      values[worst] = candidate;
    }
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
