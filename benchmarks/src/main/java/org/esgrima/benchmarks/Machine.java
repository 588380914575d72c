package org.esgrima.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.esgrima.run.Build;

/** What the figures belong to: the machine and the versions, as far as the system tells (Linux). */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Set<String> OF_INTEREST =
      Set.of("avx2", "fma", "avx512f", "avx512_bf16", "amx_bf16");
  private static final String PEERS =
      "import platform, torch, torchvision, torch_fidelity, importlib.metadata as m; print("
          + "f'Python {platform.python_version()}, torch {torch.__version__}, torchvision"
          + " {torchvision.__version__}, torch-fidelity {torch_fidelity.__version__}, prdc'"
          + ", m.version('prdc'))";

  private Machine() {}

  /** A row of the page for each fact. */
  static List<String> rows(String python, int threads, int rounds, double seconds) {
    List<String> rows = facts();
    rows.add("| peers | " + peers(python) + " |");
    rows.add(
        "| threads, rounds, length of a turn | %d, %d, about %s s |"
            .formatted(threads, rounds, seconds));
    return rows;
  }

  /** A row for each fact about the machine and Esgrima. */
  static List<String> facts() {
    List<String> rows = new ArrayList<>();
    rows.add("| date | " + LocalDate.now(ZoneOffset.UTC) + " |");
    rows.add("| processor | " + processor() + " |");
    rows.add(
        "| system | %s %s, Java %s |"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version")));
    rows.add(
        "| Esgrima | %s, commit %s, libtorch %s, ONNX Runtime %s |"
            .formatted(
                Build.version(),
                Build.commit(),
                Build.libtorch(),
                OrtEnvironment.class.getPackage().getImplementationVersion()));
    return rows;
  }

  private static String processor() {
    int count = Runtime.getRuntime().availableProcessors();
    try {
      List<String> lines = Files.exists(PROCESSORS) ? Files.readAllLines(PROCESSORS) : List.of();
      Set<String> flags = new TreeSet<>(Arrays.asList(value(lines, "flags").split(" ")));
      flags.retainAll(OF_INTEREST);
      return "%d × %s (%s)".formatted(count, value(lines, "model name"), String.join(", ", flags));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String peers(String python) {
    try {
      Process process = new ProcessBuilder(python, "-c", PEERS).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "none: " + e.getMessage();
    }
  }
}
