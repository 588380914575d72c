package org.esgrima.train.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.io.Json;

/**
 * A game of {@code games.yaml}, which is too long to be played in a test.
 *
 * @param verdicts what is said of it: every verdict that begins, in order
 */
record RecordedGame(
    String name, String preset, JsonNode changes, Facts facts, List<String> verdicts) {
  /** What a record holds of a line of statistics: all that the monitor reads. */
  static boolean records(String key) {
    return key.equals("step")
        || key.equals("diversity")
        || key.startsWith("loss/d/")
        || key.startsWith("ranking/")
        || key.startsWith("modes/")
        || key.equals("accuracy/seen")
        || key.equals("accuracy/held-out");
  }

  static List<RecordedGame> all() {
    List<RecordedGame> games = new ArrayList<>();
    Json.parseYaml(text("games.yaml"), "games.yaml")
        .forEach(tree -> games.add(Json.bind(tree, RecordedGame.class, "games.yaml")));
    return games;
  }

  /** The lines of statistics. */
  List<Map<String, Object>> lines() {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String text : text(name + ".jsonl").lines().toList()) {
      Map<String, Object> line = new LinkedHashMap<>();
      Json.parseJson(text, name)
          .properties()
          .forEach(
              field ->
                  line.put(
                      field.getKey(),
                      field.getValue().isNumber()
                          ? field.getValue().numberValue()
                          : field.getValue().asText()));
      lines.add(line);
    }
    return lines;
  }

  private static String text(String resource) {
    try (InputStream stream = RecordedGame.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("play it with RecordGames first: " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
