package org.esgrima.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.esgrima.latent.TrainedGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of {@code docs/EXPORT.md} in Python, and what Python's own tools say of the files.
 * Skipped where {@code python3}, or what the variable ESGRIMA_PYTHON names, lacks a package.
 */
class PythonTest {
  private static final String PYTHON = System.getenv().getOrDefault("ESGRIMA_PYTHON", "python3");
  private static final Pattern PROGRAM = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("(?m)^(?:import|from) (\\w+)");

  @TempDir private static Path directory;

  @BeforeAll
  static void export() {
    export("{type: dcgan, latent: 64, resolution: 28, channels: 1}", "digits.onnx", false);
    export("{type: dcgan, latent: 64, resolution: 28, channels: 1}", "digits.pt", false);
    export("{type: dcgan, latent: 64, resolution: 28, channels: 1}", "judged.onnx", true);
    export("{type: dcgan, resolution: 64, channels: 3}", "dcgan64.safetensors", false);
    export("{type: stylegan}", "stylegan.onnx", false);
    export("{type: stylegan2}", "stylegan2.onnx", false);
    export("{type: r3gan}", "r3gan.onnx", false);
    export("{type: resnet}", "resnet.onnx", false);
    export("{type: mlp}", "mlp.onnx", false);
  }

  private static void export(String architecture, String name, boolean pixels) {
    ExportFormat format =
        name.endsWith(".onnx")
            ? ExportFormat.ONNX
            : name.endsWith(".pt") ? ExportFormat.TORCHSCRIPT : ExportFormat.SAFETENSORS;
    try (TrainedGenerator generator =
        Untrained.open(Untrained.config(architecture, "{type: none}"), directory)) {
      ExportSettings settings =
          new ExportSettings(OptionalDouble.empty(), false, pixels, "unspecified");
      new GeneratorExport(generator, settings).write(format, directory.resolve(name));
    }
  }

  @TestFactory
  List<DynamicTest> programsOfTheDocumentationRun() throws IOException {
    String page = Files.readString(Path.of("../docs/EXPORT.md"));
    List<DynamicTest> tests = new ArrayList<>();
    for (MatchResult match : PROGRAM.matcher(page).results().toList()) {
      tests.add(DynamicTest.dynamicTest("program " + tests.size(), () -> run(match.group(1))));
    }
    assertThat(tests).hasSize(5);
    return tests;
  }

  @Test
  void theCheckerOfOnnxAcceptsEveryFile() throws Exception {
    run(
        """
        import glob
        import onnx
        for name in glob.glob("*.onnx"):
            onnx.checker.check_model(onnx.load(name), full_check=True)
        """);
  }

  private static void run(String program) throws IOException, InterruptedException {
    List<String> packages =
        PACKAGE.matcher(program).results().map(m -> m.group(1)).distinct().toList();
    String asks =
        "import sys, importlib.util as u; sys.exit(not all(map(u.find_spec, '%s'.split())))";
    assumeTrue(
        python(asks.formatted(String.join(" ", packages))), "Python without one of " + packages);
    assertThat(python(program)).as("%s", program).isTrue();
  }

  private static boolean python(String program) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(PYTHON, "-c", program)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("python.txt").toFile())
              .start();
      return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no Python at all
    }
  }
}
