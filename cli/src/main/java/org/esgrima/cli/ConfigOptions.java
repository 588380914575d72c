package org.esgrima.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.Spelling;
import org.esgrima.train.Presets;
import org.esgrima.train.SettingCatalogue;
import org.esgrima.train.SettingCatalogue.Entry;
import org.esgrima.train.TrainingConfig;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options of the command line for the components of {@link TrainingConfig}: {@code --batch 64} is
 * the key {@code batch}. A component that is a record of its own is chosen by its type, {@code
 * --architecture mlp}, and changed key by key, {@code --architecture.latent 16}. Values are YAML,
 * so that {@code {type: cosine, from: 2e-4, …}} works as in {@code config.yaml}.
 */
final class ConfigOptions {
  private final Map<String, Entry> keys = new LinkedHashMap<>();
  private final Map<String, String> given = new TreeMap<>();

  /** Options for the keys that {@code offered} accepts, and for all keys below those. */
  ConfigOptions(Predicate<String> offered) {
    SettingCatalogue.top().values().stream()
        .filter(entry -> offered.test(entry.key()))
        .forEach(
            entry -> {
              keys.put(entry.key(), entry);
              SettingCatalogue.choices(entry.type()).keySet().stream()
                  .flatMap(type -> SettingCatalogue.below(entry.key(), entry.type(), type).stream())
                  .forEach(below -> keys.putIfAbsent(below.key(), below));
            });
  }

  /** Names of all options, without the dashes. */
  List<String> names() {
    return List.copyOf(keys.keySet());
  }

  /** Adds all options to a command, under headings. */
  void addTo(CommandSpec spec) {
    ObjectNode defaults = Presets.tree(Presets.DEFAULT);
    int order = 0;
    for (SettingCatalogue.Group group : SettingCatalogue.groups()) {
      List<Entry> members =
          group.entries().stream().filter(entry -> keys.containsKey(entry.key())).toList();
      addGroup(spec, group.name(), members, defaults, order++);
    }
    keys.values().stream()
        .filter(key -> key.key().contains("."))
        .forEach(key -> spec.addOption(option(key, defaults).hidden(true).build()));
  }

  private void addGroup(
      CommandSpec spec, String heading, List<Entry> members, ObjectNode defaults, int order) {
    if (members.isEmpty()) {
      return;
    }
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder().heading("%n" + heading + ":%n").validate(false).order(order);
    int place = 0;
    for (Entry key : members) {
      group.addArg(option(key, defaults).order(place++).build());
    }
    spec.addArgGroup(group.build());
  }

  private OptionSpec.Builder option(Entry key, ObjectNode defaults) {
    ISetter setter =
        new ISetter() {
          @Override
          @SuppressWarnings("unchecked") // picocli's signature; the value before is not used
          public <T> T set(T value) {
            if (value == null) {
              given.remove(key.key());
            } else {
              given.put(key.key(), value.toString());
            }
            return value;
          }
        };
    OptionSpec.Builder option =
        OptionSpec.builder("--" + key.key())
            .type(String.class)
            .paramLabel(label(key.type()))
            .description(description(key, defaults))
            .setter(setter);
    List<String> candidates = SettingCatalogue.words(key.type());
    if (key.type() == boolean.class) {
      option.arity("0..1").fallbackValue("true");
    }
    return candidates.isEmpty() ? option : option.completionCandidates(candidates);
  }

  private static String label(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "N";
    }
    if (type == double.class) {
      return "X";
    }
    if (type == boolean.class) {
      return "true|false";
    }
    return SettingCatalogue.choices(type).isEmpty() ? (type.isEnum() ? "WORD" : "TEXT") : "TYPE";
  }

  private static String description(Entry key, ObjectNode defaults) {
    JsonNode value = defaults.at("/" + key.key().replace('.', '/'));
    String text = key.text().isEmpty() ? "" : capital(key.text());
    String shown = value.isObject() ? value.path("type").asText() : value.asText();
    return (value.isMissingNode() ? text : text + " (" + shown + ").").replace("%", "%%");
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Lines for {@code --help}: what can be changed inside a setting, by its type. */
  List<String> help() {
    Map<Class<?>, String> options = new LinkedHashMap<>();
    SettingCatalogue.top()
        .forEach(
            (key, entry) -> {
              if (keys.containsKey(key) && !SettingCatalogue.choices(entry.type()).isEmpty()) {
                options.merge(entry.type(), "--" + key, (a, b) -> a + ", " + b);
              }
            });
    List<String> lines = new ArrayList<>();
    options.forEach(
        (choice, names) -> {
          lines.add("  " + names);
          SettingCatalogue.choices(choice)
              .keySet()
              .forEach(name -> lines.addAll(wrapped("    " + name + ":", below(choice, name))));
        });
    return lines;
  }

  private static String below(Class<?> choice, String name) {
    return SettingCatalogue.below("", choice, name).stream()
        .map(Entry::key)
        .collect(Collectors.joining(" "));
  }

  private static List<String> wrapped(String first, String words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-21s", first));
    for (String word : words.strip().split(" ", -1)) {
      if (line.length() + 1 + word.length() > 79) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(21));
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Whether the user gave this key. */
  Optional<String> given(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /**
   * What the user gave, as a tree to lay over other settings.
   *
   * @throws InputException naming the option whose value cannot be used
   */
  ObjectNode changes() {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    // A TreeMap has "architecture" before "architecture.latent", so the type comes first.
    given.forEach(
        (name, text) -> {
          JsonNode value = value(keys.get(name), text);
          int dot = name.indexOf('.');
          if (dot < 0) {
            changes.set(name, value);
          } else {
            changes.withObjectProperty(name.substring(0, dot)).set(name.substring(dot + 1), value);
          }
        });
    return changes;
  }

  private static JsonNode value(Entry key, String text) {
    String option = "--" + key.key();
    Class<?> type = key.type();
    if (type == String.class) {
      return TextNode.valueOf(text);
    }
    if (text.isBlank()) {
      throw unusable(option, "a value", "nothing", "Give one, or leave the option out");
    }
    List<String> words = SettingCatalogue.words(type);
    if (!words.isEmpty() && !text.strip().startsWith("{") && !isNumber(text)) {
      return word(option, type, words, text.strip().toLowerCase(Locale.ROOT));
    }
    JsonNode value = Json.parseYaml(text, option);
    if (type == int.class || type == long.class) {
      return whole(option, value, text);
    }
    if (type == double.class && !value.isNumber()) {
      throw unusable(option, "a number", text, "Write it as 0.5 or 2e-4");
    }
    return value;
  }

  private static boolean isNumber(String text) {
    return text.strip().matches("[-+.]?\\d.*");
  }

  private static JsonNode word(String option, Class<?> type, List<String> words, String word) {
    if (!words.contains(word)) {
      String remedy =
          Spelling.nearest(word, words)
              .map(w -> "Did you mean " + w + "?")
              .orElse("Choose one of these");
      throw unusable(
          option,
          String.join(" or ", words),
          word,
          remedy.replaceAll("\\?$", "? Choose one of these"));
    }
    if (type == boolean.class) {
      return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(word));
    }
    return type.isEnum()
        ? TextNode.valueOf(word)
        : JsonNodeFactory.instance.objectNode().put("type", word);
  }

  private static JsonNode whole(String option, JsonNode value, String text) {
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (value.isIntegralNumber()) {
      return value;
    }
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return LongNode.valueOf((long) number); // 3e5 images
    }
    throw unusable(option, "a whole number", text, "Write digits only");
  }

  private static InputException unusable(
      String option, String expected, String got, String remedy) {
    return new InputException("unusable value", option, expected, got, remedy);
  }
}
