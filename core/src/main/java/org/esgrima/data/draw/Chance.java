package org.esgrima.data.draw;

import java.util.SplittableRandom;

/** Random numbers whose bits are the same in every Java version: made from nextLong alone. */
public final class Chance {
  private static final double UNIT = 0x1.0p-53;
  private static final double QUARTER_UNIT = 0x1.0p-16;

  /** Standard deviation of the sum of four uniform numbers: sqrt(4/12). */
  private static final double SUM_DEVIATION = 0.5773502691896258;

  private final SplittableRandom random;

  /** The numbers of one seed. */
  public Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Uniform in [from, to). */
  public double uniform(double from, double to) {
    return from + (to - from) * ((random.nextLong() >>> 11) * UNIT);
  }

  /** Uniform in 0 … bound − 1. */
  public int below(int bound) {
    return (int) uniform(0, bound);
  }

  /**
   * Bell-shaped (the sum of four uniform numbers): mean 0, standard deviation 1, never beyond
   * ±3.47. Its ends are what keeps every label within a stated range.
   */
  public double bell() {
    long bits = random.nextLong();
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return ((sum + 2) * QUARTER_UNIT - 2) / SUM_DEVIATION;
  }

  /** One of several values, each with a weight of 0 or more. */
  public <T> T pick(T[] values, double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double ticket = uniform(0, total);
    int chosen = 0;
    double passed = weights[0];
    while (ticket >= passed && chosen < weights.length - 1) {
      chosen++;
      passed += weights[chosen];
    }
    return values[chosen];
  }
}
