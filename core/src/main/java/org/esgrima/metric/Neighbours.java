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
    return squaredRadii(features, features, k);
  }

  /**
   * The same for some of the rows.
   *
   * @param some [M,F], rows of {@code features}
   * @return [M]
   */
  static double[] squaredRadii(Tensor some, Tensor features, int k) {
    int kept = k + 1; // the row itself, at distance 0, is one of them
    double[][] nearest = new double[(int) some.shape().size(0)][kept];
    for (double[] row : nearest) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    SquaredDistances.forEachTile(
        some,
        features,
        (row, column, squared) -> {
          int columns = (int) Math.min(kept, squared.shape().size(1));
          double[] found = squared.smallest(columns, 1).toDoubles();
          for (int i = 0; i < found.length; i++) {
            replaceLargest(nearest[row + i / columns], found[i]);
          }
        });
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
