package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Numbers for browsers: JSON has no words for those that are not finite. */
public final class Finite {
  private Finite() {}

  /** Replaces numbers that are not finite, and the texts that stand for them, by null. */
  public static void clean(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                if (isNotFinite(field.getValue())) {
                  object.putNull(field.getKey());
                } else {
                  clean(field.getValue());
                }
              });
    } else if (tree instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (isNotFinite(array.get(i))) {
          array.setNull(i);
        } else {
          clean(array.get(i));
        }
      }
    }
  }

  private static boolean isNotFinite(JsonNode node) {
    return node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue());
  }
}
