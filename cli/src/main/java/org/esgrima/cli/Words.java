package org.esgrima.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.esgrima.report.Numbers;

/** Numbers, times and names as people read them. */
final class Words {

  private Words() {}

  /** With commas: {@code 76,800}. */
  static String count(long number) {
    return Numbers.count(number);
  }

  /** With one short unit: {@code 950}, {@code 12.3 k}, {@code 1.1 M}. */
  static String rough(long number) {
    if (number < 10_000) {
      return count(number);
    }
    return number < 1_000_000
        ? String.format(Locale.ROOT, "%.0f k", number / 1e3)
        : String.format(Locale.ROOT, "%.1f M", number / 1e6);
  }

  /** Two units at most: {@code 48 s}, {@code 1 min 05 s}, {@code 2 h 03 min}. */
  static String duration(double seconds) {
    return Numbers.duration(seconds);
  }

  /** {@code 25 MB}, {@code 1.2 GB}; powers of ten. */
  static String bytes(long bytes) {
    if (bytes < 1e6) {
      return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
    }
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** {@code 81 %}; a dash for no number. */
  static String percent(double share) {
    return Numbers.percent(share);
  }

  /** Two digits after the point. */
  static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  /** Four significant digits: {@code 0.04126}. */
  static String significant(double number) {
    double size = Math.abs(number);
    boolean written = size >= 10_000 && size < 1e9; // %g has exponents from 10,000 on
    return String.format(Locale.ROOT, written ? "%,.0f" : "%.4g", number);
  }

  /** A path for a shell: quoted where it must be. */
  static String shell(Path path) {
    String text = path.toString();
    return text.matches("[\\w@%+=:,./\\\\-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** A text in lines of at most so many letters, broken between words. */
  static List<String> wrapped(String text, int letters) {
    return text.strip().replaceAll("(.{1," + letters + "})(?:\\s+|$)", "$1\n").lines().toList();
  }
}
