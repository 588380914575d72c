package org.esgrima.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.esgrima.io.Json;

/**
 * The resource {@code settings.yaml}: what the types of a setting and the settings inside them
 * mean. They stand apart from their records, which look like the papers.
 */
final class SettingWords {
  /** In the place of a key: what the type is. */
  static final String TYPE_ITSELF = "is";

  private static final String FILE = "settings.yaml";
  private static final JsonNode WORDS = read();

  private SettingWords() {}

  /**
   * What a setting inside another one means.
   *
   * @param choice the interface in kebab case: {@code adversarial-loss}
   * @param type its implementation's name in a configuration
   * @param key of the setting inside it
   * @return one sentence without a full stop; empty where nothing is said
   */
  static String of(String choice, String type, String key) {
    return WORDS.path(choice).path(type).path(key).asText();
  }

  private static JsonNode read() {
    try (InputStream in = SettingWords.class.getResourceAsStream(FILE)) {
      return Json.parseYaml(new String(in.readAllBytes(), StandardCharsets.UTF_8), FILE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
