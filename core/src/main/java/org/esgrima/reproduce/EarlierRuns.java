package org.esgrima.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;

/**
 * Runs of an experiment that lie in its directory from an earlier call.
 *
 * @param directory of the experiment; need not exist
 */
record EarlierRuns(Path directory) {
  /** Keys that the start of a run resolves, or that change no weight. */
  private static final Set<String> FREE =
      Set.of(
          "architecture",
          "conditioning",
          "threads",
          "loader-threads",
          "device",
          "tick-steps",
          "sample-ticks",
          "checkpoint-ticks",
          "keep-checkpoints",
          "preview");

  /**
   * The newest run of that name that has a checkpoint.
   *
   * @throws InputException if it was made with other settings
   */
  Optional<RunDirectory> find(TrainingConfig wanted) {
    for (Path path : candidates(wanted.name())) {
      RunDirectory run = RunDirectory.open(path);
      if (!keeper(run).steps().isEmpty()) {
        requireSame(wanted, run);
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  private List<Path> candidates(String name) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("\\d{5,}-\\Q" + name + "\\E"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(directory, "a directory of runs", e);
    }
  }

  private void requireSame(TrainingConfig wanted, RunDirectory run) {
    JsonNode stored = run.readConfig();
    // By way of text, since a record's tree tells 1 of type int from 1 of type long.
    JsonNode asked = Json.parseJson(Json.json(wanted), "settings");
    JsonNode there =
        Json.parseJson(Json.json(TrainingConfig.of(stored, run.configFile())), run.configFile());
    List<String> differing = new ArrayList<>();
    asked
        .properties()
        .forEach(
            key -> {
              if (!FREE.contains(key.getKey()) && !key.getValue().equals(there.get(key.getKey()))) {
                differing.add(key.getKey());
              }
            });
    if (!differing.isEmpty()) {
      throw new InputException(
          "this directory holds a run with other settings",
          run,
          "the settings of this experiment",
          "another " + String.join(", ", differing),
          "Choose another directory with --out, or delete that run");
    }
  }

  /** Whether the run has reached its limits. */
  static boolean isFinished(RunDirectory run, TrainingConfig config) {
    try (Checkpoint checkpoint = keeper(run).latest()) {
      return Trainer.progress(checkpoint).share(config) >= 1;
    }
  }

  private static CheckpointKeeper keeper(RunDirectory run) {
    return new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
  }
}
