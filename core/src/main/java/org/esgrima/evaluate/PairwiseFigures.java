package org.esgrima.evaluate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.esgrima.metric.Measurement;
import org.esgrima.metric.Metric;
import org.esgrima.metric.PairwiseMetrics;

/**
 * The figures of all metrics of pairs that an evaluation wants. They are measured together when the
 * first of them is asked for, since they need the same distances.
 */
final class PairwiseFigures {
  private final Map<String, BiFunction<Material, Pair, Metric>> metrics;
  private final Map<Pair, Map<String, List<Measurement>>> known = new HashMap<>();

  /**
   * Of one evaluation.
   *
   * @param metrics by name, with the settings that suit a pair
   */
  PairwiseFigures(Map<String, BiFunction<Material, Pair, Metric>> metrics) {
    this.metrics = metrics;
  }

  List<Measurement> of(String name, Material material, Pair pair) {
    return known.computeIfAbsent(pair, p -> measure(material, p)).get(name);
  }

  private Map<String, List<Measurement>> measure(Material material, Pair pair) {
    Map<String, Metric> wanted = new LinkedHashMap<>();
    metrics.forEach(
        (name, metric) -> {
          if (Metrics.wanted(name, material.settings().metrics())) {
            wanted.put(name, metric.apply(material, pair));
          }
        });
    List<List<Measurement>> found =
        PairwiseMetrics.measure(
            List.copyOf(wanted.values()),
            material.features(pair.reals()),
            material.features(pair.fakes()));
    Map<String, List<Measurement>> byName = new HashMap<>();
    int i = 0;
    for (String name : wanted.keySet()) {
      byName.put(name, found.get(i++));
    }
    return byName;
  }
}
