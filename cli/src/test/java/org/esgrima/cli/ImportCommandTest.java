package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir Path directory;

  private Captured imported(String... more) {
    Path file = directory.resolve("weights.safetensors");
    DocStandIns.writeGenerator(file);
    String[] arguments = new String[more.length + 4];
    arguments[0] = "import";
    arguments[1] = file.toString();
    arguments[2] = "--runs";
    arguments[3] = directory.resolve("runs").toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Captured.run((Object[]) arguments);
  }

  @Test
  void whatIsImportedMakesPicturesAndIsDescribed() {
    assertThat(imported("--as", "stylegan2").exitCode()).isZero();
    Path run = directory.resolve("runs/00000-imported-stylegan2");
    Path sheet = directory.resolve("sheet.png");
    Captured generated =
        Captured.run("generate", run.toString(), "--count", "4", "--out", sheet.toString());
    assertThat(generated.exitCode()).isZero();
    assertThat(sheet).satisfies(file -> assertThat(Files.size(file)).isPositive());
    Captured info = Captured.run("info", run.toString());
    assertThat(info.exitCode()).isZero();
    assertThat(info.out()).contains("Generator", "imported", "esgrima import ");
  }

  @Test
  void badInputIsOneLine() {
    assertRefused(imported("--as", "biggan"), "dcgan, stylegan2, r3gan");
    assertRefused(imported("--as", "r3gan"), "not the weights of a generator of r3gan");
    assertRefused(imported("--as", "stylegan2", "--architecture", "7"), "{clamp: 256}");
    assertRefused(imported("--as", "stylegan2", "--architecture", "{clmp: 2}"), "clmp");
    assertRefused(Captured.run("import", "nothing.safetensors", "--as", "dcgan"), "nothing");
    assertThat(directory.resolve("runs")).doesNotExist();
  }

  private static void assertRefused(Captured result, String message) {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message).hasLineCount(1);
  }
}
