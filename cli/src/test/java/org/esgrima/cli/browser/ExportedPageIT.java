package org.esgrima.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.esgrima.runtime.Generator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The exported page on WebGPU, which SwiftShader computes on the processor: the same path as on a
 * graphics card, except for its driver.
 */
class ExportedPageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5); // shaders are compiled
  private static final int PICTURES = 24;
  private static final int SIDE = 16; // few layers, and so few shaders

  @TempDir static Path directory;
  private static ChromeDriver driver;
  private static Path page;
  private static Path onnx;

  @BeforeAll
  static void export() throws Exception {
    driver =
        Chromium.open(
            directory.resolve("profile"),
            "--enable-unsafe-webgpu",
            "--use-webgpu-adapter=swiftshader");
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    page = directory.resolve("page.html");
    onnx = directory.resolve("page.onnx");
    StudioProcess.esgrima(
        directory,
        "train --preset stylegan2-avatars64 --steps 1 --tick-steps 1 --batch 4 --threads 1 --take 32"
            .concat(" --resolution 16 --best-samples 16 --preview 16 --architecture.capacity 64")
            .concat(" --architecture.max-width 8 --architecture.latent 8 --architecture.styles 8")
            .split(" "));
    for (Path file : List.of(page, onnx)) {
      String run = "runs/00000-stylegan2-avatars64";
      StudioProcess.esgrima(directory, "export", run, "--out", file.toString());
    }
  }

  @AfterAll
  static void close() {
    if (driver != null) {
      driver.quit();
    }
  }

  @Test
  void drawsOnWebGpuWhatTheJvmDraws() throws Exception {
    assertThat(open(page, "#backend=webgpu&lang=pt-BR")).isEqualTo("webgpu ");
    assertThat(facts()).contains("placa de vídeo (WebGPU)");
    isWhatTheJvmDraws();
  }

  @Test
  void anImitatedCardIsLeftAlone() throws Exception {
    assertThat(open(page, "#lang=pt-BR")).isEqualTo("wasm imitated");
    assertThat(facts()).contains("Sem WebGPU: o navegador só imita uma placa de vídeo");
    assertThat(open(page, "#backend=wasm")).isEqualTo("wasm asked");
    isWhatTheJvmDraws();
  }

  @Test
  void aBackEndThatDiffersOrBreaksIsLeftAndTheReasonSaid() throws Exception {
    assertThat(open(changed("FARTHEST = 1e-2", "FARTHEST = -1"), "#backend=webgpu&lang=en"))
        .isEqualTo("wasm differs");
    assertThat(facts()).contains("Not WebGPU: its picture differs from WebAssembly's by 0");
    String broken =
        "GPUAdapter.prototype.requestDevice = async () => { throw new Error('lost'); };\nconst facts";
    assertThat(open(changed("const facts", broken), "#backend=webgpu&lang=en"))
        .isEqualTo("wasm broke");
    assertThat(facts()).contains("Not WebGPU: it failed: ");
    assertThat(driver.manage().logs().get("browser").getAll())
        .anyMatch(entry -> entry.getMessage().contains("WebGPU is not used"));
    isWhatTheJvmDraws();
  }

  /** The back end that drew, and why it is not WebGPU. */
  private static String open(Path file, String query) {
    driver.get("about:blank");
    driver.get(file.toUri() + query);
    driver.executeAsyncScript(
        """
        const state = document.body.dataset;
        const look = () => state.drawn || state.failed ? arguments[0]() : setTimeout(look, 100);
        look();""");
    assertThat(data("failed")).isNull();
    assumeTrue(!"noAdapter".equals(data("refusal")), "Chromium without SwiftShader for WebGPU");
    return data("backend") + " " + data("refusal");
  }

  private static String data(String key) {
    return (String) driver.executeScript("return document.body.dataset[arguments[0]]", key);
  }

  private static String facts() {
    return (String) driver.executeScript("return document.getElementById('facts').innerText");
  }

  private static Path changed(String text, String other) throws Exception {
    String content = Files.readString(page);
    assertThat(content.indexOf(text)).isPositive();
    return Files.writeString(directory.resolve("changed.html"), content.replace(text, other));
  }

  private static void isWhatTheJvmDraws() throws Exception {
    Map<?, ?> drawn =
        (Map<?, ?>)
            driver.executeScript(
                """
                return Object.fromEntries([...document.querySelectorAll("#grid button")].map(
                  b => [b.dataset.seed, b.firstChild.src.replace("data:image/png;base64,", "")]));""");
    assertThat(drawn).hasSize(PICTURES);
    try (Generator generator = Generator.open(onnx)) {
      long[] seeds = LongStream.range(0, PICTURES).toArray();
      List<BufferedImage> expected = generator.images(seeds, Generator.ANY, 1);
      for (int i = 0; i < PICTURES; i++) {
        byte[] png = Base64.getDecoder().decode((String) drawn.get(String.valueOf(i)));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(farthest(picture, expected.get(i))).isLessThanOrEqualTo(1);
      }
    }
  }

  private static int farthest(BufferedImage a, BufferedImage b) {
    int[] one = a.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    int[] other = b.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    int farthest = 0;
    for (int i = 0; i < one.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        int difference = (one[i] >> shift & 0xff) - (other[i] >> shift & 0xff);
        farthest = Math.max(farthest, Math.abs(difference)); // a value between two levels
      }
    }
    return farthest;
  }
}
