package org.esgrima.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.Spelling;

/** The metrics by name. */
public final class Metrics {
  /** Stands for all metrics that suit the samples. */
  public static final String ALL = "all";

  private static final Map<String, NamedMetric> NAMED = new LinkedHashMap<>();

  static {
    List<NamedMetric> metrics = new ArrayList<>(FeatureMetrics.all());
    metrics.addAll(ImageMetrics.all());
    metrics.addAll(ClassMetrics.all());
    metrics.addAll(OtherMetrics.all());
    metrics.forEach(metric -> NAMED.put(metric.name(), metric));
  }

  private Metrics() {}

  /** Names that can be asked for, without {@link #ALL}. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /** One line about each name. */
  public static Map<String, String> summaries() {
    Map<String, String> lines = new LinkedHashMap<>();
    NAMED.forEach((name, metric) -> lines.put(name, metric.summary()));
    return lines;
  }

  /** Whether a metric is among those that were asked for. */
  static boolean wanted(String name, List<String> names) {
    return names.contains(name) || names.contains(ALL);
  }

  /** Refuses an empty list and names that nothing has. */
  static void require(List<String> names) {
    if (names.isEmpty()) {
      throw new InputException(
          "no metric", "--metric", "one of " + String.join(", ", names()), "none", "Name one");
    }
    for (String name : names) {
      if (!NAMED.containsKey(name) && !(name.equals(ALL) && names.size() == 1)) {
        throw unknown(name);
      }
    }
  }

  private static InputException unknown(String name) {
    List<String> known = new ArrayList<>(NAMED.keySet());
    known.add(ALL);
    return new InputException(
        "unknown metric",
        "--metric",
        String.join(", ", names()) + ", or " + ALL + " alone",
        name,
        Spelling.nearest(name, known)
            .map(near -> "Did you mean " + near + "?")
            .orElse("Choose from these"));
  }

  /** The metrics of those names; refuses what does not suit the samples. */
  static List<NamedMetric> suiting(List<String> names, Material material) {
    if (names.contains(ALL)) {
      return NAMED.values().stream().filter(m -> m.objection(material).isEmpty()).toList();
    }
    List<NamedMetric> chosen = new ArrayList<>();
    for (String name : names) {
      NamedMetric metric = NAMED.get(name);
      metric
          .objection(material)
          .ifPresent(
              expected -> {
                throw new InputException(
                    "the metric " + name + " does not suit these samples",
                    material.subjects().measuredName(),
                    expected,
                    "samples " + material.subjects().fakes().sampleShape(),
                    "Choose another metric; --metric all takes those that suit");
              });
      if (!chosen.contains(metric)) {
        chosen.add(metric);
      }
    }
    return chosen;
  }
}
