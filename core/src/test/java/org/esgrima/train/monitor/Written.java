package org.esgrima.train.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Histories that are written by hand: ticks of 100 steps. */
final class Written {
  static final Facts FACTS = new Facts(100, false, "mode", 128, false, false, false);
  static final Facts CRITIC = new Facts(100, true, "mode", 128, false, false, false);

  private final List<Map<String, Object>> lines = new ArrayList<>();
  private final GameMonitor monitor;

  Written(Facts facts) {
    monitor = new GameMonitor(facts);
  }

  /** A healthy tick, in which some numbers are others. */
  Written tick(Object... keysAndValues) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", 100L * (lines.size() + 1));
    line.put("loss/d/adversarial", 1.2);
    line.put("ranking/fake", 0.8);
    line.put("ranking/held-out", 0.52);
    line.put("accuracy/seen", 0.8);
    line.put("accuracy/held-out", 0.75);
    line.put("diversity", 1.0);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      line.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    lines.add(line);
    return this;
  }

  Written ticks(int count, Object... keysAndValues) {
    for (int i = 0; i < count; i++) {
      tick(keysAndValues);
    }
    return this;
  }

  /** A tick in which some of eight modes are missing: {@code "3 5"}. */
  Written missing(String modes) {
    int gone = modes.isEmpty() ? 0 : modes.split(" ", -1).length;
    return modes.isEmpty()
        ? tick("modes/known", 8, "modes/covered", 8)
        : tick("modes/known", 8, "modes/covered", 8 - gone, "modes/missing", modes);
  }

  Written missing(int count, String modes) {
    for (int i = 0; i < count; i++) {
      missing(modes);
    }
    return this;
  }

  List<Diagnosis> judge() {
    return monitor.judge(lines);
  }

  List<Verdict> verdicts() {
    return judge().stream().map(Diagnosis::verdict).toList();
  }

  /** As the trainer does: the verdicts become a part of the line. */
  Written say() {
    String said = String.join(", ", judge().stream().map(d -> d.verdict().key()).toList());
    if (!said.isEmpty()) {
      lines.get(lines.size() - 1).put("verdicts", said);
    }
    return this;
  }
}
