package org.esgrima.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esgrima.InputException;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.Answer;
import org.esgrima.run.control.Command;
import org.esgrima.run.control.CommandInbox;
import org.esgrima.run.control.CommandLog;
import org.esgrima.run.control.RunState;
import org.esgrima.run.control.RunState.Phase;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima steer}: tells a trainer at work what to do, through its run directory. */
@CommandLine.Command(
    name = "steer",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Steer a run while it is trained, from another terminal.",
      "",
      "  pause            wait after the current step",
      "  go               play on",
      "  step [N]         play N steps (1), then pause",
      "  stop             save and end, as Ctrl-C does",
      "  players WHO      train both, generator or discriminator",
      "  set KEY VALUE    change a setting: a number, x0.5 to multiply, or configured",
      "  pace N           slow motion: at most N steps a second; 0 = full speed",
      "",
      "Without any of these: how the run is, and what can be set. What changes the course of the game"
          + " is recorded with the run, and resume repeats it; docs/STEERING.md has the details."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima steer runs/00000-ring pause",
      "  esgrima steer runs/00000-ring step --half",
      "  esgrima steer runs/00000-ring step 20 --only discriminator",
      "  esgrima steer runs/00000-ring set generator-optimizer.learning-rate x0.5",
      "  esgrima steer runs/00000-ring set penalties.r1.gamma 1"
    })
final class SteerCommand implements Callable<Integer> {
  private static final long NAP_MILLIS = 50;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      arity = "0..1",
      description = "Directory of a run that is being trained.")
  private Path run = Runs.MISSING;

  @Parameters(index = "1..*", paramLabel = "WORDS", description = "What it shall do, see above.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--half",
      description = "With step: N turns of single players; the game pauses between them, too.")
  private boolean half;

  @Option(
      names = "--only",
      paramLabel = "WHO",
      description = "With step: train only the generator or the discriminator in these steps.")
  private String only = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the trainer's answer (10).")
  private double wait = 10;

  private final Terminal terminal;

  SteerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    LatentOptions.require(wait >= 0, "--wait", "at least 0", wait);
    RunDirectory directory = RunDirectory.open(run);
    if (words.isEmpty()) {
      requireNothing(half || !only.isEmpty());
      new StateDisplay(terminal).print(directory);
      return 0;
    }
    Command command = SteerWords.command(words, half, only);
    requireTrainer(directory);
    long deadline = System.nanoTime() + Math.round(wait * 1e9);
    CommandInbox inbox = new CommandInbox(directory.commandsDirectory());
    String id = inbox.send(command);
    Optional<Answer> answer = answer(directory, id, deadline);
    if (answer.isEmpty() && !alive(directory)) {
      inbox.withdraw(id);
      requireTrainer(directory);
    }
    if (answer.isEmpty()) {
      terminal.say("Sent; the trainer is busy and will follow after the current step.");
      return 0;
    }
    if (answer.get().outcome() == Answer.Outcome.REFUSED) {
      terminal.notice("refused: " + answer.get().message());
      return Failures.USER;
    }
    terminal.say(answer.get().message());
    if (command instanceof Command.Stop) {
      awaitEnd(directory, deadline);
    }
    return 0;
  }

  private static void requireNothing(boolean given) {
    if (given) {
      throw new InputException(
          "options without a command",
          "steer",
          "step before --half or --only",
          "nothing",
          "Say step");
    }
  }

  private static Optional<Phase> phase(RunDirectory directory) {
    return RunState.read(directory.stateFile()).map(RunState::phase);
  }

  private static boolean alive(RunDirectory directory) {
    return phase(directory).map(Phase::alive).orElse(false);
  }

  private void requireTrainer(RunDirectory directory) {
    if (!alive(directory)) {
      throw new InputException(
          "nobody to steer",
          directory,
          "a run that is being trained",
          phase(directory).map(StateDisplay::words).orElse("one that was not started"),
          "Go on with it by " + terminal.command() + " resume " + Words.shell(directory.path()));
    }
  }

  private static Optional<Answer> answer(RunDirectory directory, String id, long deadline)
      throws InterruptedException {
    Optional<Answer> answer = CommandLog.answer(directory.commandLog(), id);
    while (answer.isEmpty() && System.nanoTime() < deadline && alive(directory)) {
      Thread.sleep(NAP_MILLIS);
      answer = CommandLog.answer(directory.commandLog(), id);
    }
    return answer;
  }

  private void awaitEnd(RunDirectory directory, long deadline) throws InterruptedException {
    while (alive(directory) && System.nanoTime() < deadline) {
      Thread.sleep(NAP_MILLIS);
    }
    if (!alive(directory)) {
      terminal.say("It has ended.");
    }
  }
}
