package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.esgrima.io.Json;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user can put right gives exit code 2, one line, and leaves everything as it was. */
class BadInputTest {
  @TempDir Path directory;
  private List<String> before;

  @BeforeEach
  void look() throws IOException {
    before = everything();
  }

  @AfterEach
  void nothingWasLeftBehind() throws IOException {
    assertThat(everything()).isEqualTo(before);
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !file.getFileName().toString().equals(".lock"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  private static void assertRefused(Captured result, String... parts) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).startsWith("esgrima: ").contains(parts).doesNotContain("\tat ");
    assertThat(result.err().lines()).as("one line").hasSize(1);
    assertThat(result.out()).isEmpty();
  }

  private Captured train(Object... args) {
    Object[] all = new Object[args.length + 3];
    all[0] = "train";
    all[1] = "--runs";
    all[2] = directory.resolve("runs");
    System.arraycopy(args, 0, all, 3, args.length);
    return Captured.run(all);
  }

  @Test
  void unknownNames() {
    assertRefused(train("--bacth", "64"), "unknown option", "--bacth", "Did you mean --batch?");
    assertRefused(train("--architecture.widht", "64"), "Did you mean --architecture.width?");
    assertRefused(train("--wholly-new"), "unknown option", "esgrima train --help");
    assertRefused(Captured.run("trian"), "unknown command", "Did you mean train?");
    assertRefused(Captured.run("data", "unpack"), "unknown command", "inspect");
    assertRefused(Captured.run("data"), "inspect or pack");
    assertRefused(Captured.run(), "esgrima --help");
    assertRefused(train("--preset", "digit"), "unknown preset", "digits");
    assertRefused(Captured.run("presets", "digit"), "unknown preset", "digits");
    assertRefused(train("extra"), "one argument too many", "extra");
  }

  @Test
  void unusableValues() {
    assertRefused(train("--batch", "many"), "--batch", "a whole number", "many");
    assertRefused(train("--batch", "0"), "batch", "at least 1");
    assertRefused(train("--batch"), "--batch");
    assertRefused(train("--minutes", "soon"), "--minutes", "a number");
    assertRefused(train("--loss", "wgan"), "--loss", "minimax or non-saturating", "wgan");
    assertRefused(train("--split", "trian"), "Did you mean train?");
    assertRefused(train("--architecture", "{type: mlp"), "--architecture", "YAML");
    assertRefused(train("--architecture.resolution", "100"), "architecture.resolution", "28");
    assertRefused(
        train("--architecture", "mlp", "--architecture.width", "8"), "unknown key", "width");
    assertRefused(train("--steps", "0"), "no end in sight", "--steps");
    assertRefused(train("--device", "tpu"), "tpu");
    assertRefused(train("--generator-optimizer.beta1", "2"), "beta1");
  }

  @Test
  void missingFiles() {
    assertRefused(train("--data", directory.resolve("none"), "--preset", "dcgan64"), "none");
    assertRefused(train("--data", "minst", "--preset", "dcgan64"), "Did you mean mnist?");
    assertRefused(train("--config", directory.resolve("none.yaml")), "no such file");
    Path none = directory.resolve("00007-none");
    assertRefused(Captured.run("resume", none), "no such run");
    assertRefused(Captured.run("generate", none), "no such run");
    assertRefused(Captured.run("info", none), "no such run");
    assertRefused(Captured.run("steer", none, "pause"), "no such run");
    assertRefused(Captured.run("data", "inspect", none), "00007-none");
    assertRefused(Captured.run("resume"), "no such run", "RUN");
  }

  @Test
  void directoriesThatCannotBeWritten() throws IOException {
    // A path below a regular file: unlike permissions this also stops the superuser.
    Path file = Files.writeString(directory.resolve("file"), "mine");
    before = everything();
    assertRefused(
        Captured.run("train", "--runs", file.resolve("runs"), "--architecture.width", "2"),
        "cannot write");
    assertRefused(
        Captured.run("data", "pack", "strokes", file.resolve("out.safetensors"), "--take", "5"),
        "cannot write");
    assertThat(file).hasContent("mine");
  }

  @Test
  void existingOutputs() throws IOException {
    Path file = Files.writeString(directory.resolve("out.safetensors"), "mine");
    before = everything();
    assertRefused(Captured.run("data", "pack", "strokes", file, "--take", "5"), "output exists");
    assertRefused(
        Captured.run("data", "pack", "strokes", directory.resolve("x.safetensors")), "unlimited");
    assertThat(file).hasContent("mine");
  }

  @Test
  void checkpointsThatCannotBeUsed() throws IOException {
    Path run = trained();
    Path checkpoint = run.resolve("checkpoints/000002.safetensors");
    Path out = directory.resolve("sheet.png");
    before = everything();
    assertRefused(
        Captured.run("generate", run, "--grid", "2x2", "--count", "9", "--out", out),
        "the grid is too small",
        "--grid 2x5");
    assertRefused(Captured.run("generate", run, "--grid", "two", "--out", out), "8x8");
    assertRefused(Captured.run("generate", run, "--count", "0", "--out", out), "count");
    assertRefused(Captured.run("generate", run, "--out", directory.resolve("a.jpg")), ".npy");
    assertRefused(Captured.run("resume", run), "this run is finished", "--steps 4");
    assertRefused(Captured.run("resume", run, "--batch", "4"), "unknown option", "--batch");
    assertRefused(
        Captured.run("resume", run, "--steps", "4", "--device", "tpu"), "unknown device", "cuda:N");

    byte[] whole = Files.readAllBytes(checkpoint);
    String text = new String(whole, StandardCharsets.ISO_8859_1);

    Files.write(checkpoint, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(Captured.run("generate", run, "--out", out), "000002.safetensors");
    assertRefused(Captured.run("resume", run, "--steps", "4"), "000002.safetensors");

    Files.writeString(checkpoint, "no checkpoint at all");
    assertRefused(Captured.run("generate", checkpoint, "--out", out), "000002.safetensors");

    replace(checkpoint, text, "\"format-version\":\"1\"", "\"format-version\":\"9\"");
    assertRefused(Captured.run("generate", run, "--out", out), "newer format");
    assertRefused(Captured.run("resume", run, "--steps", "4"), "newer format");

    replace(checkpoint, text, "\\\"width\\\":2", "\\\"width\\\":4");
    assertRefused(Captured.run("generate", run, "--out", out), "another architecture", "width");
    assertRefused(Captured.run("generate", checkpoint, "--out", out), "does not fit");
    assertRefused(Captured.run("resume", run, "--steps", "4"), "another architecture");
  }

  private static void replace(Path file, String text, String old, String with) throws IOException {
    assertThat(text).contains(old);
    Files.write(file, text.replace(old, with).getBytes(StandardCharsets.ISO_8859_1));
  }

  private Path trained() {
    ObjectNode tree = Presets.tree("digits");
    Presets.overlay(
        tree, Json.parseYaml("{architecture: {width: 2}, batch: 4, steps: 2, preview: 1}", "test"));
    Path runs = directory.resolve("runs");
    try (Trainer trainer = Trainer.start(TrainingConfig.of(tree, "test"), runs)) {
      return trainer.run(TrainingListener.NONE).run().path();
    }
  }
}
