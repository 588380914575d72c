package org.esgrima.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The pairs of samples of one set that are most alike. */
public final class ClosePairs {
  private ClosePairs() {}

  /**
   * Two samples.
   *
   * @param first index of one
   * @param second index of the other, larger than {@code first}
   * @param distance Euclidean, in the unit of the features
   */
  public record Pair(int first, int second, double distance) {}

  /** Takes pairs of one tile. */
  private interface Use {
    void accept(int first, int second, double squared);
  }

  /**
   * The closest pairs of a set, the closest first.
   *
   * @param features [N,F], N at least 2
   * @param count how many, at least 1; all of them if there are fewer
   * @throws org.esgrima.InputException if a feature is not finite or there are fewer than 2 samples
   */
  public static List<Pair> closest(Tensor features, int count) {
    Features.require("samples", features, 2);
    if (count < 1) {
      throw new IllegalArgumentException("expected at least 1 pair, got " + count);
    }
    Comparator<Pair> byDistance = Comparator.comparingDouble(Pair::distance);
    PriorityQueue<Pair> best = new PriorityQueue<>(byDistance.reversed());
    forEach(
        features,
        (first, second, squared) -> {
          if (best.size() < count || squared < best.element().distance()) {
            best.add(new Pair(first, second, squared));
            if (best.size() > count) {
              best.remove();
            }
          }
        });
    return exact(features, List.copyOf(best)).stream().sorted(byDistance).toList();
  }

  /** The same pairs with distances by differences. */
  private static List<Pair> exact(Tensor features, List<Pair> pairs) {
    long[] first = pairs.stream().mapToLong(Pair::first).toArray();
    long[] second = pairs.stream().mapToLong(Pair::second).toArray();
    double[] squared;
    try (Scope scope = Scope.open()) {
      squared = SquaredDistances.ofPairs(features.indexSelect(0, first), features, second);
    }
    List<Pair> exact = new ArrayList<>();
    for (int i = 0; i < squared.length; i++) {
      exact.add(new Pair((int) first[i], (int) second[i], Math.sqrt(squared[i])));
    }
    return exact;
  }

  /** Number of pairs that are at most that far apart. */
  static long countWithin(Tensor features, double distance) {
    long[] count = new long[1];
    double limit = distance * distance;
    forEach(features, (first, second, squared) -> count[0] += squared <= limit ? 1 : 0);
    return count[0];
  }

  private static void forEach(Tensor features, Use use) {
    SquaredDistances.forEachTile(
        features,
        features,
        (row, column, tile) -> {
          int columns = (int) tile.shape().size(1);
          if (column + columns <= row) {
            return; // Every pair of this tile was seen the other way round.
          }
          double[] squared = tile.toDoubles();
          for (int i = 0; i < squared.length; i++) {
            int first = row + i / columns;
            int second = column + i % columns;
            if (first < second) {
              use.accept(first, second, squared[i]);
            }
          }
        });
  }
}
