package org.esgrima.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code esgrima studio} in a process of its own, and other commands for the same runs. */
final class StudioProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://\\S+");
  private static final long PATIENCE_SECONDS = 60;

  private final Path directory;
  private final Process process;
  private final String address;

  private StudioProcess(Path directory, Process process, String address) {
    this.directory = directory;
    this.process = process;
    this.address = address;
  }

  /** Starts a studio on a free port, for the folder {@code runs} in a directory. */
  static StudioProcess open(Path directory) throws IOException, InterruptedException {
    Path log = directory.resolve("studio.log");
    Process process = start(directory, log, "studio", "--port", "0", "--threads", "1");
    return new StudioProcess(directory, process, address(process, log));
  }

  private static String address(Process process, Path log)
      throws IOException, InterruptedException {
    while (true) {
      Matcher found = ADDRESS.matcher(Files.readString(log));
      if (found.find()) {
        return found.group().replaceFirst("[/.]+$", "");
      }
      assertThat(process.isAlive()).as(() -> "studio runs: " + read(log)).isTrue();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Runs a command to its end. */
  static void esgrima(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory, "command", ".log");
    Process command = start(directory, log, arguments);
    assertThat(command.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
    assertThat(command.exitValue()).as(() -> read(log)).isZero();
  }

  private static Process start(Path directory, Path log, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.esgrima.cli.Main"));
    line.addAll(List.of(arguments));
    Files.writeString(log, "");
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Such as {@code http://127.0.0.1:40123}. */
  String address() {
    return address;
  }

  /** The directory of a run. */
  Path run(String name) {
    return directory.resolve("runs").resolve(name);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly); // trainers would go on
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
