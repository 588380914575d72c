package org.esgrima.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.Provenance;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.run.control.RunState;
import org.esgrima.train.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code esgrima info}: what a run is and how far it came. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Show a run: its networks, how far it came, its checkpoints, its circumstances.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima info runs/00000-digits",
      "  esgrima info runs/00000-digits | less"
    })
final class InfoCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Directory of the run, such as runs/00000-digits.")
  private Path run = Runs.MISSING;

  private final Terminal terminal;

  InfoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    TrainingConfig config = TrainingConfig.of(directory.readConfig(), directory.configFile());
    terminal.say(directory.name());
    terminal.say("");
    DryRun.networks(terminal, config);
    progress(directory, config);
    checkpoints(directory);
    circumstances(directory.readProvenance());
    return 0;
  }

  private void progress(RunDirectory directory, TrainingConfig config) {
    terminal.say("Progress");
    RunState.read(directory.stateFile())
        .ifPresent(state -> line("it is", StateDisplay.words(state.phase())));
    StatsLog.Content history =
        Files.exists(directory.statsFile())
            ? StatsLog.read(directory.statsFile())
            : new StatsLog.Content(List.of(), Optional.empty());
    if (history.lines().isEmpty()) {
      line("steps", "none yet");
      return;
    }
    Map<String, Object> last = history.lines().get(history.lines().size() - 1);
    line("steps", of((long) StatsLog.number(last, "step"), config.steps()));
    line("images", of((long) StatsLog.number(last, "images"), config.images()));
    line("time", Words.duration(StatsLog.number(last, "seconds")));
    BalanceWords game = BalanceWords.of(config.loss(), last);
    line("D right on", "%s (%s)".formatted(game.shares(), game.balance()));
    line(
        "losses",
        "G %s, D %s"
            .formatted(
                Words.decimal(StatsLog.number(last, "loss/g/adversarial")),
                Words.decimal(StatsLog.number(last, "loss/d/adversarial"))));
    line(
        "speed", Words.count(Math.round(StatsLog.number(last, "images-per-second"))) + " images/s");
    terminal.say("");
  }

  private static String of(long number, long limit) {
    return Words.count(number) + (limit > 0 ? " of " + Words.count(limit) : "");
  }

  private void checkpoints(RunDirectory directory) {
    CheckpointKeeper keeper = new CheckpointKeeper(directory, CheckpointKeeper.Policy.DEFAULT);
    terminal.say("Checkpoints");
    List<Long> steps = keeper.steps();
    if (steps.isEmpty()) {
      line("none", "the first is written after some ticks");
    }
    for (long step : steps) {
      Path file = keeper.file(step);
      boolean best = keeper.best().map(b -> b.step() == step).orElse(false);
      line(
          "step " + Words.count(step),
          file + ", " + Words.bytes(size(file)) + (best ? ", the best" : ""));
    }
    terminal.say("");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a checkpoint", e);
    }
  }

  private void circumstances(Provenance p) {
    terminal.say("Circumstances");
    line("data", p.dataName() + ", SHA-256 " + p.dataFingerprint());
    line("seed", Long.toString(p.seed()));
    line("started", p.startTime());
    line("esgrima", p.esgrimaVersion() + ", commit " + p.gitCommit());
    line(
        "libtorch",
        p.libtorchVersion() + " on " + p.device() + ", " + p.torchThreads() + " threads");
    line("java", p.javaVersion() + ", " + p.javaVendor());
    line(
        "machine",
        p.operatingSystem() + ", " + p.processor() + ", " + p.processors() + " processors");
    if (!p.commandLine().isEmpty()) {
      line("command", String.join(" ", p.commandLine()));
    }
  }

  private void line(String what, String value) {
    terminal.say("  %-11s %s".formatted(what, value));
  }
}
