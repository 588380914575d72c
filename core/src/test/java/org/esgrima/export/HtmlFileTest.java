package org.esgrima.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.runtime.Generator;
import org.esgrima.torch.NoLeaks;
import org.esgrima.train.TrainingConfig;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a real browser without a graphics card, from a file and without a network, draws what
 * the JVM draws.
 */
@ExtendWith(NoLeaks.class)
class HtmlFileTest {
  private static final Pattern PICTURE =
      Pattern.compile("data-seed=\"(\\d+)\"><img src=\"data:image/png;base64,([^\"]+)\"");
  private static final long FIRST = 1_000_000_007L;
  private static final int PICTURES = 24;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: dcgan, latent: 100} | {type: concatenation, classes: [a, b, c]} | normal | 2 | 1 |"
            + " webgpu | notIncluded",
        "{type: stylegan2} | {type: projection, classes: [a, b, c], frequencies: [1, 0, 5]} |"
            + " normal | -1 | 0.5 | wasm | asked",
        "{type: mlp, sample: [1, 8, 8]} | {type: latent-codes, categories: 3} | uniform | -1 | 1 |"
            + " webgpu | notIncluded"
      })
  void drawsInABrowserWhatTheJvmDraws(
      String architecture,
      String conditioning,
      String latents,
      int cls,
      double psi,
      String backend,
      String refusal)
      throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no Chromium on the PATH");
    TrainingConfig config = Untrained.config(architecture, conditioning, latents, "fp32");
    Path page = directory.resolve("page.html");
    Path onnx = directory.resolve("page.onnx");
    try (TrainedGenerator generator = Untrained.open(config, directory)) {
      GeneratorExport export = new GeneratorExport(generator, ExportSettings.DEFAULT);
      export.write(ExportFormat.HTML, page);
      export.write(ExportFormat.ONNX, onnx);
    }
    String query = "seed=" + FIRST + "&class=" + cls + "&psi=" + psi + "&backend=" + backend;
    Map<Long, BufferedImage> drawn = drawn(browser.get(), page.toUri() + "#" + query, refusal);
    long[] seeds = LongStream.range(FIRST, FIRST + PICTURES).toArray();
    assertThat(drawn).containsOnlyKeys(LongStream.of(seeds).boxed().toArray(Long[]::new));
    try (Generator generator = Generator.open(onnx)) {
      List<BufferedImage> expected = generator.images(seeds, cls, psi);
      for (int i = 0; i < seeds.length; i++) {
        assertThat(farthest(drawn.get(seeds[i]), expected.get(i))).isLessThanOrEqualTo(1);
      }
    }
  }

  private static int farthest(BufferedImage a, BufferedImage b) {
    assertThat(a.getWidth()).isEqualTo(b.getWidth());
    assertThat(a.getHeight()).isEqualTo(b.getHeight());
    int farthest = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int one = a.getRGB(x, y) >> shift & 0xff;
          int other = b.getRGB(x, y) >> shift & 0xff;
          farthest = Math.max(farthest, Math.abs(one - other)); // a value between two levels
        }
      }
    }
    return farthest;
  }

  private Map<Long, BufferedImage> drawn(Path browser, String address, String refusal)
      throws IOException, InterruptedException {
    Path dom = directory.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("browser"),
                // Hurries; nothing may wait for a graphics card, whose time goes on unhurried.
                "--virtual-time-budget=60000",
                "--dump-dom",
                address)
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String content = Files.readString(dom);
    assertThat(content).doesNotContain("data-failed=").contains("data-drawn=\"" + FIRST + "\"");
    assertThat(content).contains("data-backend=\"wasm\"", "data-refusal=\"" + refusal + "\"");
    Map<Long, BufferedImage> drawn = new LinkedHashMap<>();
    for (Matcher matcher = PICTURE.matcher(content); matcher.find(); ) {
      byte[] png = Base64.getDecoder().decode(matcher.group(2));
      drawn.put(Long.valueOf(matcher.group(1)), ImageIO.read(new ByteArrayInputStream(png)));
    }
    return drawn;
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
