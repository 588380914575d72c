package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.esgrima.io.Json;
import org.esgrima.studio.http.Answer;
import org.esgrima.train.Presets;
import org.esgrima.train.SettingCatalogue;

/** All settings of a run, explained, with those inside them: the schema {@code Setting}. */
final class SettingsAnswer {
  private SettingsAnswer() {}

  /** Made at the first request: some hundred records are described. */
  private static final class Holder {
    static final ObjectNode TREE = tree();
  }

  static Answer get() {
    return Answer.json(Holder.TREE).with("Cache-Control", Answer.ASK_AGAIN);
  }

  private static ObjectNode tree() {
    JsonNode defaults = Presets.tree(Presets.DEFAULT);
    ObjectNode tree = Tell.object();
    ArrayNode groups = tree.putArray("groups");
    for (SettingCatalogue.Group group : SettingCatalogue.groups()) {
      ArrayNode settings = groups.addObject().put("name", group.name()).putArray("settings");
      for (SettingCatalogue.Entry entry : group.entries()) {
        ObjectNode setting = setting(entry, defaults.path(entry.key()));
        ObjectNode below = setting.putObject("below");
        SettingCatalogue.choices(entry.element())
            .keySet()
            .forEach(word -> below.set(word, below(entry, word)));
        settings.add(setting);
      }
    }
    return tree;
  }

  private static ObjectNode below(SettingCatalogue.Entry entry, String word) {
    JsonNode defaults = SettingCatalogue.defaults(entry.element(), word);
    ObjectNode tree = Tell.object().put("text", SettingCatalogue.meaning(entry.element(), word));
    ArrayNode settings = tree.putArray("settings");
    for (SettingCatalogue.Entry inside :
        SettingCatalogue.below(entry.key(), entry.element(), word)) {
      String key = inside.key().substring(entry.key().length() + 1);
      settings.add(setting(inside, defaults.path(key)));
    }
    return tree;
  }

  private static ObjectNode setting(SettingCatalogue.Entry entry, JsonNode value) {
    boolean choice = !SettingCatalogue.choices(entry.type()).isEmpty();
    ObjectNode tree = Tell.object().put("key", entry.key()).put("text", entry.text());
    tree.put("type", type(entry.type(), choice));
    tree.set("words", Json.tree(SettingCatalogue.words(entry.type())));
    boolean typed = choice && value.has("type");
    tree.set("default", typed ? TextNode.valueOf(value.path("type").asText()) : value);
    return tree;
  }

  private static String type(Class<?> type, boolean choice) {
    if (type == boolean.class) {
      return "boolean";
    }
    if (type == int.class || type == long.class) {
      return "integer";
    }
    if (type == double.class) {
      return "number";
    }
    if (type == String.class) {
      return "text";
    }
    return type.isEnum() ? "word" : choice ? "choice" : "list";
  }
}
