package org.esgrima.train.monitor;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Lines of statistics of whole ticks, as rules look at them: the newest is number 0. */
final class History {
  private final List<Map<String, Object>> lines;

  History(List<Map<String, Object>> lines) {
    this.lines = lines;
  }

  /** Those after a step. */
  History after(long step) {
    return new History(lines.stream().filter(line -> step(line) > step).toList());
  }

  /** Those up to some ticks ago. */
  History before(int ticks) {
    return ticks == 0 ? this : new History(lines.subList(0, lines.size() - ticks));
  }

  /** Whether that verdict was said of a tick. */
  boolean said(int back, Verdict verdict) {
    return line(back).get("verdicts") instanceof String said && said.contains(verdict.key());
  }

  int ticks() {
    return lines.size();
  }

  /** Finished steps of a tick. */
  long step(int back) {
    return step(line(back));
  }

  private static long step(Map<String, Object> line) {
    return ((Number) line.get("step")).longValue();
  }

  private Map<String, Object> line(int back) {
    return lines.get(lines.size() - 1 - back);
  }

  /** One number of a tick; NaN if it is absent. */
  double number(String key, int back) {
    return line(back).get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** One number of the newest ticks, oldest first; empty if there are fewer or one lacks it. */
  Optional<double[]> newest(String key, int ticks) {
    if (ticks() < ticks) {
      return Optional.empty();
    }
    double[] values =
        IntStream.range(0, ticks).mapToDouble(i -> number(key, ticks - 1 - i)).toArray();
    return Arrays.stream(values).anyMatch(Double::isNaN) ? Optional.empty() : Optional.of(values);
  }

  /** Keys of the newest tick that begin so. */
  List<String> keys(String prefix) {
    return line(0).keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  /** Whether the modes of the data are known in a tick. */
  boolean knowsModes(int back) {
    return line(back).containsKey("modes/known");
  }

  /** Names of the modes that are missing in a tick. */
  Set<String> missing(int back) {
    return line(back).get("modes/missing") instanceof String names
        ? new LinkedHashSet<>(Arrays.asList(names.split(" ", -1)))
        : Set.of();
  }

  /** In how many of the newest ticks, without a gap, a mode is missing. */
  int missingFor(String mode) {
    int ticks = 0;
    while (ticks < ticks() && missing(ticks).contains(mode)) {
      ticks++;
    }
    return ticks;
  }
}
