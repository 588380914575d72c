package org.esgrima.metric;

/**
 * How often something came true, with its interval at 95 % confidence.
 *
 * <p>The interval is Wilson's: all p for which |successes/trials − p| is at most z standard errors
 * √(p (1 − p) / trials), z = 1.96 (Wilson, "Probable Inference, the Law of Succession, and
 * Statistical Inference", Journal of the American Statistical Association 22, 1927). Unlike the
 * textbook's it stays in [0, 1] and does not shrink to a point at 0 or 1.
 *
 * @param successes from 0 to {@code trials}
 * @param trials at least 1, independent of each other
 */
public record Proportion(long successes, long trials) {
  private static final double Z = 1.959963984540054; // 97.5 % quantile of N(0, 1)

  /** Checks the counts. */
  public Proportion {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials);
    }
  }

  /** The estimate, successes / trials. */
  public double value() {
    return (double) successes / trials;
  }

  /** Lower end of the interval. */
  public double low() {
    return successes == 0 ? 0 : centre() - halfWidth();
  }

  /** Upper end of the interval. */
  public double high() {
    return successes == trials ? 1 : centre() + halfWidth();
  }

  /**
   * As a figure, with its interval.
   *
   * @param metric its name
   * @param kind what was tried: {@code reals}, {@code fakes}, {@code trials}
   */
  public Measurement measurement(String metric, String kind) {
    int count = Math.toIntExact(trials);
    return Measurement.of(metric, value())
        .interval(new Interval(low(), high(), Interval.Method.WILSON, 0.95, count, null))
        .count(kind, trials)
        .build();
  }

  private double centre() {
    return (value() + Z * Z / (2.0 * trials)) / (1 + Z * Z / trials);
  }

  private double halfWidth() {
    double variance = value() * (1 - value()) / trials + Z * Z / (4.0 * trials * trials);
    return Z * Math.sqrt(variance) / (1 + Z * Z / trials);
  }
}
