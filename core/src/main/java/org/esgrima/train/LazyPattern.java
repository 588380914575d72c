package org.esgrima.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.objective.GeneratorPenalty;
import org.esgrima.objective.Penalty;

/**
 * How the steps of a run differ by the lazy penalties that are due in them; it repeats after some
 * steps.
 *
 * @param kinds all that occur
 */
record LazyPattern(List<Kind> kinds) {
  private static final long LONGEST = 10_000;

  /**
   * Steps with the same penalties.
   *
   * @param step number of the first of them, counted from 0
   * @param share of all steps, in (0,1]
   */
  record Kind(long step, double share) {}

  static LazyPattern of(TrainingConfig config) {
    long period = Math.min(LONGEST, period(config));
    Map<List<Long>, Kind> kinds = new LinkedHashMap<>();
    for (long step = 0; step < period; step++) {
      Kind one = new Kind(step, 1.0 / period);
      kinds.merge(due(config, step), one, (a, b) -> new Kind(a.step(), a.share() + b.share()));
    }
    return new LazyPattern(List.copyOf(kinds.values()));
  }

  /** For each lazy penalty of D how often it is due in a step, for each of G 0 or 1. */
  private static List<Long> due(TrainingConfig config, long step) {
    long k = config.discriminatorSteps();
    List<Long> due = new ArrayList<>();
    for (Penalty penalty : config.penalties()) {
      if (penalty.lazy()) {
        due.add(multiples((step + 1) * k, penalty) - multiples(step * k, penalty));
      }
    }
    for (GeneratorPenalty penalty : config.generatorPenalties()) {
      due.add(penalty.dueAt(step) ? 1L : 0L);
    }
    return due;
  }

  /** Numbers below a limit, counted from 0, in which a penalty is due. */
  private static long multiples(long below, Penalty penalty) {
    return (below + penalty.interval() - 1) / penalty.interval();
  }

  private static long period(TrainingConfig config) {
    long period = 1;
    for (Penalty penalty : config.penalties()) {
      long updates = penalty.interval();
      period = common(period, updates / divisor(updates, config.discriminatorSteps()));
    }
    for (GeneratorPenalty penalty : config.generatorPenalties()) {
      period = common(period, penalty.interval());
    }
    return period;
  }

  private static long common(long a, long b) {
    return a / divisor(a, b) * b;
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
