package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.esgrima.InputException;
import org.esgrima.Setting;
import org.esgrima.architecture.DenseInit;
import org.esgrima.io.Json;
import org.esgrima.optim.Schedule;
import org.esgrima.train.Presets;
import org.esgrima.train.TrainingConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code docs/CONFIGURATION.md} names every key with its default; a message holds missing rows. */
class ConfigurationPageTest {
  private String page;
  private final List<String> missing = new ArrayList<>();

  @BeforeEach
  void readThePage() throws Exception {
    page = DocPage.of("docs/CONFIGURATION.md").text();
  }

  @Test
  void everyKeyStandsThereWithItsDefaultAndMeaning() {
    ObjectNode defaults = (ObjectNode) Json.parseYaml(Presets.text("defaults"), "defaults");
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      JsonNode value = defaults.get(kebab(component));
      String shown = value.isObject() ? value.get("type").asText() : text(value);
      require(
          "## All keys",
          "| `%s` | `%s` | %s |"
              .formatted(kebab(component), shown, component.getAnnotation(Setting.class).value()));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyTypeStandsThereWithItsKeysAndTheirDefaults() {
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      requireTypes(component.getType());
    }
    requireTypes(Schedule.class);
    requireTypes(DenseInit.class);
    assertThat(missing).isEmpty();
  }

  private void requireTypes(Class<?> choice) {
    JsonSubTypes types = choice.getAnnotation(JsonSubTypes.class);
    if (types == null) {
      return;
    }
    for (JsonSubTypes.Type type : types.value()) {
      String heading = "### `type: " + type.name() + "`";
      JsonNode defaults = defaults(choice, type.name());
      for (RecordComponent component : type.value().getRecordComponents()) {
        JsonNode value = defaults.path(kebab(component));
        String shown = value.isMissingNode() ? "required" : "`" + text(value) + "`";
        require(heading, "| `%s` | %s | ".formatted(kebab(component), shown));
      }
      require(heading, "");
    }
  }

  /** The values of a record of which nothing but the type is given; nothing if it needs more. */
  private static JsonNode defaults(Class<?> choice, String type) {
    ObjectNode bare = JsonNodeFactory.instance.objectNode().put("type", type);
    try {
      return Json.tree(Json.bind(bare, choice, "type"));
    } catch (InputException needsMore) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private void require(String heading, String row) {
    int start = page.indexOf("\n" + heading + "\n");
    if (start < 0) {
      missing.add(heading);
      return;
    }
    int end = page.indexOf("\n#", start + heading.length());
    String section = page.substring(start, end < 0 ? page.length() : end);
    if (!section.contains("\n" + row)) {
      missing.add(heading + ": " + row);
    }
  }

  private static String kebab(RecordComponent component) {
    return new PropertyNamingStrategies.KebabCaseStrategy().translate(component.getName());
  }

  private static String text(JsonNode value) {
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue().stripTrailingZeros();
      return number.toPlainString();
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(ConfigurationPageTest::text)
          .toList()
          .toString();
    }
    return value.asText().toLowerCase(Locale.ROOT);
  }
}
