package org.esgrima.cli;

import java.util.Locale;
import java.util.Optional;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.RunState;
import org.esgrima.run.control.Side;

/** How a trainer is at this moment, in words. */
final class StateDisplay {
  private final Terminal terminal;

  StateDisplay(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What a phase means, to follow "it is a run that". */
  static String words(RunState.Phase phase) {
    return switch (phase) {
      case STARTING -> "one that is starting";
      case RUNNING -> "one that is being trained";
      case PAUSED -> "one that is paused";
      case STOPPED -> "one that was stopped";
      case FINISHED -> "one that has finished";
      case FAILED -> "one that ended by an error";
      case LOST -> "one whose trainer ended without saying why";
    };
  }

  /** Prints state and settings that can be steered. */
  void print(RunDirectory run) {
    Optional<RunState> read = RunState.read(run.stateFile());
    if (read.isEmpty()) {
      terminal.say(run.name() + ": no trainer of this version was at work");
      return;
    }
    RunState state = read.get();
    terminal.say(
        "%s: %s, step %s, %s images"
            .formatted(
                run.name(),
                words(state.phase()).replace("one ", "a run "),
                Words.count(state.step()),
                Words.count(state.images())));
    line("process", state.process().pid() + " on " + state.process().host());
    if (state.phase().alive() && state.secondsLeft() != null) {
      line("left", Words.duration(state.secondsLeft()));
    }
    if (state.pace() > 0) {
      line("pace", state.pace() + " steps a second");
    }
    line(
        "trained",
        state.players() == Side.BOTH ? "both" : state.players().name().toLowerCase(Locale.ROOT));
    if (!state.message().isEmpty()) {
      line("message", state.message());
    }
    terminal.say("");
    terminal.say("Can be set:");
    state
        .settings()
        .forEach(
            (key, value) ->
                terminal.say(
                    "  %-40s %s%s"
                        .formatted(
                            key,
                            value,
                            state.interventions().containsKey(key) ? "   (changed)" : "")));
  }

  private void line(String what, String value) {
    terminal.say("  %-9s %s".formatted(what, value));
  }
}
