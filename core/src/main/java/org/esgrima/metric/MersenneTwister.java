package org.esgrima.metric;

import org.esgrima.torch.RandomStream;

/**
 * The random numbers of NumPy's {@code RandomState(seed)}, so that subsets and shuffles are those
 * of the reference tools at the same seed.
 *
 * <p>MT19937 of Matsumoto and Nishimura 1998 ("Mersenne Twister", ACM TOMACS 8), seeded by Knuth's
 * linear recurrence; whole numbers below a bound by masking and rejection.
 */
final class MersenneTwister {
  private static final int SIZE = 624;
  private static final int SHIFT = 397;
  private static final int TWIST = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final long LARGEST_SEED = 0xffffffffL;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  /**
   * Seeds.
   *
   * @param seed from 0 to 2³² − 1
   */
  MersenneTwister(long seed) {
    if (seed < 0 || seed > LARGEST_SEED) {
      throw new IllegalArgumentException("expected a seed from 0 to 2^32 - 1, got " + seed);
    }
    state[0] = (int) seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1_812_433_253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** A stream of its own for every purpose, from any seed; see {@link RandomStream#named}. */
  static MersenneTwister named(long seed, String name) {
    return new MersenneTwister(RandomStream.seedOf(seed, name) & LARGEST_SEED);
  }

  /** 32 random bits. */
  int nextInt() {
    if (next == SIZE) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & ~UPPER);
      state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
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
