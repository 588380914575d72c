package org.esgrima.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Computes rows in parts at the same time, on the calling thread and on threads of its own. Whoever
 * is done takes the next part: there are more parts than threads where there are enough rows, so
 * that a thread whose core is busy with something else does less.
 */
final class SideBySide implements AutoCloseable {
  private static final int ROWS_WORTH_A_PART = 8; // of fewer, each takes longer
  private static final int PARTS_OF_A_THREAD = 4;

  private final int threads;
  private final ExecutorService others;

  /**
   * Starts no thread yet.
   *
   * @param threads most parts at a time, at least 1
   */
  SideBySide(int threads) {
    this.threads = threads;
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
   * @throws RuntimeException that of a part that failed, once all are over
   */
  float[] compute(Batcher.Kind kind, int rows, float[] input) {
    int atOnce = Math.min(threads, rows);
    int parts = Math.min(rows / ROWS_WORTH_A_PART, PARTS_OF_A_THREAD * threads);
    Parts work = new Parts(kind, rows, input, atOnce == 1 ? 1 : Math.max(parts, atOnce));
    List<CompletableFuture<Void>> running =
        Stream.generate(() -> CompletableFuture.runAsync(work::takeAll, others))
            .limit(atOnce - 1L)
            .toList();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
    try {
      work.takeAll();
    } finally {
      all.exceptionally(e -> null).join();
    }
    try {
      all.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return work.output;
  }

  private static final class Parts {
    private final Batcher.Kind kind;
    private final int rows;
    private final float[] input;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private float[] output = {};

    Parts(Batcher.Kind kind, int rows, float[] input, int count) {
      this.kind = kind;
      this.rows = rows;
      this.input = input;
      this.count = count;
    }

    /** Computes parts as long as there are any that nobody has begun. */
    void takeAll() {
      for (int part = next.getAndIncrement(); part < count; part = next.getAndIncrement()) {
        take(part);
      }
    }

    private void take(int part) {
      int from = first(part);
      int to = first(part + 1);
      int width = input.length / rows;
      float[] own = count == 1 ? input : Arrays.copyOfRange(input, from * width, to * width);
      float[] made = kind.compute(to - from, own);
      int size = made.length / (to - from);
      if (count == 1) {
        output = made;
      } else {
        System.arraycopy(made, 0, output(size), from * size, made.length);
      }
    }

    private int first(int part) {
      return (int) ((long) part * rows / count);
    }

    private synchronized float[] output(int size) {
      if (output.length == 0) {
        output = new float[rows * size];
      }
      return output;
    }
  }

  @Override
  public void close() {
    others.shutdown();
  }
}
