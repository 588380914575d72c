package org.esgrima.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.Outcome;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingListener;

/** Trains, tells how it goes, lets Ctrl-C stop it in good order, and says what comes next. */
final class TrainingSession {
  private final Terminal terminal;
  private final boolean quiet;

  TrainingSession(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /**
   * Trains until the end or Ctrl-C.
   *
   * @param paused whether to wait for a command before the first step
   * @return the exit code
   */
  int play(Trainer trainer, boolean paused) {
    if (paused) {
      trainer.pauseFirst();
    }
    try (ProgressDisplay display = new ProgressDisplay(terminal);
        Interrupt interrupt =
            new Interrupt(
                () -> {
                  trainer.requestStop();
                  if (!quiet) {
                    display.print("Stopping after this step and saving … (Ctrl-C again: at once)");
                  }
                })) {
      Outcome outcome = trainer.run(quiet ? TrainingListener.NONE : display);
      display.close();
      return conclude(outcome, interrupt.requested());
    }
  }

  private int conclude(Outcome outcome, boolean interrupted) {
    return switch (outcome.reason()) {
      case FINISHED, NO_LONGER_BETTER -> {
        finished(outcome);
        yield 0;
      }
      case STOPPED -> {
        stopped(outcome);
        yield interrupted ? Interrupt.EXIT_CODE : 0;
      }
      case DIVERGED -> {
        diverged(outcome);
        yield Failures.INTERNAL;
      }
      case TROUBLED -> {
        troubled(outcome);
        yield Failures.INTERNAL;
      }
    };
  }

  private void finished(Outcome outcome) {
    if (quiet) {
      terminal.say(outcome.run().toString());
      return;
    }
    RunDirectory run = outcome.run();
    long step = outcome.progress().step();
    terminal.say("");
    if (outcome.reason() == Outcome.Reason.NO_LONGER_BETTER) {
      terminal.say("Ended early: " + outcome.message() + ".");
    }
    terminal.say(
        "Finished: %s steps, %s images, %s."
            .formatted(
                Words.count(step),
                Words.count(outcome.progress().images()),
                Words.duration(outcome.progress().seconds())));
    files(outcome);
    terminal.say("");
    terminal.say("What comes next:");
    next("generate " + shell(run) + " --count 64 --seed 7 --out sheet.png", "new pictures");
    next("info " + shell(run), "networks, history, circumstances");
    next("resume " + shell(run) + " --steps " + 2 * step, "train it longer");
  }

  private void files(Outcome outcome) {
    RunDirectory run = outcome.run();
    Path samples = run.samplesDirectory();
    terminal.say(
        "  samples     "
            + samples.resolve(RunDirectory.fakesName(outcome.progress().step()) + ".png"));
    terminal.say("  real ones   " + samples.resolve("reals.png"));
    terminal.say("  curves      " + run.figuresDirectory().resolve("curves.png"));
    terminal.say("  report      " + run.reportFile());
    outcome.checkpoint().ifPresent(file -> terminal.say("  checkpoint  " + file));
    best(run)
        .ifPresent(
            best ->
                terminal.say(
                    "  the best    step %s, %s %s (generate --best takes it)"
                        .formatted(
                            Words.count(best.step()),
                            best.metric(),
                            Words.significant(best.value()))));
  }

  private static Optional<CheckpointKeeper.Best> best(RunDirectory run) {
    return new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT).best();
  }

  private void next(String command, String what) {
    terminal.say("  " + terminal.command() + " " + command + "   # " + what);
  }

  private void stopped(Outcome outcome) {
    terminal.say(
        "Saved after step %s. Go on with: %s resume %s"
            .formatted(
                Words.count(outcome.progress().step()), terminal.command(), shell(outcome.run())));
  }

  private void troubled(Outcome outcome) {
    terminal.notice(
        "training was stopped after step %s: %s"
            .formatted(Words.count(outcome.progress().step()), outcome.message()));
    terminal.say(
        "Go on all the same with: %s resume %s --monitor warn"
            .formatted(terminal.command(), shell(outcome.run())));
  }

  private void diverged(Outcome outcome) {
    terminal.notice("training diverged at " + outcome.message());
    outcome.checkpoint().ifPresent(file -> terminal.say("The last good checkpoint is " + file));
  }

  private static String shell(RunDirectory run) {
    return Words.shell(run.path());
  }
}
