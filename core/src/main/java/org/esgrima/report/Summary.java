package org.esgrima.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esgrima.run.GameEvent;

/** What came of a run, in a few numbers and sentences. */
final class Summary {
  private Summary() {}

  /** One line: data, networks, how far. */
  static String lead(RunFacts facts) {
    String networks = facts.config().path("architecture").path("type").asText();
    return "%s on %s, begun %s"
        .formatted(
            networks,
            facts.provenance().path("data-name").asText(),
            facts.provenance().path("start-time").asText().replace('T', ' ').replace("Z", " UTC"));
  }

  /** Numbers of the last tick. */
  static Map<String, String> figures(RunFacts facts) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("steps", of(facts.last("step"), facts.limit("steps")));
    figures.put("images", of(facts.last("images"), facts.limit("images")));
    figures.put("time", Numbers.duration(facts.last("seconds")));
    figures.put("images/s", Numbers.count(facts.last("images-per-second")));
    String byKind =
        Numbers.percent(facts.last("accuracy/real"))
            + ", "
            + Numbers.percent(facts.last("accuracy/fake"));
    double pairs = facts.last("ranking/fake");
    if (Double.isFinite(pairs)) {
      figures.put("D right on real, synthetic, pairs", byKind + ", " + Numbers.percent(pairs));
    } else {
      figures.put("D right on real, synthetic", byKind);
    }
    figures.put(
        "loss of G, D",
        Numbers.significant(facts.last("loss/g/adversarial"))
            + ", "
            + Numbers.significant(facts.last("loss/d/adversarial")));
    return figures;
  }

  private static String of(double number, double limit) {
    return Numbers.count(number) + (limit > 0 ? " of " + Numbers.count(limit) : "");
  }

  /** What is to be said of the run. */
  static List<String> sentences(RunFacts facts) {
    List<String> sentences = new ArrayList<>();
    sentences.add(progress(facts));
    for (GameEvent event : facts.standing()) {
      String remedy = event.remedy().isEmpty() ? "" : " To do: " + event.remedy() + ".";
      sentences.add(
          "%s (step %s): %s.%s"
              .formatted(words(event), Numbers.count(event.step()), event.evidence(), remedy));
    }
    facts
        .best()
        .ifPresent(
            best ->
                sentences.add(
                    "Best checkpoint: step %s by %s, %s."
                        .formatted(
                            Numbers.count(best.step()),
                            best.metric(),
                            Numbers.significant(best.value()))));
    facts
        .tournament()
        .ifPresent(found -> sentences.add(found.path("reading").path("words").asText()));
    return sentences;
  }

  private static String progress(RunFacts facts) {
    if (facts.history().lines().isEmpty()) {
      return "No tick is over yet.";
    }
    boolean finished =
        reached(facts.last("step"), facts.limit("steps"))
            || reached(facts.last("images"), facts.limit("images"))
            || reached(facts.last("seconds") / 60, facts.limit("minutes"));
    return finished
        ? "Finished: a limit was reached."
        : "Not finished: no limit was reached when this page was written.";
  }

  private static boolean reached(double done, double limit) {
    return limit > 0 && done >= limit;
  }

  /** An event in a few words: {@code D too strong}, {@code no longer collapsing}. */
  static String words(GameEvent event) {
    String verdict = event.verdict().replace('-', ' ');
    if (verdict.startsWith("d ") || verdict.startsWith("g ")) {
      verdict = verdict.substring(0, 1).toUpperCase(Locale.ROOT) + verdict.substring(1);
    }
    return switch (event.kind()) {
      case BEGINS -> verdict;
      case ENDS -> "no longer " + verdict;
      case ROLLED_BACK -> "rolled back: " + verdict;
      case STOPPED -> "stopped: " + verdict;
    };
  }
}
