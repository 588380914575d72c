package org.esgrima.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.esgrima.metric.BirthdayParadox;
import org.esgrima.metric.Bootstrap;
import org.esgrima.metric.ClosePairs;
import org.esgrima.metric.DensityCoverage;
import org.esgrima.metric.Fid;
import org.esgrima.metric.GaussianStatistics.Covariance;
import org.esgrima.metric.Kid;
import org.esgrima.metric.Measurement;
import org.esgrima.metric.Metric;
import org.esgrima.metric.PrecisionRecall;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The measures of features. */
final class FeatureMetrics {
  private static final int SUBSETS = 100;
  private static final int SUBSET_SIZE = 1_000;
  private static final int SHARES_NEIGHBOURS = 3;
  private static final int DENSITY_NEIGHBOURS = 5;
  private static final Bootstrap FID_BOOTSTRAP = new Bootstrap(100, 0.95, 0);
  // A resample of 2,048 features takes seconds, and a hundred of them minutes.
  private static final long MOST_RESAMPLED_FEATURES = 512;
  private static final int BIRTHDAY_BATCH = 500;

  private FeatureMetrics() {}

  static List<NamedMetric> all() {
    return List.of(
        metric("fid", "Fréchet distance of features; lower is better", FeatureMetrics::fid),
        pairwise("kid", "kernel distance of features; lower is better"),
        pairwise("pr", "precision and recall of features; higher is better"),
        pairwise("prdc", "precision, recall, density and coverage of features; higher is better"),
        new PairMetric(
            "birthday",
            "how many different images there are, from how often they repeat",
            Evaluation.USUAL_COUNT,
            true,
            material -> material.images() ? Optional.empty() : Optional.of("images"),
            FeatureMetrics::birthday));
  }

  private static NamedMetric metric(
      String name, String summary, BiFunction<Material, Pair, List<Measurement>> measure) {
    return new PairMetric(
        name, summary, Evaluation.USUAL_COUNT, true, material -> Optional.empty(), measure);
  }

  private static NamedMetric pairwise(String name, String summary) {
    return metric(name, summary, (material, pair) -> material.pairwise().of(name, material, pair));
  }

  /** Those that look at the distances of all pairs. */
  static PairwiseFigures pairwise() {
    return new PairwiseFigures(
        Map.of(
            "kid", FeatureMetrics::kid,
            "pr", (material, pair) -> new PrecisionRecall(SHARES_NEIGHBOURS, bootstrap(pair)),
            "prdc", (material, pair) -> new DensityCoverage(DENSITY_NEIGHBOURS, bootstrap(pair))));
  }

  private static List<Measurement> of(Metric metric, Material material, Pair pair) {
    return metric.measure(material.features(pair.reals()), material.features(pair.fakes()));
  }

  private static List<Measurement> fid(Material material, Pair pair) {
    long width = material.features(pair.fakes()).shape().size(1);
    boolean interval = !pair.floor() && width <= MOST_RESAMPLED_FEATURES;
    return of(new Fid(Covariance.UNBIASED, interval ? FID_BOOTSTRAP : null), material, pair);
  }

  private static Metric kid(Material material, Pair pair) {
    long fewest = Math.min(pair.reals().count(), pair.fakes().count());
    // Subsets as large as the set would all be the same one and hide how uncertain the mean is.
    int size = (int) Math.max(2, Math.min(SUBSET_SIZE, fewest / 2));
    return new Kid(SUBSETS, size, material.settings().seed());
  }

  static Bootstrap bootstrap(Pair pair) {
    return pair.floor() ? null : Bootstrap.USUAL;
  }

  /**
   * Two samples count as the same if they are nearer than any two reals in batches of that size.
   */
  private static List<Measurement> birthday(Material material, Pair pair) {
    long fewest = Math.min(pair.reals().count(), pair.fakes().count());
    int batch = (int) Math.max(2, Math.min(BIRTHDAY_BATCH, fewest));
    Tensor reals = material.features(material.pair(material.settings().samples()).reals());
    double threshold = Math.nextDown(closest(reals, batch));
    return List.of(
        new BirthdayParadox(batch, Math.max(0, threshold))
            .measure(material.features(pair.fakes()))
            .with(
                Map.of(), Map.of("threshold-from", "the closest two reals of a batch"), List.of()));
  }

  private static double closest(Tensor reals, int batch) {
    List<Double> distances = new ArrayList<>();
    long size = Math.min(batch, reals.shape().size(0));
    for (long from = 0; from + size <= reals.shape().size(0); from += size) {
      try (Scope scope = Scope.open()) {
        distances.add(ClosePairs.closest(reals.narrow(0, from, size), 1).get(0).distance());
      }
    }
    return distances.stream().mapToDouble(d -> d).min().orElseThrow();
  }
}
