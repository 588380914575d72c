package org.esgrima.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.esgrima.data.CacheDirectory;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Sha256;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.run.Build;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.runtime.ModelProvider;

/**
 * Runs and checkpoints as ONNX files for {@link org.esgrima.runtime.Generator#open}, in the
 * directory {@code onnx} of the user's cache. A file is called after the content of its checkpoint
 * and the Esgrima that made it; of all, the {@value #KEPT} used last are kept.
 */
public final class RunModels implements ModelProvider {
  private static final int KEPT = 16;

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
    Path checkpoint = checkpoint(runOrCheckpoint);
    String content = Sha256.ofFile(checkpoint, "a checkpoint");
    String maker = Build.version() + " " + Build.commit();
    Path file = directory.resolve(Sha256.of(content + " " + maker).substring(0, 32) + ".onnx");
    try {
      if (Files.exists(file)) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
      } else {
        Files.createDirectories(directory);
        try (TrainedGenerator generator = TrainedGenerator.open(checkpoint)) {
          new GeneratorExport(generator, ExportSettings.DEFAULT).write(ExportFormat.ONNX, file);
        }
        forget();
      }
      return file;
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
  }

  private static Path checkpoint(Path runOrCheckpoint) {
    if (!Files.isDirectory(runOrCheckpoint)) {
      return runOrCheckpoint;
    }
    RunDirectory run = RunDirectory.open(runOrCheckpoint);
    try (Checkpoint newest = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT).latest()) {
      return newest.path();
    }
  }

  private void forget() throws IOException {
    Map<Path, FileTime> used = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".onnx")).toList()) {
        used.put(file, Files.getLastModifiedTime(file));
      }
    }
    List<Path> oldest =
        used.keySet().stream()
            .sorted(Comparator.comparing(used::get))
            .limit(surplus(used))
            .toList();
    for (Path file : oldest) {
      Files.deleteIfExists(file);
    }
  }

  private static int surplus(Map<Path, FileTime> used) {
    return Math.max(0, used.size() - KEPT);
  }
}
