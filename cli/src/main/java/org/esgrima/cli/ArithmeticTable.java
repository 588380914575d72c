package org.esgrima.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.esgrima.io.Json;
import org.esgrima.latent.ArithmeticMeasure;
import org.esgrima.latent.AttributeGroup;
import org.esgrima.latent.LatentExpression;
import org.esgrima.latent.LatentLength;
import org.esgrima.latent.LatentMap;
import org.esgrima.metric.AttributeClassifier;
import org.esgrima.metric.Proportion;

/**
 * Measured arithmetic, for people and for programs.
 *
 * @param expression as it was written
 * @param map where it was calculated
 * @param groups what the exemplars of each term showed
 * @param wanted what the result should show
 * @param length of the results in latents
 * @param each exemplars of a group
 * @param sure least probability of what an exemplar shows
 */
record ArithmeticTable(
    String expression,
    LatentMap map,
    List<AttributeGroup> groups,
    AttributeGroup wanted,
    LatentLength length,
    int each,
    double sure) {

  /** A table and what it rests on. */
  List<String> lines(
      ArithmeticMeasure.Result result, AttributeClassifier judge, LatentExpression parsed) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      lines.add(
          "%-11s %s %s: %s exemplars"
              .formatted(
                  i == 0 ? "read as" : "",
                  parsed.terms().get(i).weight() < 0 ? "−" : "+",
                  groups.get(i).words(),
                  Words.count(result.exemplars().get(i))));
    }
    lines.add("wanted      " + wanted.words());
    lines.add(
        AttributeOptions.accuracy(
            judge,
            List.copyOf(
                new TreeSet<>(wanted.conditions().stream().map(c -> c.column()).toList()))));
    lines.add("");
    TextTable table = new TextTable(List.of("result of", "right", "95 % interval", "trials"));
    row(
        table,
        each == 1 ? "one exemplar of each" : "means of " + each + " exemplars",
        result.means());
    row(table, "one exemplar of each group", result.single());
    row(table, "random pictures for exemplars", result.random());
    row(table, "exemplars' pixels", result.pixels());
    row(table, "any picture, no arithmetic", result.anyPicture());
    lines.addAll(table.lines());
    lines.add("");
    lines.add(
        "Pictures of seeds %s to %s were looked at; exemplars are those of which the classifier is sure (%s)."
            .formatted(result.firstSeed(), result.lastSeed(), sure));
    if (result.again()) {
      lines.add(
          "Groups were too rare for all trials: exemplars served again, and the intervals are too narrow.");
    }
    return lines;
  }

  private static void row(TextTable table, String name, Proportion share) {
    table.add(
        List.of(
            name,
            percent(share.value()),
            percent(share.low()) + " to " + percent(share.high()),
            Words.count(share.trials())));
  }

  private static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }

  /** One measurement a line. */
  List<String> json(ArithmeticMeasure.Result result, AttributeClassifier judge) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("expression", expression);
    settings.put("groups", groups.stream().map(AttributeGroup::words).toList());
    settings.put("wanted", wanted.words());
    settings.put("space", LatentOptions.word(map.space()));
    settings.put("length", length);
    settings.put("exemplars", each);
    settings.put("sure", sure);
    settings.put("checkpoint", map.generator().checkpoint().toString());
    settings.put("classifier-accuracy", accuracy(judge));
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("first-seed", result.firstSeed());
    counts.put("last-seed", result.lastSeed());
    List<String> notes =
        result.again() ? List.of("exemplars served again: the interval is too narrow") : List.of();
    List<String> lines = new ArrayList<>();
    result
        .shares()
        .forEach(
            (name, share) ->
                lines.add(
                    Json.json(
                        share
                            .measurement(name, name.equals("any-picture") ? "fakes" : "trials")
                            .withFeatures(judge.source())
                            .with(counts, settings, notes)
                            .atStep(map.generator().step()))));
    return lines;
  }

  private Map<String, Double> accuracy(AttributeClassifier judge) {
    Map<String, Double> accuracy = new LinkedHashMap<>();
    for (AttributeGroup.Condition condition : wanted.conditions()) {
      accuracy.put(
          judge.columns().get(condition.column()).name(),
          judge.heldOutAccuracy().get(condition.column()).value());
    }
    return accuracy;
  }
}
