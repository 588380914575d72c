package org.esgrima.cli;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.Setting;
import org.esgrima.io.Json;
import org.esgrima.io.Spelling;
import org.esgrima.train.Presets;
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
  private static final PropertyNamingStrategies.KebabCaseStrategy KEBAB =
      new PropertyNamingStrategies.KebabCaseStrategy();

  private static final String REST = "Further settings";

  /** Headings and what stands below them; what is named nowhere comes last. */
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Data", List.of("data", "resolution", "channels", "split", "skip", "take"));
    GROUPS.put(
        "Networks",
        List.of("architecture", "conditioning", "latent-distribution", "packing", "minibatch-std"));
    GROUPS.put(
        "The game",
        List.of(
            "loss",
            "penalties",
            "generator-penalties",
            "style-mixing",
            "constraints",
            "augmentation",
            "treatments",
            "batch",
            "discriminator-steps",
            "generator-steps",
            "reuse-latents",
            "order",
            "accumulate"));
    GROUPS.put(
        "How both players learn",
        List.of("generator-optimizer", "discriminator-optimizer", "average"));
    GROUPS.put("When to stop (at the first of these)", List.of("steps", "images", "minutes"));
    GROUPS.put("Watching the game", List.of("monitor", "patience", "best-metric", "best-samples"));
    GROUPS.put(
        "What is written",
        List.of(
            "name",
            "tick-steps",
            "checkpoint-ticks",
            "sample-ticks",
            "keep-checkpoints",
            "preview"));
    GROUPS.put("Machine", List.of("seed", "threads", "device", "precision", "loader-threads"));
  }

  /** One key of the configuration: its type, and its option's text. */
  private record Key(String name, Class<?> type, String text) {}

  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Map<String, String> given = new TreeMap<>();

  /** Options for the keys that {@code offered} accepts, and for all keys below those. */
  ConfigOptions(Predicate<String> offered) {
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      String name = kebab(component);
      if (offered.test(name)) {
        Setting setting = component.getAnnotation(Setting.class);
        String text = setting == null ? "" : setting.value();
        keys.put(name, new Key(name, component.getType(), text));
        subtypes(component.getType()).values().forEach(type -> addBelow(name, type));
      }
    }
  }

  private void addBelow(String prefix, Class<?> record) {
    for (RecordComponent component : components(record)) {
      String name = prefix + "." + kebab(component);
      keys.putIfAbsent(name, new Key(name, component.getType(), ""));
    }
  }

  private static RecordComponent[] components(Class<?> type) {
    return type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
  }

  private static String kebab(RecordComponent component) {
    return KEBAB.translate(component.getName());
  }

  /** Records by their name in a configuration; empty for a type that is no choice of records. */
  private static Map<String, Class<?>> subtypes(Class<?> type) {
    Map<String, Class<?>> subtypes = new LinkedHashMap<>();
    JsonSubTypes choice = type.getAnnotation(JsonSubTypes.class);
    if (choice != null) {
      Arrays.stream(choice.value()).forEach(t -> subtypes.put(t.name(), t.value()));
    }
    return subtypes;
  }

  /** Names of all options, without the dashes. */
  List<String> names() {
    return List.copyOf(keys.keySet());
  }

  /** Adds all options to a command, under headings. */
  void addTo(CommandSpec spec) {
    ObjectNode defaults = Presets.tree(Presets.DEFAULT);
    List<Key> rest = new ArrayList<>(keys.values());
    int order = 0;
    for (Map.Entry<String, List<String>> group : GROUPS.entrySet()) {
      List<Key> members =
          group.getValue().stream().filter(keys::containsKey).map(keys::get).toList();
      rest.removeAll(members);
      addGroup(spec, group.getKey(), members, defaults, order++);
    }
    addGroup(
        spec, REST, rest.stream().filter(k -> !k.name().contains(".")).toList(), defaults, order);
    keys.values().stream()
        .filter(key -> key.name().contains("."))
        .forEach(key -> spec.addOption(option(key, defaults).hidden(true).build()));
  }

  private void addGroup(
      CommandSpec spec, String heading, List<Key> members, ObjectNode defaults, int order) {
    if (members.isEmpty()) {
      return;
    }
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder().heading("%n" + heading + ":%n").validate(false).order(order);
    int place = 0;
    for (Key key : members) {
      group.addArg(option(key, defaults).order(place++).build());
    }
    spec.addArgGroup(group.build());
  }

  private OptionSpec.Builder option(Key key, ObjectNode defaults) {
    ISetter setter =
        new ISetter() {
          @Override
          @SuppressWarnings("unchecked") // picocli's signature; the value before is not used
          public <T> T set(T value) {
            if (value == null) {
              given.remove(key.name());
            } else {
              given.put(key.name(), value.toString());
            }
            return value;
          }
        };
    OptionSpec.Builder option =
        OptionSpec.builder("--" + key.name())
            .type(String.class)
            .paramLabel(label(key.type()))
            .description(description(key, defaults))
            .setter(setter);
    List<String> candidates = words(key.type());
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
    return subtypes(type).isEmpty() ? (type.isEnum() ? "WORD" : "TEXT") : "TYPE";
  }

  private static String description(Key key, ObjectNode defaults) {
    JsonNode value = defaults.at("/" + key.name().replace('.', '/'));
    String text = key.text().isEmpty() ? "" : capital(key.text());
    String shown = value.isObject() ? value.path("type").asText() : value.asText();
    return (value.isMissingNode() ? text : text + " (" + shown + ").").replace("%", "%%");
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** The words that a value may be; empty if there are none to choose from. */
  private static List<String> words(Class<?> type) {
    if (type == boolean.class) {
      return List.of("true", "false");
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> Json.tree(constant).asText().toLowerCase(Locale.ROOT))
          .toList();
    }
    return List.copyOf(subtypes(type).keySet());
  }

  /** Lines for {@code --help}: what can be changed inside a setting, by its type. */
  List<String> help() {
    Map<Class<?>, String> options = new LinkedHashMap<>();
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      Class<?> type = component.getType();
      if (keys.containsKey(kebab(component)) && !subtypes(type).isEmpty()) {
        options.merge(type, "--" + kebab(component), (a, b) -> a + ", " + b);
      }
    }
    List<String> lines = new ArrayList<>();
    options.forEach(
        (choice, names) -> {
          lines.add("  " + names);
          subtypes(choice)
              .forEach((name, type) -> lines.addAll(wrapped("    " + name + ":", below(type))));
        });
    return lines;
  }

  private static String below(Class<?> record) {
    return Arrays.stream(components(record))
        .map(component -> "." + kebab(component))
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

  private static JsonNode value(Key key, String text) {
    String option = "--" + key.name();
    Class<?> type = key.type();
    if (type == String.class) {
      return TextNode.valueOf(text);
    }
    if (text.isBlank()) {
      throw unusable(option, "a value", "nothing", "Give one, or leave the option out");
    }
    List<String> words = words(type);
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
