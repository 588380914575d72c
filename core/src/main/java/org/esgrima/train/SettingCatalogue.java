package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.Setting;
import org.esgrima.io.Json;

/**
 * All settings of {@link TrainingConfig} for people: key, meaning, what a value may be, under
 * headings. The one source of options, their help, and forms.
 */
public final class SettingCatalogue {
  private static final PropertyNamingStrategies.KebabCaseStrategy KEBAB =
      new PropertyNamingStrategies.KebabCaseStrategy();

  private static final String REST = "Further settings";

  /** Headings and what stands below them; what is named nowhere comes last. */
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Data", List.of("data", "resolution", "channels", "split", "skip", "take"));
    GROUPS.put(
        "Networks",
        List.of(
            "architecture",
            "conditioning",
            "start-from",
            "latent-distribution",
            "packing",
            "minibatch-std"));
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

  private SettingCatalogue() {}

  /**
   * One setting.
   *
   * @param key such as {@code batch}, or {@code architecture.width} for one inside another
   * @param type of its values
   * @param element of a list: the type of what stands in it; otherwise the type itself
   * @param text what it means, with its unit; empty where nothing is said
   */
  public record Entry(String key, Class<?> type, Class<?> element, String text) {}

  /**
   * Settings that belong together.
   *
   * @param name the heading
   * @param entries in the order in which they are to be read
   */
  public record Group(String name, List<Entry> entries) {
    /** Copies the list. */
    public Group {
      entries = List.copyOf(entries);
    }
  }

  /** All settings under headings, without those inside others. */
  public static List<Group> groups() {
    Map<String, Entry> rest = new LinkedHashMap<>(top());
    List<Group> groups = new ArrayList<>();
    GROUPS.forEach(
        (name, keys) -> groups.add(new Group(name, keys.stream().map(rest::remove).toList())));
    if (!rest.isEmpty()) {
      groups.add(new Group(REST, List.copyOf(rest.values())));
    }
    return groups;
  }

  /** The components of the configuration by key, in their order. */
  public static Map<String, Entry> top() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      String text = setting == null ? "" : setting.value();
      entries.put(kebab(component), entry(kebab(component), component, text));
    }
    return entries;
  }

  /**
   * The settings inside one of the records that a setting may be, explained.
   *
   * @param prefix key of the setting
   * @param choice its type, or that of what stands in its list
   * @param name one of {@link #choices}
   */
  public static List<Entry> below(String prefix, Class<?> choice, String name) {
    return Arrays.stream(choices(choice).get(name).getRecordComponents())
        .map(
            component -> {
              String text =
                  SettingWords.of(KEBAB.translate(choice.getSimpleName()), name, kebab(component));
              return entry(prefix + "." + kebab(component), component, text);
            })
        .toList();
  }

  /** What such a record is, in one sentence without a full stop; empty where nothing is said. */
  public static String meaning(Class<?> choice, String name) {
    return SettingWords.of(KEBAB.translate(choice.getSimpleName()), name, SettingWords.TYPE_ITSELF);
  }

  /**
   * The values of such a record of which nothing but the name is given.
   *
   * @return an empty object if it needs more
   */
  public static ObjectNode defaults(Class<?> choice, String name) {
    ObjectNode bare = JsonNodeFactory.instance.objectNode().put("type", name);
    try {
      return (ObjectNode) Json.tree(Json.bind(bare, choice, "type"));
    } catch (InputException needsMore) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private static Entry entry(String key, RecordComponent component, String text) {
    Class<?> type = component.getType();
    Class<?> element =
        component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> inside
            ? inside
            : type;
    return new Entry(key, type, element, text);
  }

  private static String kebab(RecordComponent component) {
    return KEBAB.translate(component.getName());
  }

  /** Records by their name in a configuration; empty for a type that is no choice of records. */
  public static Map<String, Class<?>> choices(Class<?> type) {
    Map<String, Class<?>> choices = new LinkedHashMap<>();
    JsonSubTypes choice = type.getAnnotation(JsonSubTypes.class);
    if (choice != null) {
      Arrays.stream(choice.value()).forEach(t -> choices.put(t.name(), t.value()));
    }
    return choices;
  }

  /** The words that a value may be; empty if there are none to choose from. */
  public static List<String> words(Class<?> type) {
    if (type == boolean.class) {
      return List.of("true", "false");
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> Json.tree(constant).asText().toLowerCase(Locale.ROOT))
          .toList();
    }
    return List.copyOf(choices(type).keySet());
  }
}
