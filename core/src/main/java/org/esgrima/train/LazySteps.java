package org.esgrima.train;

import java.util.List;
import org.esgrima.InputException;
import org.esgrima.objective.GeneratorPenalty;
import org.esgrima.objective.LazyCorrection;
import org.esgrima.objective.Penalty;
import org.esgrima.optim.Adam;
import org.esgrima.optim.UpdateRule;

/** The update rules of two players, corrected for the additional steps of penalties. */
final class LazySteps {
  private LazySteps() {}

  /** G's rule: every one of its penalties has steps of its own. */
  static UpdateRule ofGenerator(TrainingConfig config) {
    List<Integer> intervals =
        config.generatorPenalties().stream().map(GeneratorPenalty::interval).distinct().toList();
    return corrected(config.generatorOptimizer(), intervals, "generator-");
  }

  /** D's rule: its lazy penalties have steps of their own. */
  static UpdateRule ofDiscriminator(TrainingConfig config) {
    List<Integer> intervals =
        config.penalties().stream()
            .filter(Penalty::lazy)
            .map(Penalty::interval)
            .distinct()
            .toList();
    return corrected(config.discriminatorOptimizer(), intervals, "discriminator-");
  }

  private static UpdateRule corrected(UpdateRule rule, List<Integer> intervals, String player) {
    if (intervals.isEmpty()) {
      return rule;
    }
    if (intervals.size() > 1) {
      throw new InputException(
          "penalties of one player with steps of different intervals",
          "penalties",
          "one interval above 1",
          intervals,
          "Give all of them the same, or 1");
    }
    if (rule instanceof Adam adam) {
      return new LazyCorrection(intervals.get(0)).of(adam);
    }
    throw new InputException(
        "a penalty with optimiser steps of its own",
        player + "optimizer",
        "adam, for which the correction is known",
        rule.getClass().getSimpleName(),
        "Use adam, or interval: 1");
  }
}
