package org.esgrima.studio.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;

/**
 * One checkpoint of a run at one moment.
 *
 * @param run name of the run
 * @param step its step
 * @param file the checkpoint
 * @param modified when it was written, milliseconds since 1970
 */
record ModelKey(String run, long step, Path file, long modified) {
  /**
   * The checkpoint that a visitor means.
   *
   * @param which {@code latest}, {@code best} or a step
   * @throws NoSuchElementException if there is none
   * @throws IllegalArgumentException if {@code which} is none of these
   */
  static ModelKey of(RunDirectory run, String which) {
    CheckpointKeeper keeper = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
    List<Long> steps = keeper.steps();
    if (steps.isEmpty()) {
      throw new NoSuchElementException(
          "the run %s has no checkpoint yet: the first is written after some ticks"
              .formatted(run.name()));
    }
    long step = step(keeper, steps, which);
    if (!steps.contains(step)) {
      throw new NoSuchElementException(
          "the run %s has no checkpoint of step %d; it has %s".formatted(run.name(), step, steps));
    }
    Path file = keeper.file(step);
    try {
      long modified = Files.getLastModifiedTime(file).toMillis();
      return new ModelKey(run.name(), step, file, modified);
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a checkpoint", e);
    }
  }

  private static long step(CheckpointKeeper keeper, List<Long> steps, String which) {
    if (which.equals("latest")) {
      return steps.get(steps.size() - 1);
    }
    if (which.equals("best")) {
      return keeper
          .best()
          .map(CheckpointKeeper.Best::step)
          .orElseThrow(() -> new NoSuchElementException("no checkpoint was named the best yet"));
    }
    if (!which.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(which);
    }
    return Long.parseLong(which);
  }
}
