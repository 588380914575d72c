package org.esgrima.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads batches ahead in background threads, so that a trainer finds the next one ready.
 *
 * <p>The batches and their order depend on the sampler and the start position only, not on the
 * number of threads. Memory is constant: {@code depth + 1} batches, used in turn. An exception
 * while reading is thrown, unchanged, by the {@link #next} that would have returned the batch, and
 * by every one after it.
 *
 * <p>One thread calls {@link #next}. Closing stops the threads and leaves the data set open.
 */
public final class Loader implements AutoCloseable {
  /** Default number of background threads. */
  public static final int WORKERS = 2;

  /** Default number of batches read ahead. */
  public static final int DEPTH = 4;

  private final Dataset dataset;
  private final Sampler sampler;
  private final int batchSize;
  private final long startPosition;
  private final List<Thread> threads = new ArrayList<>();

  // Everything below is guarded by the lock.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Batch> free = new ArrayDeque<>();
  private final Map<Long, Result> ready = new HashMap<>();
  private long started;
  private long handedOut;
  private long waitNanos;
  private Batch inUse;
  private boolean closed;

  /** A batch that was read, or why it was not. */
  private record Result(Batch batch, Throwable failure) {}

  /** A loader with {@link #WORKERS} threads and {@link #DEPTH} batches read ahead. */
  public Loader(Dataset dataset, Sampler sampler, int batchSize, long startPosition) {
    this(dataset, sampler, batchSize, startPosition, WORKERS, DEPTH);
  }

  /**
   * Starts to read.
   *
   * @param batchSize samples in every batch, at least 1; batches run across the ends of epochs
   * @param startPosition samples drawn before, as {@link #position} told; 0 at first
   * @param workers number of threads, at least 1
   * @param depth batches read ahead, at least 1
   * @throws org.esgrima.InputException if a batch does not fit into a buffer
   */
  public Loader(
      Dataset dataset, Sampler sampler, int batchSize, long startPosition, int workers, int depth) {
    if (batchSize < 1 || startPosition < 0 || workers < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "batch size %d, start position %d, workers %d, depth %d"
              .formatted(batchSize, startPosition, workers, depth));
    }
    this.dataset = dataset;
    this.sampler = sampler;
    this.batchSize = batchSize;
    this.startPosition = startPosition;
    for (int i = 0; i <= depth; i++) {
      free.add(new Batch(dataset, batchSize));
    }
    for (int i = 0; i < workers; i++) {
      Thread thread = new Thread(this::work, "esgrima-loader-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /**
   * The next batch; waits if it is not ready yet. It is valid until the next call.
   *
   * @throws IllegalStateException if the loader is closed
   */
  public Batch next() {
    lock.lock();
    try {
      if (inUse != null) {
        free.add(inUse);
        inUse = null;
        changed.signalAll();
      }
      long from = System.nanoTime();
      while (!closed && !ready.containsKey(handedOut)) {
        changed.awaitUninterruptibly();
      }
      waitNanos += System.nanoTime() - from;
      if (closed) {
        throw new IllegalStateException("loader is closed");
      }
      Result result = ready.get(handedOut);
      if (result.failure() != null) {
        throw unchanged(result.failure());
      }
      ready.remove(handedOut);
      handedOut++;
      inUse = result.batch();
      return inUse;
    } finally {
      lock.unlock();
    }
  }

  /** Samples handed out so far, counted from the very first start: what a checkpoint stores. */
  public long position() {
    lock.lock();
    try {
      return startPosition + handedOut * batchSize;
    } finally {
      lock.unlock();
    }
  }

  /** Time that {@link #next} spent waiting for batches, in nanoseconds, in total. */
  public long waitNanos() {
    lock.lock();
    try {
      return waitNanos;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    // Not interrupted: that would close the files they read from under the data set.
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    float[] row = new float[dataset.labelColumns().size()];
    while (true) {
      Batch batch;
      long number;
      lock.lock();
      try {
        while (!closed && free.isEmpty()) {
          changed.awaitUninterruptibly();
        }
        if (closed) {
          return;
        }
        batch = free.remove();
        number = started++;
      } finally {
        lock.unlock();
      }
      Result result = read(batch, number, row);
      lock.lock();
      try {
        ready.put(number, result);
        changed.signalAll();
        if (result.failure() != null) {
          return;
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private Result read(Batch batch, long number, float[] row) {
    try {
      long first = startPosition + number * batchSize;
      for (int i = 0; i < batchSize; i++) {
        batch.fill(i, dataset, sampler.indexAt(first + i), row);
      }
      return new Result(batch, null);
    } catch (Throwable failure) {
      return new Result(batch, failure);
    }
  }

  private static RuntimeException unchanged(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    // read and readLabels declare no checked exceptions.
    return (RuntimeException) failure;
  }
}
