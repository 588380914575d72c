package org.esgrima.run;

/** Moving averages that leave gaps where they are. */
final class Smoothing {
  private static final int FEW = 60;
  private static final int SHARE = 40;

  private Smoothing() {}

  /** Number of neighbouring ticks to average: odd, 1 for short histories. */
  static int window(int ticks) {
    return ticks < FEW ? 1 : Math.max(5, ticks / SHARE) | 1;
  }

  /**
   * The mean of the finite numbers among {@code window} neighbours, fewer at both ends; NaN where
   * the number itself is not finite.
   */
  static double[] movingAverage(double[] values, int window) {
    int half = window / 2;
    double[] smooth = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      // As many neighbours on the left as on the right, or the ends of a trend would bend.
      int reach = Math.min(half, Math.min(i, values.length - 1 - i));
      double sum = 0;
      int count = 0;
      for (int j = i - reach; j <= i + reach; j++) {
        if (Double.isFinite(values[j])) {
          sum += values[j];
          count++;
        }
      }
      smooth[i] = Double.isFinite(values[i]) ? sum / count : Double.NaN;
    }
    return smooth;
  }
}
