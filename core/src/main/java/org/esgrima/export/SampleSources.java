package org.esgrima.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.latent.ExportedGenerator;
import org.esgrima.latent.SampleSource;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.ChosenCheckpoint;

/**
 * One way from a name to samples: through ONNX Runtime, by way of {@link RunModels} where a run or
 * checkpoint is named, so that libtorch is loaded for the first call only. The samples of later
 * calls are those of the first.
 */
public final class SampleSources {
  // The export holds weights four times in Java's memory, of which the launcher gives 1 GiB.
  private static final long MOST_WEIGHTS = 128L << 20;

  private final RunModels models;
  private final Consumer<String> notices;

  /**
   * Keeps exported runs in the user's cache directory.
   *
   * @param notices is told why libtorch makes the samples, where it has to
   */
  public SampleSources(Consumer<String> notices) {
    this(new RunModels(), notices);
  }

  SampleSources(RunModels models, Consumer<String> notices) {
    this.models = models;
    this.notices = notices;
  }

  /**
   * Opens a generator.
   *
   * @param path a run directory, a checkpoint or an ONNX file
   * @param best whether the checkpoint is meant that came closest to the real samples, not the
   *     newest
   * @param batch most samples made at once, at least 1
   * @throws InputException if there is nothing of that name, or it cannot be used
   */
  public SampleSource open(Path path, boolean best, int batch) {
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
      return open(best ? ChosenCheckpoint.best(path) : ChosenCheckpoint.newest(path), batch);
    }
    if (best) {
      throw new InputException(
          "an exported generator has one checkpoint", "--best", "a run", path, "Leave out --best");
    }
    return ExportedGenerator.open(path, path, batch);
  }

  private SampleSource open(ChosenCheckpoint chosen, int batch) {
    if (weights(chosen) > MOST_WEIGHTS) {
      return TrainedGenerator.open(chosen);
    }
    try {
      return exported(chosen, batch);
    } catch (InputException | IllegalStateException e) {
      // Says itself what is wrong with a checkpoint; otherwise ONNX Runtime is what does not work.
      TrainedGenerator generator = TrainedGenerator.open(chosen);
      notices.accept("libtorch makes the samples, since ONNX Runtime does not: " + e.getMessage());
      return generator;
    }
  }

  private SampleSource exported(ChosenCheckpoint chosen, int batch) {
    Path file = models.onnx(chosen);
    try {
      return ExportedGenerator.open(file, chosen.file(), batch);
    } catch (InputException e) {
      discard(file); // damaged since it was checked: the next call exports anew
      throw e;
    }
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
  }

  private static long weights(ChosenCheckpoint chosen) {
    try (Checkpoint checkpoint = Checkpoint.open(chosen.file())) {
      return checkpoint.bytes(Checkpoint.AVERAGE);
    }
  }
}
