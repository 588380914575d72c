package org.esgrima.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.esgrima.run.GameEvent;
import org.esgrima.run.StatsLog;
import org.esgrima.train.monitor.Diagnosis;
import org.esgrima.train.monitor.GameMonitor;
import org.esgrima.train.monitor.Verdict;

/**
 * Follows a run from tick to tick: what the {@link GameMonitor} says of it, what is new in that,
 * and whether checkpoints still get better. All it knows comes from the lines of statistics, so
 * that a resumed run goes on as if it had never stopped.
 */
final class Referee {
  /** The key of the verdicts in a line of statistics: {@code "collapsing, d-too-strong"}. */
  static final String VERDICTS = "verdicts";

  private static final String SEPARATOR = ", ";

  private final Patience patience;
  private final Optional<GameMonitor> monitor;
  private final List<Map<String, Object>> lines;

  /**
   * Begins or goes on.
   *
   * @param monitor empty where the game is not watched
   * @param lines of whole ticks so far
   */
  Referee(TrainingConfig config, Optional<GameMonitor> monitor, List<Map<String, Object>> lines) {
    this.patience = new Patience(config.bestMetric(), config.patience());
    this.monitor = monitor;
    this.lines = new ArrayList<>(lines);
  }

  /**
   * What there is to say after a tick.
   *
   * @param events what has changed
   * @param begun troubles that were not there before
   */
  record Call(List<GameEvent> events, List<Diagnosis> begun) {}

  /**
   * Judges a whole tick.
   *
   * @param line its statistics, to which the verdicts are added
   */
  Call judge(Map<String, Object> line) {
    List<String> before = lines.isEmpty() ? List.of() : verdicts(lines.get(lines.size() - 1));
    lines.add(line);
    List<Diagnosis> now = monitor.map(m -> m.judge(lines)).orElse(List.of());
    if (!now.isEmpty()) {
      line.put(
          VERDICTS,
          now.stream().map(d -> d.verdict().key()).collect(Collectors.joining(SEPARATOR)));
    }
    long step = ((Number) line.get(StatsLog.STEP)).longValue();
    List<GameEvent> events = new ArrayList<>();
    for (String ended : before) {
      if (!ended.equals(Verdict.BALANCED.key())
          && now.stream().noneMatch(d -> d.verdict().key().equals(ended))) {
        events.add(new GameEvent(step, GameEvent.Kind.ENDS, ended, step, "no longer so", ""));
      }
    }
    List<Diagnosis> begun = now.stream().filter(d -> !before.contains(d.verdict().key())).toList();
    begun.forEach(d -> events.add(event(step, GameEvent.Kind.BEGINS, d)));
    return new Call(events, begun.stream().filter(d -> d.verdict() != Verdict.BALANCED).toList());
  }

  static GameEvent event(long step, GameEvent.Kind kind, Diagnosis d) {
    return new GameEvent(
        step, kind, d.verdict().key(), d.since(), d.evidence(), d.remedy(), d.seen().data());
  }

  /** The verdicts in a line of statistics. */
  static List<String> verdicts(Map<String, Object> line) {
    return line.get(VERDICTS) instanceof String text
        ? Arrays.asList(text.split(SEPARATOR, -1))
        : List.of();
  }

  /** Why the run should end where no checkpoint has been better for too long; empty otherwise. */
  Optional<GameEvent> impatience() {
    return patience.runOut(lines);
  }
}
