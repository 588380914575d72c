package org.esgrima.torch;

import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;

/**
 * How many processor threads libtorch computes with, the matrix products of OpenBLAS included.
 *
 * <p>Sums are split by thread, so results are bitwise equal only at the same count; runs record it.
 */
public final class Threads {
  static {
    Native.load();
  }

  private Threads() {}

  /** Number of threads in use. */
  public static int count() {
    return torch.get_num_threads();
  }

  /**
   * Sets the number of threads for all later operations.
   *
   * @param count at least 1
   */
  public static void set(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("thread count must be at least 1, got " + count);
    }
    torch.set_num_threads(count);
    // Not told by libtorch: it would go on with a thread for every core, and wait for them where
    // other programs keep some of the cores busy.
    openblas_full.openblas_set_num_threads(count);
  }
}
