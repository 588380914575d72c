package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.esgrima.io.Json;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code esgrima evaluate} on tiny runs, in this process and without the user's cache. */
class EvaluateCommandTest {
  @TempDir static Path directory;
  private static Path digits;
  private static Path ring;
  private static Path conditional;

  @BeforeAll
  static void train() {
    digits = trained("digits", "{architecture: {width: 2}, batch: 4, steps: 2, preview: 1}");
    ring = trained("ring", "{batch: 4, steps: 2, preview: 1}");
    conditional =
        trained(
            "digits",
            "{name: classes, conditioning: {type: projection}, architecture: {width: 2}, batch: 4,"
                + " steps: 2, preview: 1}");
  }

  private static Path trained(String preset, String changes) {
    Path runs = directory.resolve("runs");
    try (Trainer trainer = Trainer.start(Presets.config(preset, changes), runs)) {
      return trainer.run(TrainingListener.NONE).run().path();
    }
  }

  private static Captured evaluate(Object... args) {
    Object[] all = new Object[args.length + 2];
    all[0] = "evaluate";
    all[1] = "--no-cache";
    System.arraycopy(args, 0, all, 2, args.length);
    return Captured.run(all);
  }

  private static List<JsonNode> figures(Object... args) {
    Object[] all = new Object[args.length + 1];
    all[0] = "--json";
    System.arraycopy(args, 0, all, 1, args.length);
    Captured captured = evaluate(all);
    assertThat(captured.exitCode()).as(captured.err()).isZero();
    return captured.out().lines().map(line -> Json.parseJson(line, "out")).toList();
  }

  private static void assertRefused(Captured result, String... parts) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(parts).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aTableForPeopleAndLinesInTheRun() throws Exception {
    Captured shown = evaluate(digits, "--count", "40");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("000002.safetensors against strokes", "metric", "interval", "floor")
        .containsPattern(
            "fid +[\\d.,]+ +[\\d.,]+ to [\\d.,]+ \\(95 %\\) +[\\d.,]+ +40 reals, 40 fakes")
        .contains("coverage", "Features: digits, sha256 ", "resizing: none; seed 0.")
        .contains("Floor: real samples, test split (40 reals, 40 held-out).");
    assertThat(digits.resolve("metric-fid.jsonl")).exists();
    assertThat(digits.resolve("metric-kid.jsonl")).exists();
    List<String> lines = Files.readAllLines(digits.resolve("metric-prdc.jsonl"));
    assertThat(lines).hasSizeGreaterThanOrEqualTo(4);
    assertThat(Json.parseJson(lines.get(0), "line").path("step").asLong()).isEqualTo(2);
  }

  @Test
  void everyJsonLineSaysHowItCameAbout() {
    JsonNode fid = figures(digits, "--metric", "fid", "--count", "30", "--seed", "5").get(0);
    assertThat(fid.path("metric").asText()).isEqualTo("fid");
    assertThat(fid.path("value").isNumber()).isTrue();
    assertThat(fid.path("floor").isNumber()).isTrue();
    assertThat(fid.path("interval").path("method").asText()).isEqualTo("bootstrap");
    assertThat(fid.path("counts").path("fakes").asLong()).isEqualTo(30);
    assertThat(fid.path("counts").path("floor-held-out").asLong()).isEqualTo(30);
    assertThat(fid.path("features").path("sha256").asText()).hasSize(64);
    JsonNode settings = fid.path("settings");
    assertThat(settings.path("described-by").asText()).isEqualTo("digits");
    assertThat(settings.path("resize").asText()).isEqualTo("none");
    assertThat(settings.path("sample-seed").asLong()).isEqualTo(5);
    assertThat(settings.path("fakes").asText()).endsWith("000002.safetensors");
    assertThat(settings.path("reals").asText()).isEqualTo("strokes");
    assertThat(settings.path("reals-fingerprint").asText()).hasSize(64);
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    Object[] command = {digits, "--metric", "fid,kid,pr", "--count", "30"};
    assertThat(figures(command)).isEqualTo(figures(command));
    assertThat(figures(digits, "--metric", "fid", "--count", "30", "--seed", "1").get(0))
        .isNotEqualTo(figures(command).get(0));
  }

  @Test
  void allTakesWhatSuits() {
    List<String> metrics =
        figures(conditional, "--metric", "all", "--count", "30").stream()
            .map(line -> line.path("metric").asText())
            .toList();
    assertThat(metrics)
        .contains("fid", "kid", "precision", "coverage", "support-size", "sliced-wasserstein")
        .contains("swd-28", "inception-score", "class-accuracy", "perceptual-path-length")
        .contains("parzen-log-likelihood")
        .doesNotContain("modes-covered", "ms-ssim", "authenticity");
    assertThat(figures(ring, "--metric", "modes", "--count", "30"))
        .extracting(line -> line.path("metric").asText())
        .startsWith("modes-covered", "high-quality");
  }

  @Test
  void classesAreAskedFor() {
    JsonNode all = figures(conditional, "--metric", "fid", "--count", "20").get(0);
    JsonNode seven =
        figures(conditional, "--metric", "fid", "--count", "20", "--class", "7").get(0);
    assertThat(seven.path("value")).isNotEqualTo(all.path("value"));
    assertThat(seven.path("settings").path("classes").toString()).isEqualTo("[\"7\"]");
    assertRefused(evaluate(digits, "--class", "7"), "not told classes");
    assertRefused(evaluate(conditional, "--class", "12"), "no such class");
  }

  @Test
  void copiesOfTrainingSamplesAreFound() {
    Path data = directory.resolve("known.safetensors");
    Captured packed = Captured.run("data", "pack", "strokes", data, "--take", "40");
    assertThat(packed.exitCode()).as(packed.err()).isZero();
    List<JsonNode> found = figures(data, data, "--metric", "memorisation");
    assertThat(found.get(0).path("metric").asText()).isEqualTo("authenticity");
    assertThat(found.get(0).path("value").asDouble()).isZero();
    JsonNode closest = found.get(1).path("settings").path("closest").get(0);
    assertThat(closest.path("fake")).isEqualTo(closest.path("real"));
    assertThat(closest.path("distance").asDouble()).isZero();
  }

  @Test
  void setsOfOneSizeAreComparedAndOthersBroughtToIt() {
    Path data = directory.resolve("large.safetensors");
    Captured packed =
        Captured.run("data", "pack", "strokes", data, "--take", "40", "--resolution", "32");
    assertThat(packed.exitCode()).as(packed.err()).isZero();
    JsonNode swd = figures(digits, data, "--metric", "swd", "--count", "20").get(0);
    assertThat(swd.path("settings").path("floor-from").asText())
        .isEqualTo("further samples of the same set");
    JsonNode fid = figures(data, data, "--metric", "fid", "--features", "digits").get(0);
    assertThat(fid.path("settings").path("resize").asText()).startsWith("to 28 x 28");
    assertThat(fid.path("settings").path("floor-from").asText())
        .isEqualTo("two halves of the same set");
    assertThat(fid.path("step").isMissingNode()).isTrue();
  }

  @Test
  void badInputIsOneLine() {
    assertRefused(evaluate(digits, "--metric", "fidd"), "unknown metric", "Did you mean fid?");
    assertRefused(evaluate(digits, "--metric", "fid,,kid"), "unknown metric");
    assertRefused(evaluate(digits, "--metric", "modes"), "does not suit", "ring");
    assertRefused(evaluate(digits, "--features", "digit"), "Did you mean digits?");
    assertRefused(evaluate(digits, "--features", "points"), "--features");
    assertRefused(evaluate(ring, "--features", "digits"), "expected points");
    assertRefused(evaluate(digits, "--count", "1"), "--count");
    assertRefused(evaluate(digits, "--seed", "-1"), "--seed");
    assertRefused(evaluate(digits, "ring"), "different shapes");
    assertRefused(evaluate(digits, "minst"), "Did you mean mnist?");
    assertRefused(evaluate("minst", digits), "Did you mean mnist?");
    assertRefused(evaluate("strokes"), "nothing to compare with");
    assertRefused(evaluate("strokes", digits, "--best"), "--best");
    assertRefused(evaluate(directory.resolve("runs/00009-none")), "no such run");
    assertRefused(evaluate(), "no such run", "RUN");
  }

  @Test
  void aClassifierThatLearntFromNoiseRecognisesLessThanOneThatSawDigits() {
    Captured result = evaluate(conditional, "--metric", "cas", "--count", "1000", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode found = Json.parseJson(result.out(), "output");
    assertThat(found.path("metric").asText()).isEqualTo("classification-accuracy-score");
    // The run has had two steps; ten classes are guessed.
    assertThat(found.path("value").asDouble()).isLessThan(0.3);
    assertThat(found.path("floor").asDouble()).isGreaterThan(0.4);
    assertThat(found.path("counts").path("floor-reals").asInt()).isEqualTo(1000);
  }

  @Test
  void aCombinationOfLabelsIsAClassLikeOthers() {
    Path faces =
        trained(
            "dcgan-cifar10",
            "{data: avatars, resolution: 32, take: 100, architecture: {width: 2}, batch: 4, steps: 2,"
                + " conditioning: {type: projection, label: person+glasses}, preview: 1}");
    JsonNode fid =
        figures(faces, "--class", "woman+glasses", "--metric", "fid", "--count", "20").get(0);
    assertThat(fid.path("counts").path("reals").asInt()).isBetween(10, 20); // of a quarter of 100
    JsonNode score = figures(faces, "--metric", "cas", "--count", "100").get(0);
    assertThat(score.path("metric").asText()).isEqualTo("classification-accuracy-score");
    assertThat(score.path("counts").path("floor-reals").asInt()).isEqualTo(100);
  }
}
