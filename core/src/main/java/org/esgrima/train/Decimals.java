package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonValue;

/** Numbers with four significant digits, for files that are drawn from; NaN and infinities stay. */
final class Decimals {
  private static final double LOWEST_OF_FOUR_DIGITS = 1000;

  private final double[] values;

  private Decimals(double[] values) {
    this.values = values;
  }

  /** Rounds numbers; those too small for float32 become 0. */
  static Decimals of(double... exact) {
    double[] rounded = new double[exact.length];
    for (int i = 0; i < exact.length; i++) {
      rounded[i] = rounded(exact[i]);
    }
    return new Decimals(rounded);
  }

  private static double rounded(double value) {
    double size = Math.abs(value);
    if (size < Float.MIN_NORMAL) {
      return 0;
    }
    if (!(size < Double.MAX_VALUE)) {
      return value;
    }
    // Powers of ten up to 10^22 are exact, so the quotient is the nearest number to its decimals.
    double scale = 1;
    while (size * scale < LOWEST_OF_FOUR_DIGITS) {
      scale *= 10;
    }
    double coarse = 1;
    while (size / coarse >= 10 * LOWEST_OF_FOUR_DIGITS) {
      coarse *= 10;
    }
    return scale > 1 ? Math.rint(value * scale) / scale : Math.rint(value / coarse) * coarse;
  }

  int size() {
    return values.length;
  }

  double get(int index) {
    return values[index];
  }

  /** A copy. */
  @JsonValue
  double[] toArray() {
    return values.clone();
  }
}
