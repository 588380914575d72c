package org.esgrima.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
  private Numbers() {}

  /** Four digits that count, with a true minus sign; a dash for no number. */
  public static String significant(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    String text;
    if (size >= 1e7 || size < 1e-4) {
      text = String.format(Locale.ROOT, "%.3e", value);
    } else {
      int digits = (int) Math.max(0, 3 - Math.floor(Math.log10(size)));
      text = String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
    return text.replace("-", "−");
  }

  /** With commas: {@code 76,800}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** With commas, without decimals; a dash for no number. */
  public static String count(double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%,.0f", number) : "–";
  }

  /** {@code 81 %}; a dash for no number. */
  public static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.0f %%", 100 * share) : "–";
  }

  /** Two units at most: {@code 48 s}, {@code 1 min 05 s}, {@code 2 h 03 min}. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "–";
    }
    long all = Math.round(Math.max(0, seconds));
    if (all < 60) {
      return all + " s";
    }
    return all < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", all / 60, all % 60)
        : String.format(Locale.ROOT, "%d h %02d min", all / 3600, all % 3600 / 60);
  }
}
