package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.runtime.Generator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  @TempDir Path directory;

  private String run;

  @BeforeEach
  void importGenerator() {
    Path weights = directory.resolve("weights.safetensors");
    DocStandIns.writeGenerator(weights);
    String runs = directory.resolve("runs").toString();
    Captured.run("import", weights.toString(), "--as", "stylegan2", "--runs", runs);
    run = directory.resolve("runs/00000-imported-stylegan2").toString();
  }

  private Captured export(String out, String... more) {
    Object[] fixed = {"export", run, "--out", directory.resolve(out).toString()};
    return Captured.run(Stream.of(fixed, more).flatMap(Stream::of).toArray());
  }

  @Test
  void theEndingSaysWhatIsWritten() {
    Captured onnx = export("g.onnx", "--license", "CC0");
    assertThat(onnx.exitCode()).isZero();
    assertThat(onnx.out()).contains("(onnx, ", "compared with the network");
    try (Generator generator = Generator.open(directory.resolve("g.onnx"))) {
      assertThat(generator.info().metadata()).containsEntry("license", "CC0");
      assertThat(generator.images(new long[] {1}, Generator.ANY, 0.5)).hasSize(1);
    }
    assertThat(export("g.pt").out()).contains("(torchscript, ");
    assertThat(export("other", "--format", "safetensors").exitCode()).isZero();
    try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve("other"))) {
      assertThat(weights.names()).contains("synthesis.b4.const");
    }
    assertThat(export("g.html").out()).contains("(html, ");
  }

  @Test
  void badInputIsOneLineAndLeavesNothing() throws IOException {
    assertRefused(export("g.pkl"), ".onnx, .safetensors, .pt or .html");
    assertRefused(export("g.onnx", "--pixels"), "--truncation, such as 1 for none");
    assertRefused(export("g.pt", "--noise", "input"), "--format onnx");
    assertRefused(export("none/g.onnx"), "Create the directory");
    assertRefused(export("g.onnx", "--format", "pickle"), "pickle");
    Path mine = Files.writeString(directory.resolve("mine.onnx"), "mine");
    assertRefused(export("mine.onnx"), "output exists");
    assertThat(mine).hasContent("mine");
    assertThat(export("mine.onnx", "--overwrite").exitCode()).isZero();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("weights.safetensors", "runs", "mine.onnx");
    }
  }

  private static void assertRefused(Captured result, String message) {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message).hasLineCount(1);
  }
}
