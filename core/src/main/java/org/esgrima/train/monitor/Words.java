package org.esgrima.train.monitor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Numbers and lists as people read them. */
final class Words {
  /** Numbers by size, before names by letter. */
  static final Comparator<String> IN_ORDER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private Words() {}

  static String percent(double share) {
    String digits = share > 0.99 && share < 1 ? "%.1f %%" : "%.0f %%";
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, digits, 100 * share);
  }

  static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  static String number(double number) {
    return number < 1e6
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.1e", number);
  }

  static List<String> sorted(Collection<String> names) {
    return names.stream().sorted(IN_ORDER).toList();
  }

  /** {@code "3, 5 and 6"}. */
  static String list(Collection<String> names) {
    List<String> sorted = sorted(names);
    int last = sorted.size() - 1;
    return last < 1
        ? String.join("", sorted)
        : String.join(", ", sorted.subList(0, last)) + " and " + sorted.get(last);
  }
}
