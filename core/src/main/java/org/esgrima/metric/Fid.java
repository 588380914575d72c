package org.esgrima.metric;

import java.util.List;
import org.esgrima.metric.GaussianStatistics.Covariance;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Fréchet distance of features (Heusel et al. 2017, "GANs Trained by a Two Time-Scale Update Rule
 * Converge to a Local Nash Equilibrium", arXiv 1706.08500): reals and fakes are each described by a
 * normal distribution,
 *
 * <pre>
 * FID = ‖μ_r − μ_f‖² + tr(Σ_r + Σ_f − 2 (Σ_r Σ_f)^½)
 * </pre>
 *
 * <p>in the square of the features' unit; 0 for equal means and covariances, lower is better. It is
 * called FID where the features are the 2,048 of Inception-v3, and only then comparable with
 * published ones. The estimate is biased upwards, the more so the fewer the samples: compare values
 * of equal counts only (Chong and Forsyth 2020, arXiv 1911.07023).
 *
 * @param covariance {@link Covariance#UNBIASED} as in torch-fidelity, or {@link Covariance#BIASED}
 *     as in StyleGAN2-ADA
 * @param bootstrap resamples the fakes against fixed reals; null for no interval. Each resample
 *     costs about half a measurement
 */
public record Fid(Covariance covariance, Bootstrap bootstrap) implements Metric {
  /** Unbiased covariances, no interval. */
  public Fid() {
    this(Covariance.UNBIASED, null);
  }

  /** The distance of two sets of statistics, at least 0. */
  public double distance(GaussianStatistics reals, GaussianStatistics fakes) {
    try (FrechetDistance reference = new FrechetDistance(reals, covariance)) {
      return reference.to(fakes);
    }
  }

  @Override
  public List<Measurement> measure(Tensor reals, Tensor fakes) {
    Features.require("reals", reals, 2);
    Features.require("fakes", fakes, 2);
    Features.requireSameWidth(reals, fakes);
    try (GaussianStatistics statistics = GaussianStatistics.of(reals)) {
      return List.of(measure(statistics, fakes));
    }
  }

  /**
   * Measures against statistics of real samples that were gathered before.
   *
   * @param fakes [M,F]
   * @throws org.esgrima.InputException as {@link #measure(Tensor, Tensor)}
   */
  public Measurement measure(GaussianStatistics reals, Tensor fakes) {
    int count = Features.require("fakes", fakes, 2);
    try (FrechetDistance reference = new FrechetDistance(reals, covariance)) {
      double value = distance(reference, fakes);
      Measurement.Builder result =
          Measurement.of("fid", value)
              .count("reals", reals.count())
              .count("fakes", count)
              .setting("covariance", covariance)
              .setting("features", reals.features());
      noteRank(result, "reals", reals.count(), reals.features());
      noteRank(result, "fakes", count, reals.features());
      if (bootstrap != null) {
        result.interval(interval(value, reference, fakes));
      }
      return result.build();
    }
  }

  private static double distance(FrechetDistance reference, Tensor fakes) {
    try (GaussianStatistics statistics = GaussianStatistics.of(fakes)) {
      return reference.to(statistics);
    }
  }

  private Interval interval(double value, FrechetDistance reference, Tensor fakes) {
    return bootstrap.of(
        value,
        Math.toIntExact(fakes.shape().size(0)),
        indices -> {
          try (Scope scope = Scope.open()) {
            return distance(reference, fakes.indexSelect(0, indices));
          }
        });
  }

  private static void noteRank(Measurement.Builder result, String name, long count, long width) {
    if (count <= width) {
      result.note(
          "The covariance of %d %s has no full rank among %d features, so the value is too large"
              .formatted(count, name, width));
    }
  }
}
