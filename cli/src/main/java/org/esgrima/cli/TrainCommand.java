package org.esgrima.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code esgrima train}: settings from preset, file and options, then a new run. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Start a new run: train a generator and a discriminator against each other.",
      "",
      "Settings come from a preset; every option changes one of them. Numbers in parentheses are"
          + " those of the preset digits, which is used if nothing else is asked for.",
      "Without --preset, --data chooses: images of 28, 32, 64 or 128 pixels take the preset"
          + " dcgan-mnist, dcgan-cifar10, dcgan64 or dcgan128, all others are resized to 64."
    },
    optionListHeading = "%nOptions:%n")
final class TrainCommand implements Callable<Integer> {
  private static final String[] EXAMPLES = {
    "",
    "Examples:",
    "  esgrima train                                   drawn digits, a few minutes",
    "  esgrima train --preset dcgan-mnist --data DIR   MNIST files in a directory",
    "  esgrima train --data photos/ --resolution 64 --minutes 30",
    "  esgrima train --architecture.width 64 --batch 128 --dry-run",
    "  esgrima train --generator-optimizer.learning-rate 1e-4"
  };

  @Spec private CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      order = 1,
      description = "Settings to start from; see esgrima presets (digits).")
  private String preset = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      order = 2,
      description = "Settings to lay over the preset: a config.yaml, for example of another run.")
  private Path configFile;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      order = 3,
      description = "Where the new run gets its directory (runs).")
  private Path runs = Path.of("runs");

  @Option(
      names = "--dry-run",
      order = 4,
      description = "Show settings, networks, memory and time expected; write nothing.")
  private boolean dryRun;

  @Option(names = "--quiet", order = 5, description = "Print only the path of the run, at the end.")
  private boolean quiet;

  @Option(
      names = "--paused",
      order = 6,
      description = "Wait before the first step, until esgrima steer RUN go or step.")
  private boolean paused;

  @Option(
      names = "--profile",
      order = 7,
      description = "Show at the end where the time of a step goes; also in profile.json.")
  private boolean profile;

  private final Terminal terminal;
  private final ConfigOptions options = new ConfigOptions(key -> true);

  private TrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  static CommandSpec spec(Terminal terminal) {
    TrainCommand command = new TrainCommand(terminal);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    command.options.addTo(spec);
    List<String> footer = new ArrayList<>();
    footer.add("");
    footer.add("Settings inside these, changed with a dot: --architecture.width 64. Values may");
    footer.add("be YAML, such as '{type: linear, from: 2e-4, to: 0, …}' for a schedule:");
    footer.addAll(command.options.help());
    footer.addAll(List.of(EXAMPLES));
    spec.usageMessage().footer(footer.toArray(String[]::new));
    return spec;
  }

  @Override
  public Integer call() {
    TrainingConfig config = config();
    if (dryRun) {
      new DryRun(terminal).print(config);
      return 0;
    }
    List<String> typed = new ArrayList<>(List.of("esgrima"));
    typed.addAll(spec.root().commandLine().getParseResult().originalArgs());
    try (Trainer trainer = Trainer.start(config, runs, typed, this::notice)) {
      if (profile) {
        trainer.profile();
      }
      return new TrainingSession(terminal, quiet).play(trainer, paused);
    }
  }

  private void notice(String line) {
    if (!quiet) {
      terminal.notice(line);
    }
  }

  private TrainingConfig config() {
    ObjectNode changes = options.changes();
    ObjectNode file = configFile == null ? ofOtherRun(changes) : read(configFile);
    ObjectNode tree = Presets.tree(presetFor(file, changes));
    Presets.overlay(tree, file);
    Presets.overlay(tree, changes);
    return TrainingConfig.of(tree, configFile == null ? "settings" : configFile);
  }

  /** Settings of the run to start from, where neither a preset nor a file is named. */
  private ObjectNode ofOtherRun(ObjectNode changes) {
    String from = changes.path("start-from").asText();
    if (from.isEmpty() || !preset.isEmpty()) {
      return changes.objectNode();
    }
    ObjectNode settings = StartingSettings.of(Path.of(from), changes.has("data"));
    notice("settings of " + from + "; --preset or --config names others");
    return settings;
  }

  private String presetFor(ObjectNode file, ObjectNode changes) {
    if (!preset.isEmpty()) {
      return preset;
    }
    if (!file.isEmpty() || !changes.has("data")) {
      return Presets.DEFAULT;
    }
    String chosen = PresetChoice.of(changes);
    notice("preset " + chosen + ", chosen for these data; --preset names another");
    return chosen;
  }

  private static ObjectNode read(Path file) {
    try {
      if (Json.parseYaml(Files.readString(file), file) instanceof ObjectNode tree) {
        return tree;
      }
      throw new InputException(
          "no settings", file, "keys and values in YAML", "something else", "Give a config.yaml");
    } catch (IOException e) {
      throw new InputException(
          "unreadable settings",
          file,
          "a config.yaml",
          Files.exists(file) ? e.getClass().getSimpleName() : "no such file",
          "Check the path",
          e);
    }
  }
}
