package org.esgrima.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.esgrima.torch.Device;
import org.esgrima.torch.Threads;

/**
 * The circumstances of a run, {@code provenance.json}: everything that results were seen to depend
 * on and that the settings do not tell. Keys are the component names in kebab-case.
 *
 * @param runFormat {@link RunDirectory#FORMAT}, so that an older Esgrima can refuse a newer run
 * @param esgrimaVersion algorithms and defaults change between versions; {@code unknown} for
 *     classes that were never packed into a jar
 * @param gitCommit the same between two releases; {@code unknown} if the build did not record it
 * @param libtorchVersion kernels, and with them the last bits of every result, change with it
 * @param javaVersion drawn data sets use the platform's mathematics and image code
 * @param javaVendor the same version of two vendors has different graphics libraries
 * @param operatingSystem name and version: C libraries differ in the last bits of exp and log
 * @param architecture the processor's instruction set: it selects libtorch's kernels
 * @param processor the processor's model: vector widths change the order of sums, and speed
 * @param processors number of logical processors, the default number of threads
 * @param device where tensors were computed: {@code cpu}, {@code cuda:0}
 * @param torchThreads sums are split by thread: runs are bitwise equal only at the same count
 * @param environment variables that steer the threads of libtorch, those that were set
 * @param dataName the data set, as people call it
 * @param dataFingerprint SHA-256 of its content: the same name may hide other files
 * @param seed every random stream derives from it
 * @param startTime UTC, ISO 8601, to the second: ties the run to logs of the machine
 * @param commandLine what was typed; empty if the run was started from Java
 */
public record Provenance(
    int runFormat,
    String esgrimaVersion,
    String gitCommit,
    String libtorchVersion,
    String javaVersion,
    String javaVendor,
    String operatingSystem,
    String architecture,
    String processor,
    int processors,
    String device,
    int torchThreads,
    Map<String, String> environment,
    String dataName,
    String dataFingerprint,
    long seed,
    String startTime,
    List<String> commandLine) {
  private static final List<String> THREAD_VARIABLES =
      List.of(
          "GOMP_SPINCOUNT",
          "KMP_BLOCKTIME",
          "MKL_NUM_THREADS",
          "OMP_NUM_THREADS",
          "OMP_PROC_BIND",
          "OMP_WAIT_POLICY",
          "OPENBLAS_NUM_THREADS");

  /** Copies the collections. */
  public Provenance {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    commandLine = List.copyOf(commandLine);
  }

  /**
   * The circumstances of this process, now. Call it after the number of threads has been set.
   *
   * @param dataName see {@link org.esgrima.data.Dataset#name}
   * @param dataFingerprint see {@link org.esgrima.data.Dataset#fingerprint}
   */
  public static Provenance now(
      String dataName, String dataFingerprint, long seed, Device device, List<String> commandLine) {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.keySet().retainAll(THREAD_VARIABLES);
    return new Provenance(
        RunDirectory.FORMAT,
        Build.version(),
        Build.commit(),
        Build.libtorch(),
        System.getProperty("java.version"),
        System.getProperty("java.vendor"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        device.toString(),
        Threads.count(),
        environment,
        dataName,
        dataFingerprint,
        seed,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        commandLine);
  }

  private static String processorModel() {
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    if (windows != null) {
      return windows;
    }
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown"; // only Linux has this file, and Java itself cannot tell the model
    }
  }
}
