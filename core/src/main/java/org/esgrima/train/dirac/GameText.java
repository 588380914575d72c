package org.esgrima.train.dirac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.Constraint;
import org.esgrima.objective.Objective;
import org.esgrima.objective.Penalty;

/**
 * A Dirac-GAN as people write it, in the words of {@code esgrima train}.
 *
 * @param loss a type, or YAML with one: {@code {type: least-squares, fake-target: -1}}
 * @param penalties a YAML list
 * @param constraints a YAML list
 */
public record GameText(String loss, String penalties, String constraints) {
  /**
   * What the players minimise.
   *
   * @throws InputException naming the option that cannot be used
   */
  public Objective objective() {
    return new Objective(
        Json.bind(lossTree(), AdversarialLoss.class, "--loss"),
        List.of(Json.bind(list("--penalties", penalties), Penalty[].class, "--penalties")),
        List.of(
            Json.bind(list("--constraints", constraints), Constraint[].class, "--constraints")));
  }

  /** What was written, in short: {@code minimax + r1 (gamma 1)}. */
  public String title() {
    StringBuilder title = new StringBuilder(words(lossTree()));
    list("--penalties", penalties).forEach(tree -> title.append(" + ").append(words(tree)));
    list("--constraints", constraints).forEach(tree -> title.append(" + ").append(words(tree)));
    return title.toString();
  }

  private static String words(JsonNode tree) {
    String keys =
        tree.properties().stream()
            .filter(key -> !key.getKey().equals("type"))
            .map(key -> key.getKey() + " " + key.getValue().asText())
            .collect(Collectors.joining(", "));
    return tree.path("type").asText() + (keys.isEmpty() ? "" : " (" + keys + ")");
  }

  private JsonNode lossTree() {
    String text = loss.strip();
    if (text.startsWith("{")) {
      return Json.parseYaml(text, "--loss");
    }
    return JsonNodeFactory.instance.objectNode().put("type", text.toLowerCase(Locale.ROOT));
  }

  private static JsonNode list(String option, String text) {
    JsonNode tree = Json.parseYaml(text, option);
    if (!tree.isArray()) {
      throw new InputException(
          "unusable value", option, "a list", text, "Write it as \"[{type: …}]\"");
    }
    return tree;
  }
}
