package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.studio.http.HttpError;
import org.esgrima.train.Presets;
import org.esgrima.train.SettingCatalogue;
import org.esgrima.train.TrainingConfig;

/**
 * A run that somebody wishes for: the schema {@code Start}.
 *
 * @param preset empty for none
 * @param settings what is changed, by key; a dot leads into a setting
 * @param paused whether the trainer waits before its first step
 */
record Wish(String preset, Map<String, JsonNode> settings, boolean paused) {
  private static final int MOST_SETTINGS = 200;
  private static final int LONGEST_VALUE = 8_192;
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+){0,3}");

  /**
   * Reads the body of a request.
   *
   * @throws HttpError if it does not fit
   */
  static Wish of(ObjectNode body) {
    String preset = body.path("preset").asText("");
    if (!preset.isEmpty() && !Presets.names().contains(preset)) {
      throw HttpError.refused(
          "unknown preset: expected one of " + Presets.names() + ", got another");
    }
    JsonNode settings = body.path("settings");
    if (!settings.isObject() && !settings.isMissingNode() && !settings.isNull()) {
      throw HttpError.wrong("settings", "an object", settings.getNodeType());
    }
    if (settings.size() > MOST_SETTINGS) {
      throw HttpError.wrong("settings", "at most " + MOST_SETTINGS, settings.size());
    }
    // Sorted, so that architecture comes before architecture.width.
    Map<String, JsonNode> sorted = new TreeMap<>();
    settings.properties().forEach(field -> sorted.put(checked(field), field.getValue()));
    return new Wish(preset, sorted, body.path("paused").asBoolean(false));
  }

  private static String checked(Map.Entry<String, JsonNode> field) {
    String key = field.getKey();
    if (!KEY.matcher(key).matches()
        || !SettingCatalogue.top().containsKey(key.replaceFirst("\\..*", ""))) {
      throw HttpError.refused(
          "unknown setting: expected one of %s, got %s"
              .formatted(SettingCatalogue.top().keySet(), key.length() > 64 ? "another" : key));
    }
    if (text(field.getValue()).length() > LONGEST_VALUE) {
      throw HttpError.wrong(key, "at most " + LONGEST_VALUE + " characters", "more");
    }
    return key;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** Options of the command line for the settings. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    settings.forEach((key, value) -> options.add("--" + key + "=" + text(value)));
    return options;
  }

  /** The arguments of {@code esgrima train} that a person would type. */
  List<String> train() {
    List<String> arguments = new ArrayList<>(List.of("train"));
    if (!preset.isEmpty()) {
      arguments.add("--preset");
      arguments.add(preset);
    }
    arguments.addAll(options());
    return arguments;
  }

  /**
   * All settings after the changes.
   *
   * @throws InputException naming the setting that cannot be used
   */
  TrainingConfig config() {
    ObjectNode tree = Presets.tree(preset.isEmpty() ? Presets.DEFAULT : preset);
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    settings.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          if (dot < 0) {
            changes.set(key, value(key, value));
          } else {
            changes
                .withObjectProperty(key.substring(0, dot))
                .set(key.substring(dot + 1), value(key, value));
          }
        });
    Presets.overlay(tree, changes);
    return TrainingConfig.of(tree, "settings");
  }

  private static JsonNode value(String key, JsonNode value) {
    SettingCatalogue.Entry entry = SettingCatalogue.top().get(key);
    boolean choice = entry != null && !SettingCatalogue.choices(entry.type()).isEmpty();
    if (choice && value.isTextual() && !value.textValue().strip().startsWith("{")) {
      String word = value.textValue().strip().toLowerCase(Locale.ROOT);
      return JsonNodeFactory.instance.objectNode().put("type", word);
    }
    boolean isText = entry != null && entry.type() == String.class;
    return value.isTextual() && !isText ? Json.parseYaml(value.textValue(), key) : value;
  }
}
