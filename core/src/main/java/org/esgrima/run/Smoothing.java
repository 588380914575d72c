package org.esgrima.run;

/**
 * A trend line through noisy ticks: local linear regression with tricube weights (Cleveland 1979),
 * without its robustness steps. Unlike a moving average it neither lags nor bends at the ends.
 */
final class Smoothing {
  private static final int FEW = 60;
  private static final int SHARE = 12;

  private Smoothing() {}

  /** Number of neighbouring ticks that count: 1, no smoothing, for short histories. */
  static int window(int ticks) {
    return ticks < FEW ? 1 : ticks / SHARE;
  }

  /**
   * The trend at every tick, from the {@code window} nearest; NaN where the tick's own number is
   * not finite.
   */
  static double[] trend(double[] values, int window) {
    double[] trend = values.clone();
    if (window < 3) {
      return trend;
    }
    for (int i = 0; i < values.length; i++) {
      int first = Math.max(0, Math.min(i - window / 2, values.length - window));
      int last = Math.min(values.length, first + window) - 1;
      trend[i] = Double.isFinite(values[i]) ? at(values, i, first, last) : Double.NaN;
    }
    return trend;
  }

  // Weighted least squares of a line a + b·(j − i); its value at i is a.
  private static double at(double[] values, int i, int first, int last) {
    double reach = Math.max(i - first, last - i) + 1;
    double w = 0;
    double wx = 0;
    double wxx = 0;
    double wy = 0;
    double wxy = 0;
    for (int j = first; j <= last; j++) {
      if (!Double.isFinite(values[j])) {
        continue;
      }
      double x = j - i;
      double distance = Math.abs(x) / reach;
      double weight = Math.pow(1 - distance * distance * distance, 3);
      w += weight;
      wx += weight * x;
      wxx += weight * x * x;
      wy += weight * values[j];
      wxy += weight * x * values[j];
    }
    double determinant = w * wxx - wx * wx;
    return determinant < 1e-9 ? wy / w : (wxx * wy - wx * wxy) / determinant;
  }
}
