package org.esgrima.metric;

import java.util.Arrays;

/**
 * Intervals by resampling with replacement (Efron 1979, "Bootstrap methods: another look at the
 * jackknife").
 *
 * <p>The ends are percentiles of the resampled values, all moved by the same amount so that their
 * mean is the measured value. Measures such as the Fréchet distance come out larger on resamples,
 * which repeat samples; unmoved percentiles would then lie beside the value instead of around it.
 *
 * @param resamples number of resamples, at least 2
 * @param level share of them inside the interval, in (0, 1)
 * @param seed of the draws
 */
public record Bootstrap(int resamples, double level, long seed) {
  /** 95 % of 1,000 resamples, seed 0. */
  public static final Bootstrap USUAL = new Bootstrap(1_000, 0.95, 0);

  /** Checks the settings. */
  public Bootstrap {
    if (resamples < 2 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "expected at least 2 resamples and a level in (0, 1), got %d and %s"
              .formatted(resamples, level));
    }
  }

  /** A measure of the samples with these indices, which repeat. */
  @FunctionalInterface
  interface Resampled {
    double value(long[] indices);
  }

  /**
   * The interval of a mean over samples.
   *
   * @param values one number for each sample
   */
  Interval ofMean(double[] values) {
    double mean = Statistics.mean(values);
    return of(
        mean,
        values.length,
        indices -> {
          double sum = 0;
          for (long i : indices) {
            sum += values[(int) i];
          }
          return sum / indices.length;
        });
  }

  /**
   * The interval of any measure of n samples.
   *
   * @param value the measure of the samples themselves
   */
  Interval of(double value, int n, Resampled measure) {
    MersenneTwister random = MersenneTwister.named(seed, "bootstrap");
    double[] values = new double[resamples];
    long[] indices = new long[n];
    for (int r = 0; r < resamples; r++) {
      for (int i = 0; i < n; i++) {
        indices[i] = random.below(n);
      }
      values[r] = measure.value(indices);
    }
    double shift = value - Statistics.mean(values);
    Arrays.sort(values);
    double tail = (1 - level) / 2;
    return new Interval(
        shift + quantile(values, tail),
        shift + quantile(values, 1 - tail),
        Interval.Method.BOOTSTRAP,
        level,
        resamples,
        seed);
  }

  /** Between the two nearest of the sorted values, in proportion. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
