package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.assertj.core.data.Offset;
import org.esgrima.io.Json;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code esgrima latent} on tiny runs. */
class LatentCommandTest {
  @TempDir static Path directory;
  private static Path digits;
  private static Path styles;

  @BeforeAll
  static void train() {
    digits = trained("{architecture: {width: 2, latent: 24}, batch: 4, steps: 1, preview: 1}");
    styles =
        trained(
            "{name: styles, resolution: 16, batch: 4, steps: 1, preview: 1, reuse-latents: false,"
                + " architecture: {type: stylegan2, latent: 24, styles: 8, capacity: 64,"
                + " max-width: 8}}");
  }

  private static Path trained(String changes) {
    ObjectNode tree = Presets.tree("digits");
    Presets.overlay(tree, Json.parseYaml(changes, "test"));
    Path runs = directory.resolve("runs");
    try (Trainer trainer = Trainer.start(TrainingConfig.of(tree, "test"), runs)) {
      return trainer.run(TrainingListener.NONE).run().path();
    }
  }

  private static Captured latent(Path out, Object... args) {
    List<Object> all = new ArrayList<>(List.of("latent"));
    all.addAll(Arrays.asList(args));
    all.addAll(List.of("--out", out));
    return Captured.run(all.toArray());
  }

  private static void assertDone(Captured result) {
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static void assertRefused(Captured result, String... parts) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(parts);
    assertThat(result.err().lines()).hasSize(1);
  }

  private static BufferedImage read(Path file) throws Exception {
    return ImageIO.read(file.toFile());
  }

  /** One by libtorch, one by ONNX Runtime, which round differently: up to one level of 255. */
  private static void assertSamePicture(Path one, Path other) throws Exception {
    Raster a = read(one).getRaster();
    Raster b = read(other).getRaster();
    assertThat(a.getBounds()).isEqualTo(b.getBounds());
    double[] left = a.getPixels(0, 0, a.getWidth(), a.getHeight(), (double[]) null);
    double[] right = b.getPixels(0, 0, b.getWidth(), b.getHeight(), (double[]) null);
    assertThat(left).containsExactly(right, Offset.offset(1.0));
  }

  @Test
  void aWalkBeginsAndEndsWithThePicturesOfItsSeeds() throws Exception {
    Path walk = directory.resolve("walk");
    assertDone(latent(walk, "interpolate", digits, "--seeds", "3,8", "--frames", "4"));
    try (Stream<Path> files = Files.list(walk)) {
      assertThat(files).hasSize(5);
    }
    Path pictures = directory.resolve("pictures");
    Captured.run("generate", digits, "--seed", "3", "--count", "6", "--out", pictures);
    assertSamePicture(walk.resolve("seed0000000.png"), pictures.resolve("seed0000003.png"));
    assertSamePicture(walk.resolve("seed0000004.png"), pictures.resolve("seed0000008.png"));
  }

  @Test
  void aWalkIsAnAnimation() throws Exception {
    Path gif = directory.resolve("walk.gif");
    assertDone(latent(gif, "interpolate", digits, "--seeds", "3,8,3", "--frames", "2"));
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream stream = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(stream);
      assertThat(reader.getNumImages(true)).isEqualTo(5);
      assertThat(reader.getWidth(0)).isEqualTo(84);
    } finally {
      reader.dispose();
    }
  }

  @Test
  void sheetsAndDirectionsHaveTheirRows() throws Exception {
    Path plane = directory.resolve("plane.png");
    assertDone(latent(plane, "sheet", digits, "--side", "3"));
    assertThat(read(plane).getWidth()).isEqualTo(3 * 86 + 2);
    Path directions = directory.resolve("directions.png");
    assertDone(latent(directions, "directions", digits, "--count", "2"));
    assertThat(read(directions).getWidth()).isEqualTo(7 * 86 + 2);
    assertThat(read(directions).getHeight()).isEqualTo(2 * 86 + 2);
  }

  @Test
  void arithmeticDrawsExemplarsMeansAndNeighbours() throws Exception {
    Path figure = directory.resolve("arithmetic.png");
    assertDone(latent(figure, "arithmetic", digits, "mean(1,2,3) - mean(4,5) + 6"));
    assertThat(read(figure).getHeight()).isGreaterThan(4 * 84);
    assertRefused(latent(figure, "arithmetic", digits, "1 + 2"), "output exists");
    assertRefused(
        latent(directory.resolve("b.png"), "arithmetic", digits, "3 - a.npy"), "unreadable");
  }

  /** As in words, with a classifier that hardly knows anything and doubts nothing. */
  private static Captured words(Path out, Object... args) {
    List<Object> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--no-cache", "--learn-from", "40", "--sure", "0"));
    return latent(out, all.toArray());
  }

  @Test
  void groupsInWordsSayTheirSeedsAndTheSeedsMakeTheSameFigure() throws Exception {
    Path figure = directory.resolve("words.png");
    String expression = "digit=7 - digit=1 + digit=4";
    Captured drawn = words(figure, "arithmetic", digits, expression, "--exemplars", "2");
    assertDone(drawn);
    assertThat(drawn.out())
        .contains("read as     7: seeds 0, 3", "            1: seeds 1, 4")
        .contains("right on held-out pictures: digit")
        .contains("\"mean(0,3) - mean(1,4) + mean(2,5)\"");
    Path again = directory.resolve("again.png");
    assertDone(latent(again, "arithmetic", digits, "mean(0,3) - mean(1,4) + mean(2,5)"));
    BufferedImage a = read(figure);
    BufferedImage b = read(again);
    for (int x = 0; x < a.getWidth(); x += 3) {
      assertThat(a.getRGB(x, 60)).isEqualTo(b.getRGB(x, 60)); // below are the words
    }
    Captured fish = words(directory.resolve("no.png"), "arithmetic", digits, "digit=7 - fish");
    assertThat(fish.exitCode()).isEqualTo(2);
    assertThat(fish.err()).contains("unknown attribute: \"fish\"");
  }

  @Test
  void aResultAsShortAsItComesOutSaysSo() throws Exception {
    String[] expression = {"arithmetic", digits.toString(), "digit=7 - digit=1 + digit=4"};
    Path figure = directory.resolve("short.png");
    Captured drawn = words(figure, expression[0], expression[1], expression[2], "--as-calculated");
    assertDone(drawn);
    String same = drawn.out().lines().filter(l -> l.startsWith("the same ")).findFirst().get();
    assertThat(same).contains("latent arithmetic " + digits).endsWith(" --as-calculated");
    Captured usual =
        words(directory.resolve("usual.png"), expression[0], expression[1], expression[2]);
    assertThat(usual.out()).contains("the same ").doesNotContain("--as-calculated");
    String named = same.replaceFirst("^[^\"]*\"", "").replaceFirst("\".*$", "");
    Path again = directory.resolve("short-again.png");
    assertDone(latent(again, "arithmetic", digits, named, "--as-calculated"));
    Captured json =
        words(
            directory.resolve("no.png"),
            expression[0],
            expression[1],
            expression[2],
            "--measure=2",
            "--json",
            "--as-calculated");
    assertThat(json.out()).contains("\"length\":\"as-calculated\"");
  }

  @Test
  void measuredArithmeticStandsBesideItsBaselines() {
    Captured table =
        words(
            directory.resolve("no.png"),
            "arithmetic",
            digits,
            "digit=7 - digit=1 + digit=4",
            "--measure",
            "4");
    assertDone(table);
    assertThat(table.out())
        .contains("wanted      4 or 7", "means of 3 exemplars", "one exemplar of each group")
        .contains("random pictures for exemplars", "exemplars' pixels", "seeds 0 to 63");
    assertThat(directory.resolve("no.png")).doesNotExist();
    Captured json =
        words(
            directory.resolve("no.png"),
            "arithmetic",
            digits,
            "digit=7 - digit=1 + digit=4",
            "--measure",
            "4",
            "--wanted",
            "digit=4",
            "--json");
    assertDone(json);
    assertThat(json.out().lines()).hasSize(5);
    var first = Json.parseJson(json.out().lines().findFirst().orElseThrow(), "test");
    assertThat(first.path("metric").asText()).isEqualTo("arithmetic");
    assertThat(first.path("counts").path("trials").asInt()).isEqualTo(4);
    assertThat(first.path("settings").path("wanted").asText()).isEqualTo("4");
    assertThat(first.path("interval").path("method").asText()).isEqualTo("wilson");
  }

  @Test
  void directionsOfAttributesSayHowWellTheySeparate() throws Exception {
    Path sheet = directory.resolve("attributes.png");
    List<Object> args =
        List.of("directions", digits, "--method", "attributes", "--attributes", "digit");
    List<Object> all = new ArrayList<>(args);
    all.addAll(List.of("--samples", "60", "--no-cache", "--learn-from", "40", "--count", "3"));
    Captured found = latent(sheet, all.toArray());
    assertDone(found);
    assertThat(found.out()).contains("towards", "Right side: of 15 further pictures");
    assertThat(read(sheet).getWidth()).isEqualTo(7 * 86 + 2);
  }

  @Test
  void aProjectedPictureTakesThePlaceOfASeed() throws Exception {
    Path pictures = directory.resolve("given");
    Captured.run("generate", styles, "--seed", "77", "--count", "1", "--out", pictures);
    Path figure = directory.resolve("found.png");
    Path given = pictures.resolve("seed0000077.png");
    Captured found = latent(figure, "project", styles, given, "--steps", "5", "--candidates", "8");
    assertDone(found);
    assertThat(found.out()).contains("found", "best of 8 seeds", "mean of their pictures");
    assertThat(read(figure).getHeight()).isGreaterThan(300);
    Path latents = directory.resolve("found.safetensors");
    assertRefused(
        latent(directory.resolve("found.png"), "project", styles, given), "output exists");
    Path walk = directory.resolve("from-found");
    assertDone(latent(walk, "interpolate", styles, "--seeds", latents + ",3", "--frames", "2"));
    Path plus = directory.resolve("plus.png");
    assertDone(
        latent(plus, "arithmetic", styles, latents + " - mean(1,2) + mean(3," + latents + ")"));
    assertRefused(
        latent(directory.resolve("no.png"), "interpolate", digits, "--seeds", latents + ",3"),
        "Use --space w");
    assertRefused(
        latent(directory.resolve("no.png"), "project", styles, figure.resolve("x")),
        "missing file");
  }

  @Test
  void neighboursAreTrainingImages() throws Exception {
    Path sheet = directory.resolve("neighbours.png");
    Captured found =
        latent(sheet, "neighbours", digits, "--seeds", "3,8", "--count", "30", "--nearest", "2");
    assertDone(found);
    assertThat(found.out()).contains("held-out images", "Of 30 training images");
    assertThat(read(sheet).getWidth()).isGreaterThan(3 * 128);
  }

  @Test
  void nextMakesANewPictureAtEachCallAndEachEnter() throws Exception {
    Path out = directory.resolve("next");
    Captured one = Captured.run("next", digits, "--out", out);
    assertDone(one);
    assertThat(one.out())
        .containsPattern("seed\\d{7,9}\\.png \\(seed \\d+\\)")
        .contains("  again: ");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Terminal person = new Terminal(stream, stream, StandardCharsets.UTF_8, true, 80, "esgrima");
    InputStream keys = new ByteArrayInputStream("\n\nq\n\n".getBytes(StandardCharsets.UTF_8));
    int code =
        new CommandLine(new NextCommand(person, keys))
            .execute(digits.toString(), "--out", out.toString());
    assertThat(code).isZero();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).hasSize(4);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Enter: the next one");
    assertRefused(Captured.run("next", digits, "--out", one(out)), "a directory, or nothing");
  }

  private static Path one(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void stylesAreMixedAndTruncated() throws Exception {
    Path mixed = directory.resolve("mixed.png");
    assertDone(latent(mixed, "mix", styles, "--rows", "0,1", "--columns", "2"));
    assertThat(read(mixed).getWidth()).isEqualTo(2 * (5 * 16 + 2) + 2);
    Path truncated = directory.resolve("truncated");
    assertDone(latent(truncated, "truncate", styles, "--seeds", "0,1", "--psi", "0,1"));
    // ψ = 0 is the mean for every seed, ψ = 1 the picture itself.
    assertThat(truncated.resolve("seed0000000.png"))
        .hasSameBinaryContentAs(truncated.resolve("seed0000002.png"));
    Path pictures = directory.resolve("faces");
    Captured.run("generate", styles, "--count", "2", "--out", pictures);
    assertSamePicture(truncated.resolve("seed0000003.png"), pictures.resolve("seed0000001.png"));
  }

  @Test
  void theTimelineShowsTheSameLatentsAtAllMoments() throws Exception {
    Path timeline = directory.resolve("timeline.png");
    Captured drawn = Captured.run("timeline", digits, "--out", timeline);
    assertDone(drawn);
    assertThat(drawn.out()).contains("2 moments, steps 0 to 1");
    assertThat(read(timeline).getWidth()).isEqualTo(2 * 86 + 2);
    assertThat(read(timeline).getHeight()).isEqualTo(86 + 2);
    // The last column is the last sheet: one sample.
    BufferedImage last = read(digits.resolve("samples/fakes-000001.png"));
    for (int x = 0; x < 84; x += 7) {
      assertThat(read(timeline).getRGB(2 + 86 + x, 40)).isEqualTo(last.getRGB(2 + x, 40));
    }
    Path gif = directory.resolve("timeline.gif");
    assertDone(Captured.run("timeline", digits, "--out", gif));
    assertThat(gif).isNotEmptyFile();
    assertRefused(Captured.run("timeline", digits, "--out", gif), "exists");
  }

  @Test
  void refusesWhatCannotBeDone() {
    Path out = directory.resolve("no.png");
    assertRefused(latent(out, "mix", digits), "this generator has no styles");
    assertRefused(latent(out, "interpolate", digits, "--seeds", "3"), "2 seeds or more");
    assertRefused(
        latent(out, "mix", styles, "--layers", "coarsest"), "no such layers", "coarse, middle");
    assertRefused(latent(directory.resolve("no.mp4"), "sheet", digits), "unknown kind of output");
    assertThat(out).doesNotExist();
  }
}
