package org.esgrima.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The time from the start of a program to the first image that it leaves on disk. */
final class FirstImage implements Contender {
  private static final double NANOS = 1e9;
  private static final long POLL_MILLIS = 1;
  private static final int TIMEOUT_SECONDS = 120;

  private final List<String> command;
  private final Path image;
  private final Path directory;
  private final Path log;
  private final double expected;

  /**
   * Runs the program once, so that all files are in the system's cache.
   *
   * @param image what the command writes
   * @throws Absent if no image comes
   */
  FirstImage(List<String> command, Path image, Path directory, Path log) throws Absent {
    this.command = command;
    this.image = image;
    this.directory = directory;
    this.log = log;
    try {
      once();
      expected = once();
    } catch (IllegalStateException e) {
      throw new Absent(e.getMessage());
    }
  }

  @Override
  public double expected() {
    return expected;
  }

  @Override
  public double measure(int repetitions) {
    double seconds = 0;
    for (int i = 0; i < repetitions; i++) {
      seconds += once();
    }
    return seconds;
  }

  private double once() {
    try {
      Files.deleteIfExists(image);
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      long begin = System.nanoTime();
      Process process = builder.start();
      while (!Files.exists(image)) {
        boolean gone = !process.isAlive() && !Files.exists(image);
        if (gone || since(begin) > TIMEOUT_SECONDS) {
          process.destroy();
          throw new IllegalStateException("no image: see " + log);
        }
        Thread.sleep(POLL_MILLIS);
      }
      double seconds = since(begin);
      process.waitFor();
      return seconds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / NANOS;
  }

  @Override
  public void close() {}
}
