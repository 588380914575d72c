package org.esgrima.cli;

import java.util.Arrays;
import org.esgrima.run.GameEvent;
import org.esgrima.train.monitor.Verdict;

/** What was noticed in a run, as one line for people. */
final class EventWords {
  private static final int REMEDIES = 2;

  private EventWords() {}

  static String line(GameEvent event) {
    String verdict = words(event.verdict());
    return switch (event.kind()) {
      case BEGINS ->
          "  > %s%s: %s%s".formatted(verdict, since(event), event.evidence(), remedy(event));
      case ENDS -> "  > no longer " + verdict;
      case ROLLED_BACK -> "  > %s: %s".formatted(verdict, event.evidence());
      case STOPPED -> "  > the run ends: %s".formatted(verdict);
    };
  }

  private static String words(String key) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.key().equals(key))
        .map(Verdict::words)
        .findFirst()
        .orElse(key.replace('-', ' '));
  }

  private static String since(GameEvent event) {
    return event.since() < event.step() ? " since step " + Words.count(event.since()) : "";
  }

  /** The first two; {@code events.jsonl} has all of them. */
  private static String remedy(GameEvent event) {
    String first =
        String.join("; ", Arrays.stream(event.remedy().split("; ")).limit(REMEDIES).toList());
    return first.isEmpty() ? "" : " - " + first;
  }
}
