package org.esgrima.optim;

/** How far a schedule has come. */
final class Progress {
  private Progress() {}

  /** 0 up to {@code start}, 1 from {@code end} on, in between on a straight line. */
  static double between(long images, long start, long end) {
    return Math.min(1, Math.max(0, (double) (images - start) / (end - start)));
  }
}
