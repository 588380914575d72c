package org.esgrima.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.esgrima.CacheDirectory;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Sha256;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.run.Build;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.ChosenCheckpoint;
import org.esgrima.runtime.ModelProvider;

/**
 * Runs and checkpoints as ONNX files for {@link org.esgrima.runtime.Generator#open}, in the
 * directory {@code onnx} of the user's cache. A file is called after what the generator is made of
 * (weights, settings) and the Esgrima that made it, so that a run that was trained further gets
 * another one. The {@value #KEPT} used last are kept, as far as they have 1 GiB together.
 *
 * <p>A file that is there is found without libtorch. Where the directory cannot be written, the
 * file is a temporary one that goes with the program.
 */
public final class RunModels implements ModelProvider {
  private static final int KEPT = 16;
  private static final long KEPT_BYTES = 1L << 30;
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path directory;

  /** In the user's cache directory. */
  public RunModels() {
    this(CacheDirectory.ofUser().resolve("onnx"));
  }

  RunModels(Path directory) {
    this.directory = directory;
  }

  @Override
  public boolean accepts(Path path) {
    return true; // what is no run or checkpoint is refused with a reason
  }

  @Override
  public Path onnx(Path runOrCheckpoint) {
    return onnx(ChosenCheckpoint.newest(runOrCheckpoint));
  }

  /**
   * The ONNX file of a checkpoint.
   *
   * @throws InputException if the checkpoint is damaged, does not fit its run, or does not survive
   *     the export's check
   */
  public Path onnx(ChosenCheckpoint chosen) {
    Path file = directory.resolve(name(chosen) + ".onnx");
    if (Files.exists(file)) {
      touch(file);
      return file;
    }
    try (TrainedGenerator generator = TrainedGenerator.open(chosen)) {
      GeneratorExport export = new GeneratorExport(generator, ExportSettings.DEFAULT);
      if (kept(export, file)) {
        return file;
      }
      Path temporary = Files.createTempFile("esgrima-", ".onnx");
      temporary.toFile().deleteOnExit();
      export.write(ExportFormat.ONNX, temporary);
      return temporary;
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
  }

  /** A checkpoint fits its run as long as neither changes: both are in the name. */
  private static String name(ChosenCheckpoint chosen) {
    try (Checkpoint checkpoint = Checkpoint.open(chosen.file())) {
      String settings =
          chosen.run().map(run -> Sha256.ofFile(run.configFile(), "settings")).orElse("");
      return Sha256.of(
              String.join(
                  " ",
                  checkpoint.fingerprint(Checkpoint.AVERAGE),
                  settings,
                  Build.version(),
                  Build.commit()))
          .substring(0, 32);
    }
  }

  /** Whether the file could be written where it will be found again. */
  private boolean kept(GeneratorExport export, Path file) {
    try {
      Files.createDirectories(directory);
      export.write(ExportFormat.ONNX, file);
      forget();
      return true;
    } catch (IOException e) {
      return false; // no such directory can be made
    } catch (InputException e) {
      if (e.getCause() instanceof IOException) {
        return false; // it cannot be written, or the disk is full
      }
      throw e;
    }
  }

  // Only the order in which files are forgotten depends on it; others' caches can be read, too.
  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      return;
    }
  }

  // A file that another program has just removed is no trouble, and what stays goes next time.
  private void forget() {
    Map<Path, FileTime> used = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        FileTime time = Files.getLastModifiedTime(file);
        if (file.toString().endsWith(".onnx")) {
          used.put(file, time);
        } else if (time.toInstant().isBefore(Instant.now().minus(ABANDONED))) {
          Files.deleteIfExists(file); // the beginning of a file, whose writer was ended
        }
      }
      long bytes = 0;
      int number = 0;
      List<Path> newestFirst =
          used.keySet().stream().sorted(Comparator.comparing(used::get).reversed()).toList();
      for (Path file : newestFirst) {
        bytes += Files.size(file);
        number++;
        if (number > 1 && (number > KEPT || bytes > KEPT_BYTES)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      return;
    }
  }
}
