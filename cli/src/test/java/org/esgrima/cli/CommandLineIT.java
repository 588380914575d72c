package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.esgrima.data.PackedDataset;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One small run through the real command line, in processes of their own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineIT {
  private static final String RUN = "runs/00000-digits";
  private static final long PATIENCE_SECONDS = 60;

  @TempDir static Path directory;

  private static ProcessBuilder esgrima(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    return builder;
  }

  private static Captured run(String... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process =
        esgrima(args).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
    Captured captured =
        new Captured(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return captured;
  }

  private static Captured succeeding(String... args) throws IOException, InterruptedException {
    Captured captured = run(args);
    assertThat(captured.exitCode()).as(captured.err()).isZero();
    return captured;
  }

  @Test
  @Order(1)
  void aDryRunWritesNothing() throws Exception {
    Captured shown = succeeding("train", "--architecture.width", "4", "--steps", "30", "--dry-run");
    assertThat(shown.out())
        .contains("width: 4", "steps: 30", "Generator, input", "Discriminator, input", "about");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @Order(2)
  void ctrlCSavesAndSaysHowToGoOn() throws Exception {
    Process process =
        esgrima(
                "train",
                "--architecture.width",
                "4",
                "--batch",
                "16",
                "--steps",
                "100000",
                "--tick-steps",
                "10")
            .redirectErrorStream(true)
            .start();
    StringBuilder text = new StringBuilder();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      boolean asked = false;
      for (String line; (line = out.readLine()) != null; ) {
        text.append(line).append('\n');
        if (!asked && line.startsWith("step 10/")) {
          process
              .toHandle()
              .destroy(); // SIGTERM, which takes the way of Ctrl-C even where that is ignored
          asked = true;
        }
      }
    }
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(text).contains("Training digits", "D right on", "Saved after step", "resume " + RUN);
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(checkpoints()).hasSize(1);
  }

  /** Names of the checkpoints of the run; best.json lies beside them, in no fixed order. */
  private static List<String> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(RUN + "/checkpoints"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".safetensors"))
          .sorted()
          .toList();
    }
  }

  @Test
  @Order(3)
  void theRunGoesOnToANewLimit() throws Exception {
    long limit = Long.parseLong(checkpoints().get(0).replaceAll("\\D", "")) + 20;
    Captured resumed = succeeding("resume", RUN, "--steps", Long.toString(limit));
    assertThat(resumed.out()).contains("Going on with digits", "Finished", "generate " + RUN);
    assertThat(directory.resolve(RUN + "/checkpoints/%06d.safetensors".formatted(limit))).exists();
    assertThat(directory.resolve(RUN + "/figures/curves.png")).exists();
  }

  @Test
  @Order(4)
  void picturesInAllForms() throws Exception {
    succeeding("generate", RUN, "--count", "6", "--seed", "7", "--grid", "3x2");
    assertThat(ImageIO.read(directory.resolve("sheet.png").toFile()).getWidth()).isEqualTo(260);

    succeeding("generate", RUN, "--count", "5", "--seed", "7", "--out", "pictures");
    assertThat(directory.resolve("pictures/seed0000011.png")).exists();

    succeeding("generate", RUN, "--count", "5", "--out", "some.npy", "--batch", "2");
    assertThat(Files.size(directory.resolve("some.npy"))).isEqualTo(128 + 5 * 784);

    succeeding("generate", RUN, "--count", "5", "--out", "some.safetensors");
    try (PackedDataset packed = PackedDataset.open(directory.resolve("some.safetensors"))) {
      assertThat(packed.size()).isEqualTo(5);
    }

    Captured again = run("generate", RUN);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("sheet.png", "--overwrite").hasLineCount(1);
    succeeding("generate", RUN, "--overwrite");
  }

  @Test
  @Order(5)
  void onlyTheFirstCallNeedsLibtorch() throws Exception {
    succeeding("generate", RUN, "--out", "first.npy");
    assertThat(loadedBy("generate", RUN, "--out", "later.npy")).noneMatch(CommandLineIT::isTorch);
    assertThat(directory.resolve("later.npy"))
        .hasSameBinaryContentAs(directory.resolve("first.npy"));
    assertThat(loadedBy("next", RUN, "--out", "next")).noneMatch(CommandLineIT::isTorch);
    assertThat(loadedBy("latent", "interpolate", RUN, "--seeds", "3,8", "--out", "walk.png"))
        .anyMatch(CommandLineIT::isTorch); // so this test can fail
  }

  private static boolean isTorch(String loaded) {
    return loaded.contains(" org.bytedeco.");
  }

  private static List<String> loadedBy(String... args) throws Exception {
    Path classes = directory.resolve("classes.txt");
    ProcessBuilder builder = esgrima(args).redirectErrorStream(true);
    builder.command().add(1, "-Xlog:class+load:file=" + classes);
    Process process = builder.redirectOutput(directory.resolve("said.txt").toFile()).start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("said.txt"))).isZero();
    return Files.readAllLines(classes);
  }

  @Test
  @Order(5)
  void whatThereIsToKnow() throws Exception {
    assertThat(succeeding("info", RUN).out())
        .contains("Generator, input", "Progress", "Checkpoints", "Circumstances", "strokes");
    assertThat(succeeding("presets").out()).contains("digits", "goodfellow2014-mnist");
    assertThat(succeeding("presets", "ring").out()).contains("data: ring");
    assertThat(succeeding("--version").out()).startsWith("esgrima ");
    assertThat(succeeding("completion").out()).contains("--batch", "generate");
  }

  @Test
  @Order(6)
  void figuresAreTheSameFromTheCache() throws Exception {
    String[] command = {"evaluate", RUN, "--metric", "fid,kid,prdc", "--count", "60", "--json"};
    Captured first = succeeding(command);
    assertThat(first.out()).contains("\"floor\":", "\"sha256\":", "\"fid\"", "\"coverage\"");
    assertThat(first.err()).contains("strokes: 60 samples by digits");
    try (Stream<Path> kept = Files.list(directory.resolve("cache/esgrima/features"))) {
      assertThat(kept).hasSize(2); // reals and, for the floor, held-out reals
    }
    Captured again = succeeding(command);
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(again.err()).doesNotContain("strokes: 60 samples");
    assertThat(directory.resolve(RUN + "/metric-fid.jsonl")).content().hasLineCount(2);
  }

  @Test
  @Order(7)
  void oldPlayersMeetNewOnes() throws Exception {
    Captured shown = succeeding("tournament", RUN, "--count", "32");
    assertThat(shown.out())
        .contains("2 generators against 2 discriminators, 32 rounds each", "held out of strokes")
        .contains("rating", "--keep-checkpoints");
    assertThat(ImageIO.read(directory.resolve(RUN + "/figures/tournament.png").toFile()))
        .isNotNull();
    Captured json = succeeding("tournament", RUN, "--count", "32", "--json");
    assertThat(json.out()).startsWith("{\"run\":\"00000-digits\"").contains("\"win-rate\":[[");
    assertThat(directory.resolve(RUN + "/tournament.json")).hasContent(json.out());
  }

  @Test
  @Order(8)
  void runsAreReportedAndCompared() throws Exception {
    assertThat(directory.resolve(RUN + "/report.html")).as("written by training").exists();
    succeeding("report", RUN, "--out", "page.html");
    assertThat(directory.resolve("page.html"))
        .content()
        .contains("00000-digits", "Finished", "data:image/png", "Old players against new ones")
        .contains("<td>fid</td>");
    succeeding("train", "--preset", "ring", "--steps", "3", "--batch", "8", "--quiet");
    Captured table = succeeding("compare", RUN, "runs/00001-ring", "--html", "both.html");
    assertThat(table.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(table.out()).contains("Settings that differ", "architecture.type", "images/s");
    assertThat(directory.resolve("both.html")).content().contains("2 runs side by side");
  }

  @Test
  @Order(9)
  void dataArePackedAndInspected() throws Exception {
    succeeding("data", "pack", "strokes", "digits.safetensors", "--take", "40");
    assertThat(succeeding("data", "inspect", "digits.safetensors").out())
        .contains("40 samples", "28x28", "Verdict");
    Files.createDirectory(directory.resolve("photos"));
    Files.writeString(directory.resolve("photos/broken.png"), "not a picture");
    Captured broken = run("data", "inspect", "photos");
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.out()).contains("broken.png", "not ready to train");
    assertThat(broken.err()).hasLineCount(1);
  }

  @Test
  @Order(10)
  void errorsShowNoStackTraceUnlessAskedFor() throws Exception {
    Captured plain = run("train", "--preset", "nothing");
    assertThat(plain.exitCode()).isEqualTo(2);
    assertThat(plain.err()).contains("unknown preset").hasLineCount(1);
    assertThat(run("train", "--preset", "nothing", "--stacktrace").err())
        .contains("\tat org.esgrima");
  }
}
