package org.esgrima.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.esgrima.data.GaussianMixture;

/**
 * How many modes of a known distribution a generator reaches, and how evenly.
 *
 * <p>A {@link CountingRule} assigns each of N samples to one of K modes or to none: c_k of them are
 * counted for mode k. With p_k = c_k / Σ c and the true shares q_k,
 *
 * <pre>
 * covered      = number of k with c_k ≥ least samples of the rule
 * high quality = Σ_k c_k                         (share: divided by N)
 * reverse KL   = KL(p ‖ q) = Σ_k p_k ln(p_k / q_k)   generated to true
 * forward KL   = KL(q ‖ p) = Σ_k q_k ln(q_k / p_k)   true to generated
 * </pre>
 *
 * <p>in nats, in float64, with 0 ln 0 = 0. The reverse divergence stays finite when modes are lost
 * (all samples in one of K even modes: ln K); the forward one is then infinite. Both are NaN if no
 * sample is counted.
 *
 * <p>Look at all of them together: few samples of high quality may cover every mode, and one mode
 * may hold nothing but samples of high quality. A finite sample of the true distribution itself has
 * a reverse divergence of about (K − 1) / 2N, and covers fewer than K modes where N / K is small.
 *
 * <p>Protocol: Srivastava et al. 2017 (VEEGAN, arXiv 1705.07761) and Lin et al. 2018 (PacGAN, arXiv
 * 1712.04086), whose published code takes p from the counted samples only and looks at 2,500 points
 * of a mixture, 26,000 or 25,600 images of StackedMNIST.
 *
 * @param rule how samples were counted
 * @param modes K
 * @param covered number of covered modes, 0 to K
 * @param samples N, all that were looked at
 * @param highQuality number of samples that were counted for a mode
 * @param reverseKl KL(p ‖ q), generated to true, in nats, at least 0; NaN if no sample was counted
 * @param forwardKl KL(q ‖ p), true to generated; infinite if a mode has no sample
 * @param counts c_k of each mode, in the order of the mode numbers
 */
public record ModeCoverage(
    CountingRule rule,
    int modes,
    int covered,
    long samples,
    long highQuality,
    double reverseKl,
    double forwardKl,
    List<Long> counts) {
  private static final int NONE = -1;
  private static final double SUM_TOLERANCE = 1e-6;

  /** Copies the counts. */
  public ModeCoverage {
    counts = List.copyOf(counts);
  }

  /** Counts points of a mixture of Gaussians by the {@linkplain CountingRule published rule}. */
  public static ModeCoverage of(GaussianMixture mixture, double[] points) {
    return of(mixture, points, CountingRule.WithinSigmas.PUBLISHED);
  }

  /**
   * Counts points of a mixture of Gaussians. A point that is not finite counts for no mode.
   *
   * @param mixture the true distribution, whose shares are q
   * @param points x, y, x, y …: N points, at least one
   */
  public static ModeCoverage of(
      GaussianMixture mixture, double[] points, CountingRule.WithinSigmas rule) {
    if (points.length == 0 || points.length % 2 != 0) {
      throw new IllegalArgumentException("expected x, y, x, y …, got " + points.length);
    }
    int[] modes = new int[points.length / 2];
    for (int i = 0; i < modes.length; i++) {
      modes[i] = mode(mixture, points[2 * i], points[2 * i + 1], rule.sigmas());
    }
    return count(modes, mixture.shares(), rule);
  }

  /** The nearest mode if it is near enough. */
  private static int mode(GaussianMixture mixture, double x, double y, double sigmas) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return NONE;
    }
    int nearest = mixture.nearestMode(x, y);
    GaussianMixture.Centre centre = mixture.centres().get(nearest);
    double distance = Math.hypot(x - centre.x(), y - centre.y());
    return distance <= sigmas * mixture.sigma() ? nearest : NONE;
  }

  /**
   * Counts the classes that a classifier gave to N samples, when all classes are equally likely in
   * truth: KL to the uniform distribution, as for StackedMNIST.
   *
   * @param classes from 0 to {@code modes} − 1, or −1 for a sample that counts for no class
   * @param modes number of classes K, at least 1
   */
  public static ModeCoverage ofClasses(int[] classes, int modes) {
    if (modes < 1) {
      throw new IllegalArgumentException("expected 1 class or more, got " + modes);
    }
    double[] even = new double[modes];
    Arrays.fill(even, 1.0 / modes);
    return ofClasses(classes, even, CountingRule.OfClass.PUBLISHED);
  }

  /**
   * As {@link #ofClasses(int[], int)} for classes of any true shares.
   *
   * @param classes from 0 to K − 1, or −1 for a sample that counts for no class; at least one
   * @param shares q, K numbers of at least 0 whose sum is 1
   */
  public static ModeCoverage ofClasses(int[] classes, double[] shares, CountingRule.OfClass rule) {
    if (classes.length == 0) {
      throw new IllegalArgumentException("expected at least one sample");
    }
    double sum = 0;
    for (double share : shares) {
      sum += share >= 0 ? share : Double.NaN;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "expected shares of at least 0 whose sum is 1, got " + Arrays.toString(shares));
    }
    return count(classes, shares, rule);
  }

  private static ModeCoverage count(int[] modes, double[] shares, CountingRule rule) {
    long[] counts = new long[shares.length];
    for (int mode : modes) {
      if (mode < NONE || mode >= shares.length) {
        throw new IllegalArgumentException(
            "expected modes from -1 to " + (shares.length - 1) + ", got " + mode);
      }
      if (mode != NONE) {
        counts[mode]++;
      }
    }
    long counted = LongStream.of(counts).sum();
    double[] found = new double[counts.length];
    for (int k = 0; k < counts.length; k++) {
      found[k] = (double) counts[k] / counted; // 0 / 0 = NaN where nothing is counted
    }
    return new ModeCoverage(
        rule,
        shares.length,
        (int) LongStream.of(counts).filter(count -> count >= rule.leastSamples()).count(),
        modes.length,
        counted,
        divergence(found, shares),
        divergence(shares, found),
        LongStream.of(counts).boxed().toList());
  }

  /** KL(p ‖ q). */
  private static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      if (p[k] != 0) {
        sum += p[k] * Math.log(p[k] / q[k]);
      }
    }
    return Math.max(0, sum); // below 0 by rounding only
  }

  /** Share of the samples that were counted for a mode, in [0, 1]. */
  public double highQualityShare() {
    return (double) highQuality / samples;
  }

  /**
   * {@code modes-covered}, {@code high-quality} (a share) and, where a sample was counted, {@code
   * reverse-kl}.
   */
  public List<Measurement> measurements() {
    List<Measurement> all = new ArrayList<>();
    all.add(measurement("modes-covered", covered));
    all.add(measurement("high-quality", highQualityShare()));
    if (highQuality > 0) {
      all.add(measurement("reverse-kl", reverseKl));
    }
    return all;
  }

  private Measurement measurement(String name, double value) {
    return Measurement.of(name, value)
        .count("fakes", samples)
        .count("modes", modes)
        .setting("rule", rule.text())
        .build();
  }
}
