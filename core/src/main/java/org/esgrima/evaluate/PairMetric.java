package org.esgrima.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.metric.Measurement;
import org.esgrima.metric.Measurement.FeatureSource;

/**
 * A measure of two sets of samples, whose floor is the same measure of two sets of real ones.
 *
 * @param published number of samples of the protocol where the user gives none
 * @param byFeatures whether it looks at features rather than at the samples
 * @param objector see {@link NamedMetric#objection}
 * @param measure figures of a pair; for a floor, intervals are not needed
 */
record PairMetric(
    String name,
    String summary,
    long published,
    boolean byFeatures,
    Function<Material, Optional<String>> objector,
    BiFunction<Material, Pair, List<Measurement>> measure)
    implements NamedMetric {
  /** How many real samples took the place of fakes. */
  static final String FLOOR_HELD_OUT = "floor-held-out";

  @Override
  public Optional<String> objection(Material material) {
    return objector.apply(material);
  }

  @Override
  public List<Measurement> measure(Material material) {
    long count = material.settings().samples(published);
    List<Measurement> found = measure.apply(material, material.pair(count));
    Reference reference = material.subjects().reference();
    Optional<Pair> floor = reference.floor(count);
    List<Measurement> real = floor.map(pair -> measure.apply(material, pair)).orElse(List.of());
    List<Measurement> all = new ArrayList<>();
    for (Measurement one : found) {
      Measurement described = describe(one, material);
      Optional<Measurement> same =
          real.stream().filter(m -> m.metric().equals(one.metric())).findFirst();
      all.add(
          same.map(m -> withFloor(described, m, reference.floorSource(count))).orElse(described));
    }
    return all;
  }

  private Measurement describe(Measurement one, Material material) {
    if (!byFeatures) {
      return one;
    }
    FeatureExtractor extractor = material.extractor();
    FeatureSource source = extractor.source();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("described-by", extractor.name());
    settings.put("resize", extractor.resizeRule());
    Measurement described = one.with(Map.of(), settings, List.of());
    return source == null ? described : described.withFeatures(source);
  }

  private static Measurement withFloor(Measurement one, Measurement real, String from) {
    Map<String, Long> counts = new LinkedHashMap<>();
    real.counts().forEach((name, count) -> counts.put(floorName(name), count));
    return one.withFloor(real.value()).with(counts, Map.of("floor-from", from), List.of());
  }

  /** The samples that take the place of fakes in a floor are real. */
  private static String floorName(String count) {
    return count.equals("fakes") ? FLOOR_HELD_OUT : "floor-" + count;
  }
}
