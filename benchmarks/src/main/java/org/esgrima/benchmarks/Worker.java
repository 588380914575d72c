package org.esgrima.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.esgrima.InputException;
import org.esgrima.torch.Threads;
import org.esgrima.train.Precision;

/**
 * A worker of the peer bench, with the protocol of {@code benchmarks/peers/worker.py}: it says
 * {@code ready} and the seconds of a repetition, or {@code cannot} and a reason; then it answers
 * each line {@code go N} with the seconds that N repetitions took, and ends with its input. Between
 * two questions it waits and computes nothing.
 */
public final class Worker {
  private static final double NANOS = 1e9;
  private static final int LEAST = 3; // repetitions of a warm-up

  private Worker() {}

  /** Arguments: kind, case, threads, seconds of warm-up, directory with the materials. */
  public static void main(String[] args) throws IOException {
    try {
      int threads = Integer.parseInt(args[2]);
      Threads.set(threads, Threads.Work.NETWORKS);
      try (Work work = open(args[0], args[1], threads, Path.of(args[4]))) {
        say("ready " + warmUp(work, Double.parseDouble(args[3])));
        answer(work);
      }
    } catch (InputException e) {
      say("cannot " + e.getMessage());
      System.exit(2);
    }
  }

  private static Work open(String kind, String name, int threads, Path directory) {
    return switch (kind) {
      case "training" -> TrainingCases.open(name, Precision.FP32);
      case "training-bf16" -> TrainingCases.open(name, Precision.BF16);
      case "generation-onnx" ->
          GenerationCases.onnx(directory.resolve(Materials.MODEL), Integer.parseInt(name), threads);
      case "generation-libtorch" ->
          GenerationCases.libtorch(Materials.run(directory), Integer.parseInt(name));
      case "loading" -> LoadingCases.open(Materials.data(directory, name), threads);
      case "metrics" -> MetricCases.open(name);
      default ->
          throw new InputException("unknown kind of work", kind, "a known one", kind, "Correct it");
    };
  }

  private static double warmUp(Work work, double seconds) {
    long begin = System.nanoTime();
    double last = 0;
    for (int i = 0; seconds > 0 && (i < LEAST || since(begin) < seconds); i++) {
      long start = System.nanoTime();
      work.repeat();
      last = since(start);
    }
    return last;
  }

  private static void answer(Work work) throws IOException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      int repetitions = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
      long begin = System.nanoTime();
      for (int i = 0; i < repetitions; i++) {
        work.repeat();
      }
      say(String.valueOf(since(begin)));
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / NANOS;
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
