package org.esgrima.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * One computation at a time for many threads: requests that wait at the same time and ask for the
 * same kind of thing are computed together, up to a number of rows, on a thread of its own. Whoever
 * comes when nothing is computed and nothing waits computes by itself, which saves the way to that
 * thread and back. What waits is bounded.
 */
final class Batcher implements AutoCloseable {
  /** Rows of numbers in, rows of numbers out. */
  interface Kind {
    float[] compute(int rows, float[] input);
  }

  private static final class Request {
    final Kind kind;
    final int rows;
    final float[] input;
    final CompletableFuture<float[]> result = new CompletableFuture<>();

    Request(Kind kind, int rows, float[] input) {
      this.kind = kind;
      this.rows = rows;
      this.input = input;
    }
  }

  private final int batch;
  private final int most;
  private final Runnable atEnd;
  private final Thread worker;
  private final Deque<Request> queue = new ArrayDeque<>();
  private int waiting;
  private boolean computing;
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param batch most rows of one computation
   * @param most rows that may wait
   * @param atEnd runs on the thread after the last computation
   */
  Batcher(int batch, int most, Runnable atEnd) {
    this.batch = batch;
    this.most = most;
    this.atEnd = atEnd;
    worker = new Thread(this::work, "esgrima-generator");
    worker.setDaemon(true);
    worker.start();
  }

  /**
   * Computes rows: at once where nothing else is computed, and with others' otherwise.
   *
   * @return the result, complete or not yet
   * @throws BusyException as {@link #submit}
   */
  Future<float[]> compute(Kind kind, int rows, float[] input, boolean accepted)
      throws InterruptedException {
    synchronized (this) {
      if (closed || computing || !queue.isEmpty()) {
        return submit(kind, rows, input, accepted);
      }
      computing = true;
    }
    Request request = new Request(kind, rows, input);
    try {
      compute(List.of(request));
    } finally {
      computed();
    }
    return request.result;
  }

  private synchronized void computed() {
    computing = false;
    notifyAll();
  }

  /**
   * Hands in rows.
   *
   * @param accepted whether to wait for room instead of refusing, as the rest of a request that was
   *     accepted does
   * @throws BusyException if there is no room
   */
  synchronized Future<float[]> submit(Kind kind, int rows, float[] input, boolean accepted)
      throws InterruptedException {
    while (!closed && waiting > 0 && waiting + rows > most) {
      if (!accepted) {
        throw new BusyException(waiting, most);
      }
      wait();
    }
    if (closed) {
      throw closedException();
    }
    Request request = new Request(kind, rows, input);
    queue.add(request);
    waiting += rows;
    notifyAll();
    return request.result;
  }

  private static IllegalStateException closedException() {
    return new IllegalStateException("this generator is closed");
  }

  private void work() {
    try {
      for (List<Request> group = next(); !group.isEmpty(); group = next()) {
        try {
          compute(group);
        } finally {
          computed();
        }
      }
      awaitCallers();
    } finally {
      atEnd.run();
    }
  }

  // Not to be cut short: what is computed must not be closed meanwhile.
  private synchronized void awaitCallers() {
    boolean interrupted = false;
    while (computing) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Requests of one kind, for whose computation nothing else is computed; empty at the end. */
  private synchronized List<Request> next() {
    List<Request> group = new ArrayList<>();
    while (group.isEmpty() && !closed) {
      while ((queue.isEmpty() || computing) && !closed) {
        try {
          wait();
        } catch (InterruptedException e) {
          closed = true; // nobody but this class knows the thread: the program is being torn down
        }
      }
      take(group);
    }
    if (closed) {
      queue.addAll(group);
      queue.forEach(request -> request.result.completeExceptionally(closedException()));
      queue.clear();
      group.clear();
    }
    computing |= !group.isEmpty();
    notifyAll();
    return group;
  }

  private synchronized void take(List<Request> group) {
    int rows = 0;
    while (!queue.isEmpty()
        && (group.isEmpty()
            || (queue.peek().kind == group.get(0).kind && rows + queue.peek().rows <= batch))) {
      Request request = queue.remove();
      waiting -= request.rows;
      if (!request.result.isCancelled()) {
        group.add(request);
        rows += request.rows;
      }
    }
  }

  private static void compute(List<Request> group) {
    int rows = group.stream().mapToInt(r -> r.rows).sum();
    float[] input = group.get(0).input;
    if (group.size() > 1) {
      int width = input.length / group.get(0).rows;
      input = new float[rows * width];
      int at = 0;
      for (Request request : group) {
        System.arraycopy(request.input, 0, input, at, request.input.length);
        at += request.input.length;
      }
    }
    try {
      float[] output = group.get(0).kind.compute(rows, input);
      if (group.size() == 1) {
        group.get(0).result.complete(output);
        return;
      }
      int width = output.length / rows;
      int row = 0;
      for (Request request : group) {
        request.result.complete(
            Arrays.copyOfRange(output, row * width, (row + request.rows) * width));
        row += request.rows;
      }
    } catch (RuntimeException | Error e) {
      group.forEach(request -> request.result.completeExceptionally(e));
    }
  }

  /** Ends the thread after the batch at hand; what waits fails. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
