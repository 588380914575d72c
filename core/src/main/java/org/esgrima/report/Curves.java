package org.esgrima.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.esgrima.run.StatsLog;

/** Which charts the history of a run gives. */
final class Curves {
  private static final double EQUILIBRIUM = -Math.log(4);
  private static final Axis SHARES = new Axis(-3, 103);
  private static final Set<String> NO_CURVE =
      Set.of(StatsLog.STEP, "images", "seconds", "loader-wait-share");

  private final StatsLog.Content history;
  private final Set<String> left = new LinkedHashSet<>();

  private Curves(StatsLog.Content history) {
    this.history = history;
    history.lines().forEach(line -> left.addAll(line.keySet()));
    left.removeIf(key -> NO_CURVE.contains(key) || key.startsWith("resources/"));
  }

  /**
   * The known curves, then whatever else the history holds, together by the word before a slash.
   */
  static List<LineChart> of(StatsLog.Content history) {
    return new Curves(history).charts().stream().filter(LineChart::hasValues).toList();
  }

  private List<LineChart> charts() {
    List<LineChart> charts = new ArrayList<>();
    charts.add(
        LineChart.of(
            "Adversarial loss",
            line("generator", "g", "loss/g/adversarial"),
            line("discriminator", "d", "loss/d/adversarial")));
    charts.add(
        LineChart.of(
                "What the discriminator recognises",
                percent("of real samples", "d", "accuracy/real"),
                percent("of synthetic samples", "g", "accuracy/fake"),
                percent("of pairs of both", "c2", "ranking/fake"))
            .in(" %", SHARES)
            .against(50, "a coin, 50 %"));
    charts.add(
        LineChart.of("Value of the game", line("V(D,G)", "d", "value"))
            .against(EQUILIBRIUM, "equilibrium, −log 4"));
    charts.add(
        LineChart.of(
            "Gradient norm",
            line("generator", "g", "gradient-norm/g"),
            line("discriminator", "d", "gradient-norm/d")));
    charts.add(
        LineChart.of(
            "Distance from real samples (sliced Wasserstein)",
            line("averaged generator", "g", "sliced-wasserstein").connected()));
    charts.addAll(others());
    return charts;
  }

  private List<LineChart> others() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String key : List.copyOf(left)) {
      String group = key.contains("/") ? key.substring(0, key.lastIndexOf('/')) : key;
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(key);
    }
    List<LineChart> charts = new ArrayList<>();
    groups.forEach(
        (group, keys) -> {
          List<LineChart.Line> lines = new ArrayList<>();
          for (String key : keys) {
            String name = key.substring(key.lastIndexOf('/') + 1);
            String words =
                switch (name) {
                  case "g" -> "generator";
                  case "d" -> "discriminator";
                  default -> name.replace('-', ' ');
                };
            lines.add(line(words, color(name, lines.size()), key).connected());
          }
          charts.add(LineChart.of(title(group), lines.toArray(LineChart.Line[]::new)));
        });
    return charts;
  }

  private static String color(String name, int index) {
    return name.equals("g") || name.equals("d") ? name : "c" + index % Comparison.COLORS;
  }

  private static String title(String key) {
    String words =
        key.replace("loss/g", "other terms of the generator's loss")
            .replace("loss/d", "other terms of the discriminator's loss")
            .replace('/', ' ')
            .replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private LineChart.Line line(String name, String color, String key) {
    left.remove(key);
    return new LineChart.Line(name, color, history.column(StatsLog.STEP), history.column(key));
  }

  private LineChart.Line percent(String name, String color, String key) {
    LineChart.Line line = line(name, color, key);
    double[] percents = Arrays.stream(line.values()).map(share -> 100 * share).toArray();
    return new LineChart.Line(name, color, line.steps(), percents);
  }
}
