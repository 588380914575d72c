package org.esgrima.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of metrics as rows; the newest of each metric apart from the earlier ones. */
final class Measurements {
  /** What the columns are. */
  static final List<String> HEAD =
      List.of("metric", "value", "interval", "floor", "step", "samples");

  private final Map<String, JsonNode> newest = new LinkedHashMap<>();
  private final List<JsonNode> earlier = new ArrayList<>();

  Measurements(List<JsonNode> lines) {
    for (JsonNode line : lines) {
      JsonNode before = newest.put(line.path("metric").asText(), line);
      if (before != null) {
        earlier.add(before);
      }
    }
  }

  /** The newest figure of each metric by name. */
  Map<String, JsonNode> byMetric() {
    return newest;
  }

  List<List<String>> newest() {
    return newest.values().stream().map(Measurements::row).toList();
  }

  List<List<String>> earlier() {
    return earlier.stream().map(Measurements::row).toList();
  }

  private static List<String> row(JsonNode line) {
    List<String> counts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> count : line.path("counts").properties()) {
      if (!count.getKey().startsWith("floor-")) {
        counts.add(Numbers.count(count.getValue().asDouble()) + " " + count.getKey());
      }
    }
    JsonNode step = line.path("step");
    return List.of(
        line.path("metric").asText(),
        number(line.path("value")),
        interval(line.path("interval")),
        number(line.path("floor")),
        step.isNumber() ? Numbers.count(step.asDouble()) : "–",
        String.join(", ", counts));
  }

  /** A number; a dash where there is none. */
  static String number(JsonNode node) {
    return Numbers.significant(node.isNumber() ? node.asDouble() : Double.NaN);
  }

  /** {@code 3.1 to 3.4 (95 %)}; a dash where there is none. */
  static String interval(JsonNode node) {
    if (!node.isObject()) {
      return "–";
    }
    String kind =
        node.path("level").isNumber()
            ? Numbers.percent(node.path("level").asDouble())
            : node.path("method").asText().replace('-', ' ');
    return "%s to %s (%s)".formatted(number(node.path("low")), number(node.path("high")), kind);
  }
}
