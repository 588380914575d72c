package org.esgrima.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A {@link Worker}, or one in another language, in a process of its own that waits to be asked. */
final class WorkerProcess implements Contender {
  private static final String GONE = "gone";

  private final Path log;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private final double expected;

  /**
   * Starts a process and waits until it is ready.
   *
   * @param environment what is different from that of this process
   * @param log what it says beside the protocol
   * @throws Absent if it cannot do the work
   */
  WorkerProcess(List<String> command, Map<String, String> environment, Path directory, Path log)
      throws Absent {
    this.log = log;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().putAll(environment);
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new Absent("it does not start: " + e.getMessage());
    }
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    questions =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    String[] first = answer().split(" ", 2);
    if (!first[0].equals("ready")) {
      close();
      throw new Absent(first.length < 2 || first[1].isBlank() ? "see " + log : first[1]);
    }
    expected = Double.parseDouble(first[1]);
  }

  private String answer() {
    try {
      String line = answers.readLine();
      return line == null ? GONE : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double expected() {
    return expected;
  }

  @Override
  public double measure(int repetitions) {
    try {
      questions.write("go " + repetitions + "\n");
      questions.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String answer = answer();
    if (answer.equals(GONE)) {
      throw new IllegalStateException("a worker ended: see " + log);
    }
    return Double.parseDouble(answer);
  }

  /** Ends its input, and with it the process. */
  @Override
  public void close() {
    try {
      questions.close();
      process.waitFor();
    } catch (IOException e) {
      process.destroy(); // it is gone already, or does not listen
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
