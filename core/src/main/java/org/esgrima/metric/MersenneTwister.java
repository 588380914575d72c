package org.esgrima.metric;

import org.esgrima.runtime.SeedStream;

/**
 * The random numbers of NumPy's {@code RandomState(seed)}, so that subsets and shuffles are those
 * of the reference tools at the same seed.
 *
 * <p>The bits are those of {@link org.esgrima.runtime.MersenneTwister}; whole numbers below a bound
 * are drawn by masking and rejection.
 */
final class MersenneTwister {
  private static final long LARGEST_SEED = 0xffffffffL;

  private final org.esgrima.runtime.MersenneTwister bits;

  /**
   * Seeds.
   *
   * @param seed from 0 to 2³² − 1
   */
  MersenneTwister(long seed) {
    if (seed < 0 || seed > LARGEST_SEED) {
      throw new IllegalArgumentException("expected a seed from 0 to 2^32 - 1, got " + seed);
    }
    bits = new org.esgrima.runtime.MersenneTwister((int) seed);
  }

  /** A stream of its own for every purpose, from any seed; see {@link SeedStream#named}. */
  static MersenneTwister named(long seed, String name) {
    return new MersenneTwister(SeedStream.seedOf(seed, name) & LARGEST_SEED);
  }

  /** 32 random bits. */
  int nextInt() {
    return bits.nextInt();
  }

  /** Uniform in 0 … bound − 1. */
  int below(int bound) {
    int largest = bound - 1;
    if (largest == 0) {
      return 0;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(largest);
    int value;
    do {
      value = nextInt() & mask;
    } while (value > largest);
    return value;
  }

  /** Uniform in [0, 1), with 53 random bits. */
  double uniform() {
    int high = nextInt() >>> 5;
    int low = nextInt() >>> 6;
    return (high * 0x1.0p26 + low) * 0x1.0p-53;
  }

  /** The numbers 0 … n − 1 in random order. */
  long[] permutation(int n) {
    long[] order = new long[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = below(i + 1);
      long swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
