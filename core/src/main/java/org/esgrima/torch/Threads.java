package org.esgrima.torch;

import org.bytedeco.pytorch.global.torch;

/**
 * How many processor threads libtorch computes with.
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
  }
}
