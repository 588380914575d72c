package org.esgrima.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.esgrima.InputException;

/**
 * Which checkpoint somebody means who names a run. Finding it reads headers only and needs no
 * libtorch.
 *
 * @param file the checkpoint
 * @param run whose settings it has to fit; empty if the checkpoint was named by itself
 */
public record ChosenCheckpoint(Path file, Optional<RunDirectory> run) {
  /**
   * The newest.
   *
   * @param runOrCheckpoint a run directory, or one checkpoint file
   * @throws InputException if there is nothing of that name, or the newest checkpoint is damaged
   */
  public static ChosenCheckpoint newest(Path runOrCheckpoint) {
    if (Files.isRegularFile(runOrCheckpoint)) {
      return new ChosenCheckpoint(runOrCheckpoint, Optional.empty());
    }
    RunDirectory run = RunDirectory.open(runOrCheckpoint);
    try (Checkpoint newest = keeper(run).latest()) {
      return new ChosenCheckpoint(newest.path(), Optional.of(run));
    }
  }

  /**
   * The one that came closest to the real samples; see {@link CheckpointKeeper#best}.
   *
   * @param runOrCheckpoint as in {@link #newest}
   * @throws InputException also if no checkpoint is named the best
   */
  public static ChosenCheckpoint best(Path runOrCheckpoint) {
    if (Files.isRegularFile(runOrCheckpoint)) {
      return newest(runOrCheckpoint);
    }
    RunDirectory run = RunDirectory.open(runOrCheckpoint);
    CheckpointKeeper keeper = keeper(run);
    CheckpointKeeper.Best best =
        keeper
            .best()
            .orElseThrow(
                () ->
                    new InputException(
                        "no best checkpoint",
                        run.checkpointsDirectory(),
                        "best.json, written with every checkpoint",
                        "none",
                        "Take the newest checkpoint instead"));
    return new ChosenCheckpoint(keeper.file(best.step()), Optional.of(run));
  }

  private static CheckpointKeeper keeper(RunDirectory run) {
    return new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
  }
}
