package org.esgrima.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Settings as a flat list: {@code architecture.width} and {@code 64}.
 *
 * @param values by key, in order
 */
record Settings(Map<String, String> values) {
  /** Flattens a tree; lists stay together as one value. */
  static Settings of(JsonNode tree) {
    Map<String, String> values = new LinkedHashMap<>();
    collect("", tree, values);
    return new Settings(values);
  }

  private static void collect(String path, JsonNode node, Map<String, String> values) {
    if (!node.isObject()) {
      values.put(path, words(node));
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String key = field.getKey();
      collect(path.isEmpty() ? key : path + "." + key, field.getValue(), values);
    }
  }

  /** As YAML would have it on one line. */
  private static String words(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .map(field -> field.getKey() + ": " + words(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(Settings::words)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return node.isNumber() ? number(node) : node.asText();
  }

  /** Without the exponents and zeros of programs: {@code 0.0002} for {@code 2.0E-4}. */
  private static String number(JsonNode node) {
    double value = node.doubleValue();
    boolean plain = value == 0 || (Math.abs(value) >= 1e-7 && Math.abs(value) < 1e15);
    return plain ? node.decimalValue().stripTrailingZeros().toPlainString() : node.asText();
  }

  /** The value of a key; a dash where there is none. */
  String value(String key) {
    return values.getOrDefault(key, "–");
  }

  /** Whether a key has the same value in both, or is in neither. */
  boolean agrees(Settings other, String key) {
    return value(key).equals(other.value(key));
  }
}
