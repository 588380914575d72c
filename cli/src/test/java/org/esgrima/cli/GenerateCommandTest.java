package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.export.SampleSources;
import org.esgrima.latent.SampleSource;
import org.esgrima.latent.SampleWriter;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code esgrima generate} and {@code next} on tiny runs. */
class GenerateCommandTest {
  private static final int IMAGE = 3 * 16 * 16;

  @TempDir static Path directory;
  private static Path digits;
  private static Path ring;

  @BeforeAll
  static void train() {
    digits =
        trained(
            "digits",
            "{architecture: {width: 2}, batch: 4, steps: 4, tick-steps: 2, preview: 1,"
                + " best-samples: 16, conditioning: {type: projection}}");
    ring = trained("ring", "{batch: 4, steps: 2}");
  }

  private static Path trained(String preset, String changes) {
    Path runs = directory.resolve("runs");
    try (Trainer trainer = Trainer.start(Presets.config(preset, changes), runs)) {
      return trainer.run(TrainingListener.NONE).run().path();
    }
  }

  private static Captured generate(Path out, Object... args) {
    Object[] all = new Object[args.length + 3];
    all[0] = "generate";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--out";
    all[args.length + 2] = out;
    Captured result = Captured.run(all);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private static Path checkpoint(long step) {
    return new CheckpointKeeper(RunDirectory.open(digits), CheckpointKeeper.Policy.DEFAULT)
        .file(step);
  }

  private static void assertSameUpToOneLevel(Path one, Path other) throws Exception {
    byte[] a = Files.readAllBytes(one);
    byte[] b = Files.readAllBytes(other);
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.length; i++) {
      assertThat((a[i] & 0xff) - (b[i] & 0xff)).as("byte %d", i).isBetween(-1, 1);
    }
  }

  @Test
  void theFirstCallAndLaterOnesMakeThePicturesOfTheNetwork() throws Exception {
    Path first = directory.resolve("first.npy");
    Path later = directory.resolve("later.npy");
    Path network = directory.resolve("network.npy");
    Captured said = generate(first, digits, "--seed", 3, "--count", 4, "--class", "7,2");
    assertThat(said.out()).contains("seeds 3 to 6", "from " + checkpoint(4));
    assertThat(said.err()).isEmpty();
    generate(later, digits, "--seed", 3, "--count", 4, "--class", "7,2");
    assertThat(later).hasSameBinaryContentAs(first);
    try (TrainedGenerator trained = TrainedGenerator.open(digits)) {
      new SampleWriter(trained, 3, 4, List.of(7, 2), 1, 64, false, made -> {}).npy(network);
    }
    assertSameUpToOneLevel(first, network);
  }

  @Test
  void theBestCheckpointAndPoints() throws Exception {
    long best =
        new CheckpointKeeper(RunDirectory.open(digits), CheckpointKeeper.Policy.DEFAULT)
            .best()
            .orElseThrow()
            .step();
    Path pictures = directory.resolve("best");
    assertThat(generate(pictures, digits, "--best", "--count", 2).out())
        .contains("from " + checkpoint(best));
    assertThat(pictures.resolve("seed0000001.png")).exists();
    Path points = directory.resolve("points.npy");
    assertThat(generate(points, ring, "--count", 5).err()).isEmpty();
    assertThat(Files.size(points)).isEqualTo(128 + 5 * 2 * Float.BYTES);
    generate(directory.resolve("points.png"), ring, "--count", 5);
    Captured refused = Captured.run("next", ring, "--out", directory.resolve("none"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("samples are no images").hasLineCount(1);
  }

  @Test
  void truncationBringsSamplesTogether() throws Exception {
    Path faces =
        trained(
            "stylegan2-avatars64",
            "{batch: 4, steps: 1, preview: 1, reuse-latents: false, resolution: 16,"
                + " architecture: {latent: 8, styles: 8, capacity: 64, max-width: 8}}");
    double[] spread = new double[3];
    for (int tenths : new int[] {0, 5, 10}) {
      Path file = directory.resolve("truncated" + tenths + ".npy");
      Captured said =
          generate(file, faces, "--count", 64, "--truncation", String.valueOf(tenths / 10.0));
      assertThat(said.err()).isEmpty();
      byte[] images = Arrays.copyOfRange(Files.readAllBytes(file), 128, 128 + 64 * IMAGE);
      for (int i = 0; i < 63 * IMAGE; i++) {
        spread[tenths / 5] += Math.abs((images[i] & 0xff) - (images[IMAGE + i] & 0xff));
      }
    }
    assertThat(spread[0]).isZero();
    long[] seeds = {0, 1};
    int[] any = {Conditions.ANY, Conditions.ANY};
    try (TrainedGenerator trained = TrainedGenerator.open(faces);
        SampleSource exported = new SampleSources(notice -> {}).open(faces, false, 2)) {
      assertThat(exported.values(seeds, any, 0.5))
          .containsExactly(trained.values(seeds, any, 0.5), Offset.offset(1e-4f));
    }
    assertThat(spread[1]).isPositive().isLessThan(spread[2]);
  }

  @Test
  void whatHasNoStylesCannotBeTruncated() {
    Path sheet = directory.resolve("truncated.png");
    Captured refused = Captured.run("generate", digits, "--truncation", 0.5, "--out", sheet);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("this generator cannot be truncated: truncation: expected 1: it has no styles")
        .hasLineCount(1);
    assertThat(sheet).doesNotExist();
    try (TrainedGenerator trained = TrainedGenerator.open(digits)) {
      long[] seeds = {1};
      int[] classes = {2};
      assertThatThrownBy(() -> trained.values(seeds, classes, 0.5))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("it has no styles, got 0.5");
    }
  }

  @Test
  void anExportedFileHasNoBestCheckpoint() {
    Path onnx = directory.resolve("digits.onnx");
    assertThat(Captured.run("export", digits, "--out", onnx).exitCode()).isZero();
    Path sheet = directory.resolve("exported.png");
    Captured refused = Captured.run("generate", onnx, "--best", "--out", sheet);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("an exported generator has one checkpoint: --best", "Leave out --best")
        .hasLineCount(1);
    assertThat(sheet).doesNotExist();
    assertThat(generate(sheet, onnx).out()).contains("from " + onnx);
    assertThat(Captured.run("next", onnx, "--out", directory.resolve("next")).out())
        .contains("again: esgrima generate " + onnx);
  }
}
