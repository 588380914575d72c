package org.esgrima.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Settings as earlier versions wrote them, in the words of this one, so that old runs can be opened
 * and go on. A key that came later has a default that means what runs did before it; this is a rule
 * for every new key, and {@code LATER} must name it.
 */
final class FormerSettings {
  /** Keys that came after the first runs, in the order of their coming. */
  private static final List<String> LATER =
      List.of(
          "generator-steps",
          "packing",
          "minibatch-std",
          "conditioning",
          "augmentation",
          "treatments",
          "generator-penalties",
          "style-mixing",
          "order",
          "best-metric",
          "best-samples",
          "patience",
          "monitor",
          "start-from");

  private static final String SIMULTANEOUS = "simultaneous";
  private static final String ORDER = "order";

  private FormerSettings() {}

  /** The same settings with the keys of this version; others stay as they are. */
  static JsonNode updated(JsonNode settings) {
    if (!(settings instanceof ObjectNode written)) {
      return settings;
    }
    ObjectNode tree = written.deepCopy();
    ObjectNode defaults = Presets.defaults();
    for (String key : LATER) {
      if (!tree.has(key)) {
        tree.set(key, defaults.get(key));
      }
    }
    JsonNode simultaneous = tree.remove(SIMULTANEOUS);
    if (simultaneous != null && simultaneous.asBoolean()) {
      tree.put(ORDER, SIMULTANEOUS);
    }
    return tree;
  }
}
