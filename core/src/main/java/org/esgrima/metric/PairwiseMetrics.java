package org.esgrima.metric;

import java.util.ArrayList;
import java.util.List;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.Threads;

/**
 * Several measures of the same features, for which the distance of every pair is computed once:
 * nearly all of the time that {@link Kid}, {@link PrecisionRecall} and {@link DensityCoverage}
 * take.
 */
public final class PairwiseMetrics {
  private PairwiseMetrics() {}

  /** Whether a measure shares its pairs with others. */
  public static boolean shares(Metric metric) {
    return metric instanceof PairwiseMetric;
  }

  /**
   * Measures.
   *
   * @param reals features of real samples [N,F], any floating point type
   * @param fakes features of fake samples [M,F]
   * @return for each metric what {@link Metric#measure} gives, up to rounding
   * @throws org.esgrima.InputException as {@link Metric#measure}
   */
  public static List<List<Measurement>> measure(
      List<? extends Metric> metrics, Tensor reals, Tensor fakes) {
    List<PairwiseMetric> together =
        metrics.stream()
            .filter(PairwiseMetric.class::isInstance)
            .map(PairwiseMetric.class::cast)
            .toList();
    if (together.stream().allMatch(PairwiseMetric::quickerAlone)) {
      return metrics.stream().map(metric -> metric.measure(reals, fakes)).toList();
    }
    List<List<Measurement>> found = new ArrayList<>(pass(together, reals, fakes));
    return metrics.stream()
        .map(m -> shares(m) ? found.remove(0) : m.measure(reals, fakes))
        .toList();
  }

  static List<List<Measurement>> pass(
      List<? extends PairwiseMetric> metrics, Tensor reals, Tensor fakes) {
    return Threads.matrices(() -> passed(metrics, reals, fakes));
  }

  private static List<List<Measurement>> passed(
      List<? extends PairwiseMetric> metrics, Tensor reals, Tensor fakes) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      List<PairVisitor> visitors = metrics.stream().map(m -> m.visitor(reals, fakes)).toList();
      SquaredDistances.forEachTileAbove(
          reals, (row, column, tile) -> visitors.forEach(v -> v.reals(row, column, tile)));
      SquaredDistances.forEachTileAbove(
          fakes, (row, column, tile) -> visitors.forEach(v -> v.fakes(row, column, tile)));
      visitors.forEach(PairVisitor::withinDone);
      SquaredDistances.forEachTile(
          reals, fakes, (row, column, tile) -> visitors.forEach(v -> v.between(row, column, tile)));
      return visitors.stream().map(PairVisitor::result).toList();
    }
  }
}
