package org.esgrima.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Computes rows in parts of about the same size at the same time, the first on the calling thread
 * and the others on threads of its own.
 */
final class SideBySide implements AutoCloseable {
  private final int parts;
  private final ExecutorService others;

  /**
   * Starts no thread yet.
   *
   * @param parts most parts at a time, at least 1
   */
  SideBySide(int parts) {
    this.parts = parts;
    others = Executors.newCachedThreadPool(SideBySide::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "esgrima-generator-part");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The rows of all parts, in order.
   *
   * @param kind is called by several threads at once
   * @throws RuntimeException that of the first part that failed, once all are over
   */
  float[] compute(Batcher.Kind kind, int rows, float[] input) {
    int count = Math.min(parts, rows);
    int width = input.length / rows;
    List<CompletableFuture<float[]>> later = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int from = first(i, count, rows);
      int to = first(i + 1, count, rows);
      float[] part = Arrays.copyOfRange(input, from * width, to * width);
      later.add(CompletableFuture.supplyAsync(() -> kind.compute(to - from, part), others));
    }
    int own = first(1, count, rows);
    try {
      float[] output = kind.compute(own, count == 1 ? input : Arrays.copyOf(input, own * width));
      return count == 1 ? output : joined(output, own, rows, later);
    } finally {
      CompletableFuture.allOf(later.toArray(CompletableFuture[]::new))
          .exceptionally(e -> null)
          .join();
    }
  }

  private static int first(int part, int count, int rows) {
    return (int) ((long) part * rows / count);
  }

  private static float[] joined(
      float[] start, int startRows, int rows, List<CompletableFuture<float[]>> later) {
    float[] output = Arrays.copyOf(start, start.length / startRows * rows);
    int at = start.length;
    try {
      for (CompletableFuture<float[]> future : later) {
        float[] part = future.join();
        System.arraycopy(part, 0, output, at, part.length);
        at += part.length;
      }
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return output;
  }

  @Override
  public void close() {
    others.shutdown();
  }
}
