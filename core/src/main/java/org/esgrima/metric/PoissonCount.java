package org.esgrima.metric;

import java.util.function.DoubleUnaryOperator;

/**
 * The exact 95 % interval of the mean of a Poisson distribution from which one count was drawn
 * (Garwood 1936, "Fiducial limits for the Poisson distribution", Biometrika 28): at its ends, a
 * count as low, or as high, has probability 2.5 %.
 */
final class PoissonCount {
  static final double LEVEL = 0.95;
  private static final double TAIL = (1 - LEVEL) / 2;

  private PoissonCount() {}

  /** The mean at which a count of at least {@code count} has probability 2.5 %; 0 for 0. */
  static double lower(long count) {
    return count == 0 ? 0 : root(0, (double) count, mean -> TAIL - atLeast(count, mean));
  }

  /** The mean at which a count of at most {@code count} has probability 2.5 %. */
  static double upper(long count) {
    return root((double) count, 2.0 * count + 10, mean -> atMost(count, mean) - TAIL);
  }

  /** Where a function that falls from above 0 to below crosses 0, by halving. */
  private static double root(double low, double high, DoubleUnaryOperator falling) {
    double from = low;
    double to = high;
    while (to - from > 1e-10 * high) {
      double middle = (from + to) / 2;
      if (falling.applyAsDouble(middle) > 0) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }

  /** P(X ≥ count) for a mean below it: terms fall from the first on. */
  private static double atLeast(long count, double mean) {
    double term = probability(count, mean);
    double sum = 0;
    for (long k = count; term > 1e-17 * sum; k++) {
      sum += term;
      term *= mean / (k + 1);
    }
    return sum;
  }

  /** P(X ≤ count) for a mean above it: terms fall downwards. */
  private static double atMost(long count, double mean) {
    double term = probability(count, mean);
    double sum = 0;
    for (long k = count; k >= 0 && term > 1e-17 * sum; k--) {
      sum += term;
      term *= k / mean;
    }
    return sum;
  }

  private static double probability(long count, double mean) {
    return Math.exp(count * Math.log(mean) - mean - logFactorial(count));
  }

  /** log n!, by Stirling's series from 20 on. */
  private static double logFactorial(long n) {
    if (n < 20) {
      double product = 1;
      for (int k = 2; k <= n; k++) {
        product *= k;
      }
      return Math.log(product);
    }
    double x = n;
    return x * Math.log(x)
        - x
        + Math.log(2 * Math.PI * x) / 2
        + 1 / (12 * x)
        - 1 / (360 * x * x * x);
  }
}
