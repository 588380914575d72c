package org.esgrima.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Log-likelihood of real samples under a Parzen window around fakes, the measure of Goodfellow et
 * al. 2014 ("Generative Adversarial Nets", arXiv 1406.2661, section 5, table 1): each fake μ_i is
 * the centre of a normal distribution with deviation σ,
 *
 * <pre>
 * log p(x) = log 1/M Σ_i exp( −‖x − μ_i‖² / 2σ² ) − F log( σ √(2π) )
 * </pre>
 *
 * <p>in nats, higher is better. σ is the one of several with the highest mean on validation
 * samples; the first where two are equal. The value is the mean over test samples, its interval the
 * standard error σ̂/√N.
 *
 * <p>The authors' protocol for digits: 10,000 fakes, σ among 10 values evenly spaced in log₁₀ from
 * 0.1 to 1, the first 1,000 of 10,000 validation images, all 10,000 test images, pixels in [0, 1].
 * The scale of the pixels matters: a factor s adds −F log s. It is kept for comparison with that
 * table; in many dimensions the estimate is poor and ranks models wrongly (Theis, van den Oord and
 * Bethge 2016, arXiv 1511.01844).
 */
public final class ParzenWindow {
  private final List<Double> deviations;

  /** The authors' ten deviations from 0.1 to 1. */
  public ParzenWindow() {
    this(evenlySpaced(10, -1, 0));
  }

  /**
   * Other deviations.
   *
   * @param deviations σ, in the unit of the samples, each above 0; at least one
   */
  public ParzenWindow(List<Double> deviations) {
    if (deviations.isEmpty() || deviations.stream().anyMatch(s -> !(s > 0))) {
      throw new IllegalArgumentException("expected deviations above 0, got " + deviations);
    }
    this.deviations = List.copyOf(deviations);
  }

  private static List<Double> evenlySpaced(int count, double fromExponent, double toExponent) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double exponent = fromExponent + i * (toExponent - fromExponent) / (count - 1);
      values.add(Math.pow(10, exponent));
    }
    return values;
  }

  /**
   * Measures.
   *
   * @param fakes centres [M,F]
   * @param validation real samples [V,F] that choose σ
   * @param test real samples [N,F] that are judged
   * @throws org.esgrima.InputException if a number is not finite or a set is empty
   */
  public Measurement measure(Tensor fakes, Tensor validation, Tensor test) {
    int best = best(means(fakes, validation));
    double deviation = deviations.get(best);
    double[] values = logLikelihoods(fakes, test, List.of(deviation))[0];
    double mean = Statistics.mean(values);
    double error = Statistics.deviation(values) / Math.sqrt(values.length);
    Measurement.Builder result =
        Measurement.of("parzen-log-likelihood", mean)
            .interval(Interval.around(mean, error, Interval.Method.STANDARD_ERROR, values.length))
            .count("fakes", fakes.shape().size(0))
            .count("validation", validation.shape().size(0))
            .count("test", values.length)
            .setting("sigma", deviation)
            .setting("sigmas", deviations)
            .setting("features", fakes.shape().size(1));
    if (deviations.size() > 1 && (best == 0 || best == deviations.size() - 1)) {
      result.note("The best sigma is at the end of its range, so a better one may lie beyond");
    }
    return result.build();
  }

  /**
   * The mean log-likelihood of the validation samples themselves under the best σ: too high by the
   * choice among few, but good enough to compare checkpoints by.
   *
   * @param fakes centres [M,F]
   * @param validation real samples [V,F] that choose σ and are judged
   * @throws org.esgrima.InputException if a number is not finite or a set is empty
   */
  public Measurement validate(Tensor fakes, Tensor validation) {
    double[] means = means(fakes, validation);
    int best = best(means);
    return Measurement.of("parzen-validation", means[best])
        .count("fakes", fakes.shape().size(0))
        .count("validation", validation.shape().size(0))
        .setting("sigma", deviations.get(best))
        .build();
  }

  private static int best(double[] means) {
    int best = 0;
    for (int i = 1; i < means.length; i++) {
      best = means[i] > means[best] ? i : best;
    }
    return best;
  }

  /** Mean log-likelihood of real samples [V,F] for every σ. */
  double[] means(Tensor fakes, Tensor validation) {
    return Arrays.stream(logLikelihoods(fakes, validation, deviations))
        .mapToDouble(Statistics::mean)
        .toArray();
  }

  /**
   * Log-likelihood of every sample for every σ.
   *
   * @param samples [N,F]
   * @return [σ][N] in nats
   */
  static double[][] logLikelihoods(Tensor fakes, Tensor samples, List<Double> deviations) {
    int centres = Features.require("fakes", fakes, 1);
    int count = Features.require("reals", samples, 1);
    Features.requireSameWidth(samples, fakes);
    double[][] logSums = new double[deviations.size()][count];
    for (double[] row : logSums) {
      Arrays.fill(row, Double.NEGATIVE_INFINITY);
    }
    SquaredDistances.forEachTile(
        samples,
        fakes,
        (row, column, squared) -> {
          for (int s = 0; s < logSums.length; s++) {
            addTile(logSums[s], row, squared, deviations.get(s));
          }
        });
    for (int s = 0; s < logSums.length; s++) {
      double constant = logNormaliser(deviations.get(s), fakes.shape().size(1)) + Math.log(centres);
      double[] row = logSums[s];
      Arrays.setAll(row, i -> row[i] - constant);
    }
    return logSums;
  }

  private static double logNormaliser(double deviation, long width) {
    return width * Math.log(deviation * Math.sqrt(2 * Math.PI));
  }

  /** Joins the tile's log Σ exp(−d²/2σ²) to those of earlier tiles. */
  private static void addTile(double[] logSums, int row, Tensor squared, double deviation) {
    try (Scope scope = Scope.open()) {
      double[] more = squared.mul(-0.5 / (deviation * deviation)).logSumExp(1).toDoubles();
      for (int i = 0; i < more.length; i++) {
        logSums[row + i] = logAddExp(logSums[row + i], more[i]);
      }
    }
  }

  /** log(eᵃ + eᵇ); a may be −∞. */
  private static double logAddExp(double a, double b) {
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }
}
