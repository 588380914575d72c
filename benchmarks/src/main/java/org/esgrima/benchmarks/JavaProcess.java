package org.esgrima.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Commands that start Java with the options that the launcher {@code ./esgrima} gives it. */
final class JavaProcess {
  /** The launcher's settings of the C library's memory and of the waits of libtorch's threads. */
  static final Map<String, String> LAUNCHER_ENVIRONMENT =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_TRIM_THRESHOLD_", "1073741824",
          "MALLOC_MMAP_THRESHOLD_", "33554432",
          "OPENBLAS_THREAD_TIMEOUT", "14",
          "GOMP_SPINCOUNT", "10000");

  private static final List<String> LAUNCHER_OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmx1g",
          "-Xmn16m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "-XX:-SegmentedCodeCache",
          "-XX:InitialCodeCacheSize=24m",
          "-Djava.awt.headless=true",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  private JavaProcess() {}

  /** A program of this class path. */
  static List<String> command(Class<?> program, String... arguments) {
    return command(System.getProperty("java.class.path"), program.getName(), arguments);
  }

  /** A program of another class path. */
  static List<String> command(String classpath, String program, String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(
            List.of(java), LAUNCHER_OPTIONS, List.of("-cp", classpath, program), List.of(arguments))
        .flatMap(List::stream)
        .toList();
  }
}
