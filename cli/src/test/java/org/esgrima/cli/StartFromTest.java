package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esgrima.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code esgrima train --start-from}. */
class StartFromTest {
  @TempDir Path runs;

  private Captured train(Object... args) {
    Object[] all = new Object[args.length + 5];
    all[0] = "train";
    all[1] = "--runs";
    all[2] = runs;
    all[3] = "--steps";
    all[4] = 2;
    System.arraycopy(args, 0, all, 5, args.length);
    return Captured.run(all);
  }

  private JsonNode config(String run) {
    return RunDirectory.open(runs.resolve(run)).readConfig();
  }

  @Test
  void settingsAreThoseOfTheOtherRunWherePresetAndFileAreNotNamed() {
    Captured first =
        train(
            "--architecture.width", 4, "--batch", 8, "--conditioning", "projection", "--take", 40);
    assertThat(first.exitCode()).as(first.err()).isZero();
    Path from = runs.resolve("00000-digits");

    Captured second = train("--data", "strokes", "--seed", 5, "--start-from", from);
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err())
        .contains("settings of " + from + "; --preset or --config names others")
        .contains("starting from " + from)
        .doesNotContain("new:");
    JsonNode config = config("00001-digits");
    assertThat(config.path("architecture").path("width").asInt()).isEqualTo(4);
    assertThat(config.path("batch").asInt()).isEqualTo(8);
    assertThat(config.path("take").asInt()).as("of other data").isZero();
    assertThat(config.path("seed").asInt()).isEqualTo(5);
    assertThat(config.path("conditioning").path("classes")).hasSize(10);

    Captured third = train("--preset", "digits", "--batch", 8, "--take", 40, "--start-from", from);
    assertThat(third.exitCode()).as(third.err()).isZero();
    assertThat(third.err())
        .doesNotContain("settings of")
        .contains("(most of them: these networks have other sizes)");
  }

  @Test
  void classesAreThoseOfTheNewData() throws Exception {
    DocStandIns.write(runs);
    Path twoClasses = runs.resolve("two");
    for (String name : new String[] {"a", "b"}) {
      Path folder = Files.createDirectories(twoClasses.resolve(name));
      Files.copy(runs.resolve("photos/photo0.png"), folder.resolve(name + "0.png"));
      Files.copy(runs.resolve("photos/photo1.png"), folder.resolve(name + "1.png"));
    }
    Object[] tiny = {"--architecture.width", 4, "--batch", 2, "--conditioning", "projection"};
    Captured first = train(tiny);
    assertThat(first.exitCode()).as(first.err()).isZero();

    Captured second =
        train(
            "--data",
            twoClasses,
            "--resolution",
            28,
            "--channels",
            1,
            "--conditioning.label",
            "class",
            "--best-samples",
            2,
            "--start-from",
            runs.resolve("00000-digits"));
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(config("00001-digits").path("conditioning").path("classes").toString())
        .isEqualTo("[\"a\",\"b\"]");
    assertThat(second.err()).contains("new:").doesNotContain("other sizes");
  }

  @Test
  void nothingBeginsWithoutTheOtherRun() {
    Captured result = train("--start-from", runs.resolve("nowhere"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).singleElement().asString().contains("nowhere");
    assertThat(runs).isEmptyDirectory();
  }
}
