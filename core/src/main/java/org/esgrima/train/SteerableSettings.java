package org.esgrima.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.Spelling;

/**
 * The settings that people can change while a run is trained, by key: {@code
 * generator-optimizer.learning-rate}, {@code discriminator-steps}, {@code penalties.r1.gamma} … In
 * the tree of a configuration, a penalty is found by its name.
 */
final class SteerableSettings {
  private static final List<String> LEARNING_RATES =
      List.of("generator-optimizer.learning-rate", "discriminator-optimizer.learning-rate");
  private static final List<String> STEPS = List.of("discriminator-steps", "generator-steps");
  private static final List<String> PENALTIES = List.of("penalties", "generator-penalties");
  private static final Set<String> STRENGTHS = Set.of("gamma", "weight", "fake-weight");
  private static final String TYPE = "type";

  private SteerableSettings() {}

  /** All that a run has, with the values that hold. */
  static Map<String, Object> of(TrainingConfig config) {
    Map<String, Object> values = new LinkedHashMap<>();
    JsonNode tree = Json.tree(config);
    for (String key : LEARNING_RATES) {
      String[] parts = key.split("\\.", -1);
      values.put(key, tree.path(parts[0]).path(parts[1]));
    }
    STEPS.forEach(key -> values.put(key, tree.path(key)));
    for (String list : PENALTIES) {
      for (JsonNode penalty : tree.path(list)) {
        for (Map.Entry<String, JsonNode> setting : penalty.properties()) {
          if (STRENGTHS.contains(setting.getKey())) {
            String name = penalty.path(TYPE).asText();
            values.put(list + "." + name + "." + setting.getKey(), setting.getValue());
          }
        }
      }
    }
    return values;
  }

  static boolean isLearningRate(String key) {
    return LEARNING_RATES.contains(key);
  }

  static boolean isStepCount(String key) {
    return STEPS.contains(key);
  }

  /**
   * The value that holds.
   *
   * @throws InputException if the run has no such setting that can be steered
   */
  static JsonNode value(TrainingConfig config, String key) {
    Map<String, Object> known = of(config);
    if (known.get(key) instanceof JsonNode value) {
      return value;
    }
    throw new InputException(
        "no setting that can be steered",
        key,
        "one of " + String.join(", ", known.keySet()),
        key,
        Spelling.nearest(key, known.keySet())
            .map(near -> "Did you mean " + near + "?")
            .orElse("Other settings need a new run"));
  }

  /**
   * A configuration with other values.
   *
   * @param values by keys of {@link #of}
   * @throws InputException if one of them cannot be used
   */
  static TrainingConfig with(TrainingConfig config, Map<String, JsonNode> values) {
    ObjectNode tree = (ObjectNode) Json.tree(config);
    values.forEach(
        (key, value) -> {
          String[] parts = key.split("\\.", -1);
          owner(tree, parts).set(parts[parts.length - 1], value);
        });
    return TrainingConfig.of(tree, "set");
  }

  private static ObjectNode owner(ObjectNode tree, String[] parts) {
    JsonNode owner = parts.length == 1 ? tree : tree.path(parts[0]);
    if (owner.isArray()) {
      for (JsonNode penalty : owner) {
        if (penalty.path(TYPE).asText().equals(parts[1])) {
          return (ObjectNode) penalty;
        }
      }
    }
    return (ObjectNode) owner;
  }

  /** Those keys of some that an overlay of the configuration names. */
  static List<String> namedBy(ObjectNode overlay, Set<String> keys) {
    return keys.stream()
        .filter(
            key -> {
              String[] parts = key.split("\\.", -1);
              JsonNode named = overlay.path(parts[0]);
              return parts.length == 2 ? named.has(parts[1]) : !named.isMissingNode();
            })
        .toList();
  }
}
