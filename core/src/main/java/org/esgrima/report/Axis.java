package org.esgrima.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The range of one axis and its round numbers.
 *
 * @param low where it begins
 * @param high where it ends, above {@code low}
 */
record Axis(double low, double high) {
  private static final int MARKS = 5;
  private static final double MARGIN = 0.06;
  private static final int SHARE_CUT = 100;

  /** Checks the order. */
  Axis {
    if (!(low < high)) {
      throw new IllegalArgumentException("no range: " + low + " to " + high);
    }
  }

  /**
   * All finite values but the wildest hundredth at either end, which would flatten the rest; and
   * {@code include}, unless it is NaN.
   */
  static Axis around(List<double[]> columns, double include) {
    double[] all =
        columns.stream()
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (all.length == 0) {
      return new Axis(0, 1);
    }
    int cut = all.length / SHARE_CUT;
    double low = all[cut];
    double high = all[all.length - 1 - cut];
    if (!Double.isNaN(include)) {
      low = Math.min(low, include);
      high = Math.max(high, include);
    }
    double margin = high > low ? MARGIN * (high - low) : Math.max(Math.abs(high) / 2, 1e-9);
    return new Axis(low - margin, high + margin);
  }

  /** Where a value lies, 0 at the beginning and 1 at the end; limited to that. */
  double at(double value) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  /** Round numbers inside: multiples of 1, 2 or 5 times a power of ten. */
  List<Double> marks() {
    double rough = (high - low) / MARKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      if (step < rough) {
        step = factor * power;
      }
    }
    List<Double> marks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      marks.add(i == 0 ? 0 : i * step);
    }
    return marks;
  }
}
