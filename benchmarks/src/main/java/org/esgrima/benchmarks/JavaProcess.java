package org.esgrima.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Commands that start Java with the settings that the launcher {@code ./esgrima} gives it. */
final class JavaProcess {
  // benchmarks/README.md, The C library's memory; a test compares them with the launcher's
  static final List<String> ENVIRONMENT =
      List.of(
          "MALLOC_ARENA_MAX=1",
          "MALLOC_TRIM_THRESHOLD_=1073741824",
          "MALLOC_MMAP_THRESHOLD_=33554432");

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private JavaProcess() {}

  /** A program of this class path. */
  static List<String> command(Class<?> program, String... arguments) {
    return command(System.getProperty("java.class.path"), program.getName(), arguments);
  }

  /** A program of another class path. */
  static List<String> command(String classpath, String program, String... arguments) {
    List<String> java =
        List.of(
            JAVA,
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-cp",
            classpath,
            program);
    return Stream.of(Stream.of("env"), ENVIRONMENT.stream(), java.stream(), Stream.of(arguments))
        .flatMap(part -> part)
        .toList();
  }
}
