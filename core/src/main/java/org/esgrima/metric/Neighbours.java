package org.esgrima.metric;

import java.util.Arrays;
import org.esgrima.torch.Tensor;

/** Distances to nearest neighbours within one set of features. */
final class Neighbours {
  private Neighbours() {}

  /**
   * The squared distance of every row to its k-th nearest other row of the same matrix.
   *
   * @param k from 1 to N − 1
   * @return [N]
   */
  static double[] squaredRadii(Tensor features, int k) {
    double[][] nearest = none(features, k);
    SquaredDistances.forEachTileAbove(
        features,
        (row, column, squared) -> {
          keep(nearest, row, squared);
          if (column > row) {
            keep(nearest, column, squared.transpose(0, 1));
          }
        });
    return radii(nearest);
  }

  /**
   * The same for some of the rows.
   *
   * @param some [M,F], rows of {@code features}
   * @return [M]
   */
  static double[] squaredRadii(Tensor some, Tensor features, int k) {
    double[][] nearest = none(some, k);
    SquaredDistances.forEachTile(
        some, features, (row, column, squared) -> keep(nearest, row, squared));
    return radii(nearest);
  }

  /** k + 1 for each row: the row itself, at distance 0, is one of them. */
  private static double[][] none(Tensor rows, int k) {
    double[][] nearest = new double[(int) rows.shape().size(0)][k + 1];
    for (double[] row : nearest) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    return nearest;
  }

  private static void keep(double[][] nearest, int row, Tensor squared) {
    int columns = (int) Math.min(nearest[0].length, squared.shape().size(1));
    double[] found = squared.smallest(columns, 1).toDoubles();
    for (int i = 0; i < found.length; i++) {
      replaceLargest(nearest[row + i / columns], found[i]);
    }
  }

  private static double[] radii(double[][] nearest) {
    return Arrays.stream(nearest).mapToDouble(row -> row[largest(row)]).toArray();
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
