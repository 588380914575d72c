package org.esgrima.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names the keys in which two JSON trees differ. */
final class JsonDifference {
  private JsonDifference() {}

  static void collect(String key, JsonNode wanted, JsonNode got, List<String> differences) {
    if (wanted.isObject() && got.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      wanted.fieldNames().forEachRemaining(names::add);
      got.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String path = key.isEmpty() ? name : key + "." + name;
        collect(path, wanted.path(name), got.path(name), differences);
      }
    } else if (!wanted.equals(got)) {
      differences.add(
          (key.isEmpty() ? "" : key + " is ") + text(got) + " instead of " + text(wanted));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "absent" : node.toString();
  }
}
