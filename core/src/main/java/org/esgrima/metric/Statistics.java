package org.esgrima.metric;

import java.util.Arrays;

/** Means and deviations of arrays. */
final class Statistics {
  private Statistics() {}

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** The population standard deviation (divided by n), as NumPy's {@code std}. */
  static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }
}
