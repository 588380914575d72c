package org.esgrima.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.esgrima.metric.Interval;
import org.esgrima.metric.Measurement;

/** Figures as aligned lines for people, with what they rest on below. */
final class EvaluationTable {
  private static final List<String> HEAD =
      List.of("metric", "value", "interval", "floor", "samples");
  private static final List<String> SAMPLES =
      List.of("reals", "fakes", "paths", "validation", "test", "modes", "duplicate-pairs");
  private static final List<String> FLOOR_SAMPLES =
      List.of("floor-reals", "floor-held-out", "floor-centres");
  private static final int HASH_SHOWN = 12;

  private final TextTable table = new TextTable(HEAD);
  private final Set<String> remarks = new LinkedHashSet<>();

  void add(Measurement one) {
    table.add(
        List.of(
            one.metric(),
            number(one.value()),
            interval(one.interval()),
            one.floor() == null ? "none" : number(one.floor()),
            samples(one.counts())));
    remarks.add(origin(one));
    if (one.floor() != null) {
      remarks.add(floor(one));
    }
    one.notes().forEach(note -> remarks.add(one.metric() + ": " + note + "."));
    if (one.settings().containsKey("rule")) {
      remarks.add(one.metric() + ": " + one.settings().get("rule") + ".");
    }
    if (one.settings().get("closest") instanceof List<?> pairs) {
      remarks.add(
          "The nearest pairs: "
              + pairs.stream().map(EvaluationTable::pair).collect(Collectors.joining("; "))
              + ".");
    }
  }

  /** The table, an empty line, and the remarks. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.addAll(remarks);
    return lines;
  }

  private static String origin(Measurement one) {
    Map<String, Object> settings = one.settings();
    Object described = settings.get("described-by");
    Measurement.FeatureSource network = one.features();
    String text;
    if (network != null) {
      String name = described == null ? network.name() : described.toString();
      text = "Features: " + name + ", sha256 " + network.sha256().substring(0, HASH_SHOWN) + "…";
    } else {
      text = described == null ? "The samples themselves" : "Features: " + described;
    }
    Object resize = settings.get("resize");
    String resizing = resize == null ? "" : "; resizing: " + resize;
    return text + resizing + "; seed " + settings.get("sample-seed") + ".";
  }

  private static String floor(Measurement one) {
    String counts =
        one.counts().entrySet().stream()
            .filter(count -> FLOOR_SAMPLES.contains(count.getKey()))
            .map(c -> Words.count(c.getValue()) + " " + c.getKey().substring("floor-".length()))
            .collect(Collectors.joining(", "));
    return "Floor: real samples, " + one.settings().get("floor-from") + " (" + counts + ").";
  }

  private static String pair(Object row) {
    Map<?, ?> pair = (Map<?, ?>) row;
    return "seed or sample %s, real %s at %s"
        .formatted(pair.get("fake"), pair.get("real"), number((Double) pair.get("distance")));
  }

  private static String samples(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(count -> SAMPLES.contains(count.getKey()))
        .map(count -> Words.count(count.getValue()) + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String interval(Interval interval) {
    if (interval == null) {
      return "none";
    }
    String kind =
        switch (interval.method()) {
          case BOOTSTRAP, WILSON, POISSON ->
              String.format(Locale.ROOT, "%.0f %%", 100 * interval.level());
          case STANDARD_DEVIATION -> "1 sd";
          case STANDARD_ERROR -> "1 se";
        };
    return number(interval.low()) + " to " + number(interval.high()) + " (" + kind + ")";
  }

  /** Four digits that count. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size >= 1e7 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int digits = (int) Math.max(0, 3 - Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
