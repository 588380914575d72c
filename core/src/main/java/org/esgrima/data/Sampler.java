package org.esgrima.data;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An endless order over the samples of a set: every epoch visits each sample once, in a new
 * permutation that depends on the seed and the number of the epoch only. Sets that never end are
 * visited in their own order, since each of their samples is new anyway.
 *
 * <p>The whole state is one number, the position: how many samples were drawn before. A checkpoint
 * stores it, and {@link #indexAt} goes on from there. Thread-safe.
 *
 * <p>The permutation is that of Fisher and Yates (Knuth, The Art of Computer Programming, volume 2,
 * section 3.4.2, algorithm P), driven by SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014).
 */
public final class Sampler {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  // Loader threads straddle the border of two epochs.
  private static final int CACHED_EPOCHS = 2;

  private final long size;
  private final long seed;
  private final boolean shuffled;
  private final Map<Long, int[]> permutations = new LinkedHashMap<>();

  private Sampler(long size, long seed, boolean shuffled) {
    if (size < 1 || (shuffled && size > Integer.MAX_VALUE - 8)) {
      throw new IllegalArgumentException("cannot sample from a set of " + size);
    }
    this.size = size;
    this.seed = seed;
    this.shuffled = shuffled;
  }

  /**
   * A new permutation every epoch; the set's own order if it is {@link Dataset#UNLIMITED}.
   *
   * @throws IllegalArgumentException if the set is empty
   */
  public static Sampler shuffled(Dataset dataset, long seed) {
    return new Sampler(dataset.size(), seed, dataset.size() != Dataset.UNLIMITED);
  }

  /** The set's own order, again and again. */
  public static Sampler inOrder(Dataset dataset) {
    return new Sampler(dataset.size(), 0, false);
  }

  /**
   * The sample that is drawn after {@code position} others.
   *
   * @param position from 0
   * @return index from 0 to size - 1
   */
  public long indexAt(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    long within = position % size;
    return shuffled ? permutation(position / size)[(int) within] : within;
  }

  private synchronized int[] permutation(long epoch) {
    int[] cached = permutations.get(epoch);
    if (cached != null) {
      return cached;
    }
    if (permutations.size() == CACHED_EPOCHS) {
      permutations.remove(permutations.keySet().iterator().next());
    }
    int[] permutation = permute((int) size, mix(mix(seed + GOLDEN_GAMMA) + epoch));
    permutations.put(epoch, permutation);
    return permutation;
  }

  private static int[] permute(int size, long start) {
    int[] order = new int[size];
    long state = start;
    for (int i = 0; i < size; i++) {
      state += GOLDEN_GAMMA;
      int j = (int) Long.remainderUnsigned(mix(state), i + 1L);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
