package org.esgrima.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.esgrima.data.Avatars;
import org.esgrima.data.Dataset;
import org.esgrima.data.PackedDataset;
import org.esgrima.data.Strokes;
import org.esgrima.data.Subset;
import org.esgrima.export.ExportFormat;
import org.esgrima.export.ExportSettings;
import org.esgrima.export.GeneratorExport;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.torch.Threads;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingListener;

/**
 * What some measurements need on disk: runs, a model, drawn data, features. All are made from
 * seeds, so that every machine measures the same.
 */
record Materials(Path directory, int threads) {
  static final String MODEL = "dcgan64.onnx";
  static final String SCRIPT = "dcgan64.pt";
  private static final String RUNS64 = "runs64";
  private static final String RUNS28 = "runs28";
  private static final String PACKED = "packed.safetensors";
  private static final int DIGITS = 10_000;
  private static final int FACES = 2_000;

  /** Makes what a group of contests needs, unless it is there. */
  void provide(String group) {
    switch (group) {
      case "generation" -> {
        once(RUNS64, () -> train(RUNS64, "dcgan64", "{data: avatars, steps: 2, batch: 16}"));
        once(MODEL, () -> export(ExportFormat.ONNX, MODEL));
        once(SCRIPT, () -> export(ExportFormat.TORCHSCRIPT, SCRIPT));
      }
      case "start" -> once(RUNS28, this::digits);
      case "metrics" -> once("fakes.npy", () -> MetricCases.write(directory));
      case "loading" -> once(PACKED, this::data);
      default -> {} // needs nothing
    }
  }

  private void once(String last, Runnable making) {
    if (!Files.exists(directory.resolve(last))) {
      making.run();
    }
  }

  /** A DCGAN of 64 pixels, in a file for other programs. */
  private void export(ExportFormat format, String file) {
    try (TrainedGenerator generator = TrainedGenerator.open(run(directory))) {
      new GeneratorExport(generator, ExportSettings.DEFAULT).write(format, directory.resolve(file));
    }
  }

  /** The run of DCGAN 64. */
  static Path run(Path directory) {
    return onlyRun(directory.resolve(RUNS64));
  }

  /** A DCGAN of 28 pixels as of the preset, after some steps. */
  private void digits() {
    train(RUNS28, "dcgan-mnist", "{data: strokes, steps: 20, images: 0}");
  }

  /** The run of DCGAN 28. */
  static Path digitsRun(Path directory) {
    return onlyRun(directory.resolve(RUNS28));
  }

  private void train(String runs, String preset, String changes) {
    Threads.set(threads, Threads.Work.NETWORKS);
    try (Trainer trainer =
        Trainer.start(Presets.config(preset, changes), directory.resolve(runs))) {
      trainer.run(new TrainingListener() {});
    }
  }

  private static Path onlyRun(Path runs) {
    try (Stream<Path> found = Files.list(runs)) {
      return found.filter(Files::isDirectory).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the data of that name are: {@code idx}, {@code folder} or {@code packed}. */
  static Path data(Path directory, String name) {
    return switch (name) {
      case "idx" -> directory.resolve("MNIST").resolve("raw"); // where torchvision looks
      case "packed" -> directory.resolve(PACKED);
      default -> directory.resolve(name);
    };
  }

  /** Drawn digits as IDX files; drawn faces as PNG files and packed. */
  private void data() {
    DrawnFiles.idx(Subset.of(new Strokes(0), 0, DIGITS), data(directory, "idx"));
    Dataset faces = Subset.of(new Avatars(0), 0, FACES);
    DrawnFiles.folder(faces, data(directory, "folder").resolve("faces"));
    PackedDataset.write(faces, data(directory, "packed"));
  }
}
