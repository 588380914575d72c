package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.esgrima.Setting;
import org.esgrima.architecture.DenseInit;
import org.esgrima.io.Json;
import org.esgrima.optim.Schedule;
import org.esgrima.train.Presets;
import org.esgrima.train.SettingCatalogue;
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
    for (String type : SettingCatalogue.choices(choice).keySet()) {
      String heading = "### `type: " + type + "`";
      JsonNode defaults = SettingCatalogue.defaults(choice, type);
      for (SettingCatalogue.Entry entry : SettingCatalogue.below("", choice, type)) {
        String key = entry.key().substring(1);
        JsonNode value = defaults.path(key);
        String shown = value.isMissingNode() ? "required" : "`" + text(value) + "`";
        String row = "| `%s` | %s | ".formatted(key, shown);
        require(heading, entry.text().isEmpty() ? row : row + entry.text() + " |");
      }
      require(heading, "");
    }
  }

  /** What the studio's form shows beside a setting inside another one stands on the page, too. */
  @Test
  void everyTypeIsExplainedInTheSameWords() {
    String words = plain(page);
    for (SettingCatalogue.Entry setting : SettingCatalogue.top().values()) {
      Class<?> choice = setting.element();
      for (String type : SettingCatalogue.choices(choice).keySet()) {
        String meaning = SettingCatalogue.meaning(choice, type);
        if (meaning.isEmpty() || !words.contains(meaning)) {
          missing.add(setting.key() + ": " + type + ": " + meaning);
        }
        SettingCatalogue.below(setting.key(), choice, type).stream()
            .filter(entry -> entry.text().isEmpty())
            .forEach(entry -> missing.add(type + ": " + entry.key()));
      }
    }
    assertThat(missing).isEmpty();
  }

  private void require(String heading, String row) {
    int start = page.indexOf("\n" + heading + "\n");
    if (start < 0) {
      missing.add(heading);
      return;
    }
    int end = page.indexOf("\n#", start + heading.length());
    String section = page.substring(start, end < 0 ? page.length() : end);
    if (!plain(section).contains(plain(row))) {
      missing.add(heading + ": " + row);
    }
  }

  /** Without code marks, links and line breaks. */
  private static String plain(String markdown) {
    return markdown
        .replace("`", "")
        .replaceAll("\\[([^\\]]+)]\\([^)]*\\)", "$1")
        .replaceAll("\\s+", " ");
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
