package org.esgrima.data;

import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The random numbers of one drawn sample: a pure function of (seed, index), the same in every Java
 * version and on every platform.
 */
final class SampleRandom {
  private static final double UNIT = 0x1.0p-53;

  private final SplittableRandom random;

  /**
   * Starts the stream of one sample.
   *
   * @throws IndexOutOfBoundsException if the index is below 0
   */
  SampleRandom(long seed, long index) {
    random = new SplittableRandom(SampleKey.of(seed, Objects.checkIndex(index, Dataset.UNLIMITED)));
  }

  /** Uniform in [0, 1). Only nextLong's bits are the same in every Java version. */
  double uniform() {
    return (random.nextLong() >>> 11) * UNIT;
  }

  /** Uniform in 0 … bound − 1. */
  long below(long bound) {
    return (long) (uniform() * bound);
  }

  /**
   * Two independent normal numbers of mean 0 from two uniform ones (Box and Muller, "A note on the
   * generation of random normal deviates", 1958).
   */
  double[] normals(double deviation) {
    double radius = deviation * Math.sqrt(-2 * StrictMath.log(1 - uniform()));
    double angle = 2 * Math.PI * uniform();
    return new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)};
  }
}
