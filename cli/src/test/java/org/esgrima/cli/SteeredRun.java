package org.esgrima.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.esgrima.run.control.RunState;

/**
 * Runs {@code steer} commands of the documentation, one after the other, against a copy of their
 * run that is trained in the background for as long as they last.
 */
final class SteeredRun implements AutoCloseable {
  private static final Path COPY = Path.of("steered");
  private static final long PATIENCE_SECONDS = 60;

  private Thread trainer = new Thread(() -> {});

  /**
   * Runs a command.
   *
   * @param words {@code steer}, a finished run, and what it is told
   * @return the exit code
   */
  int run(String[] words) throws Exception {
    if (!trainer.isAlive()) {
      close();
      copy(Path.of(words[1]));
      trainer =
          new Thread(
              () -> Captured.run("resume", COPY, "--paused", "--quiet", "--steps", 1_000_000),
              "trainer");
      trainer.start();
      awaitPause();
    }
    words[1] = COPY.toString();
    return Main.run(Terminal.ofProcess(), words);
  }

  @Override
  public void close() throws Exception {
    if (trainer.isAlive()) {
      Captured.run("steer", COPY, "stop");
      trainer.join();
    }
    if (Files.exists(COPY)) {
      remove();
    }
  }

  private void awaitPause() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    Path state = COPY.resolve("state.json");
    while (RunState.read(state).orElseThrow().phase() != RunState.Phase.PAUSED) {
      if (!trainer.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the trainer did not start: " + RunState.read(state));
      }
      Thread.sleep(20);
    }
  }

  private static void copy(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, COPY.resolve(run.relativize(file).toString()));
      }
    }
  }

  private static void remove() throws IOException {
    try (Stream<Path> files = Files.walk(COPY)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
