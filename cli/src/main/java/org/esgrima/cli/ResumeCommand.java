package org.esgrima.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima resume}: a run goes on as if it had never stopped. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Go on with a run from its newest checkpoint, as if it had never stopped.",
      "",
      "A finished run goes on only with a later limit. Options change settings from here on; those"
          + " not given stay as they were. (Numbers in parentheses: the preset digits.)"
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima resume runs/00000-digits",
      "  esgrima resume runs/00000-digits --steps 6000",
      "  esgrima resume runs/00000-digits --steps 6000 --generator-optimizer.learning-rate 1e-4"
    })
final class ResumeCommand implements Callable<Integer> {
  // What may change without making it another run: not data, networks, batch, seed or number
  // format.
  private static final Set<String> CHANGEABLE =
      Set.of(
          "steps",
          "images",
          "minutes",
          "tick-steps",
          "checkpoint-ticks",
          "sample-ticks",
          "keep-checkpoints",
          "best-metric",
          "best-samples",
          "patience",
          "monitor",
          "threads",
          "device",
          "loader-threads",
          "generator-optimizer",
          "discriminator-optimizer");

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      arity = "0..1",
      description = "Directory of the run, such as runs/00000-digits.")
  private Path run = Runs.MISSING;

  @Option(names = "--quiet", description = "Print only the path of the run, at the end.")
  private boolean quiet;

  @Option(
      names = "--paused",
      description = "Wait before the first step, until esgrima steer RUN go or step.")
  private boolean paused;

  @Option(
      names = "--profile",
      description = "Show at the end where the time of a step goes; also in profile.json.")
  private boolean profile;

  private final Terminal terminal;
  private final ConfigOptions options = new ConfigOptions(CHANGEABLE::contains);

  private ResumeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  static CommandSpec spec(Terminal terminal) {
    ResumeCommand command = new ResumeCommand(terminal);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    command.options.addTo(spec);
    return spec;
  }

  /** Keys of the settings that may change. */
  static List<String> changeable() {
    return CHANGEABLE.stream().sorted().toList();
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    try (Trainer trainer = Trainer.resume(directory, options.changes(), terminal::notice)) {
      if (profile) {
        trainer.profile();
      }
      return new TrainingSession(terminal, quiet).play(trainer, paused);
    }
  }
}
