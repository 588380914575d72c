package org.esgrima.cli;

import org.esgrima.io.Json;
import org.esgrima.train.Estimate;
import org.esgrima.train.Footprint;
import org.esgrima.train.TrainingConfig;

/** Shows what a run would be and cost; writes nothing. */
final class DryRun {
  private final Terminal terminal;

  DryRun(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(TrainingConfig config) {
    terminal.notice("dry run: playing a few steps in memory, writing nothing …");
    Estimate estimate = Estimate.of(config, terminal::notice);
    TrainingConfig resolved = estimate.config();
    terminal.say(Json.yaml(resolved));
    networks(terminal, resolved);
    long perStep = (long) resolved.batch() * resolved.discriminatorSteps();
    terminal.say("Expected on this machine, from a few steps:");
    terminal.say(
        "  speed   about %.3f s a step, %s images/s"
            .formatted(
                estimate.secondsPerStep(),
                Words.count(Math.round(perStep / estimate.secondsPerStep()))));
    terminal.say(
        estimate.stepsInAll() == 0
            ? "  time    without end: no limit of steps, images or minutes is set"
            : "  time    about %s for %s steps, and some for samples and checkpoints"
                .formatted(
                    Words.duration(estimate.secondsInAll()), Words.count(estimate.stepsInAll())));
    Footprint memory = estimate.memory();
    terminal.say(
        "  memory  about %s at its peak: %s the program, %s networks and optimisers, %s steps"
            .formatted(
                Words.bytes(memory.peak()),
                Words.bytes(memory.program()),
                Words.bytes(memory.players()),
                Words.bytes(memory.work())));
  }

  /** The tables of both networks. */
  static void networks(Terminal terminal, TrainingConfig config) {
    terminal.say(config.generatorSummary().text());
    terminal.say(config.discriminatorSummary().text());
  }
}
