package org.esgrima.run.control;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;

/**
 * Keeps {@code state.json} up to date from a thread of its own, so that training never waits for
 * the disk and the heartbeat goes on through long steps and measurements.
 */
public final class StateFile implements AutoCloseable {
  /** Least time between two versions of the file. */
  public static final long INTERVAL_MILLIS = 200;

  /** Most time between them. */
  public static final long HEARTBEAT_MILLIS = 2_000;

  private final Path file;
  private final Object writing = new Object();
  private final Thread thread = new Thread(this::work, "esgrima-state");

  // Everything below is guarded by this object.
  private RunState latest;
  private boolean changed;
  private boolean closed;
  private RuntimeException failure;

  /**
   * Begins; the file is written at once.
   *
   * @param file see {@link org.esgrima.run.RunDirectory#stateFile}
   * @throws org.esgrima.InputException if it cannot be written
   */
  public StateFile(Path file, RunState first) {
    this.file = file;
    this.latest = first;
    flush();
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Has a state written soon, in place of any that was not written yet.
   *
   * @throws org.esgrima.InputException if an earlier one could not be written
   */
  public synchronized void publish(RunState state) {
    if (failure != null) {
      throw failure;
    }
    latest = state;
    changed = true;
    notifyAll();
  }

  /**
   * Writes the newest state now: whoever reads the file from here on finds it or a newer one.
   *
   * @throws org.esgrima.InputException if it cannot be written
   */
  public void flush() {
    synchronized (writing) { // so that no older state is written over a newer one
      String text = Json.json(taken().at(System.currentTimeMillis())) + "\n";
      AtomicFile.writeNews(file, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private synchronized RunState taken() {
    changed = false;
    return latest;
  }

  /** The newest state, written or not. */
  public synchronized RunState latest() {
    return latest;
  }

  private void work() {
    try {
      while (true) {
        synchronized (this) {
          long deadline = System.nanoTime() + HEARTBEAT_MILLIS * 1_000_000;
          for (long left; !closed && !changed && (left = deadline - System.nanoTime()) > 0; ) {
            wait(left / 1_000_000 + 1);
          }
          if (closed) {
            return;
          }
        }
        flush();
        rest();
      }
    } catch (InterruptedException e) {
      return; // nobody else knows this thread, so the program ends
    } catch (RuntimeException e) {
      synchronized (this) {
        failure = e;
      }
    }
  }

  private synchronized void rest() throws InterruptedException {
    long deadline = System.nanoTime() + INTERVAL_MILLIS * 1_000_000;
    for (long left; !closed && (left = deadline - System.nanoTime()) > 0; ) {
      wait(left / 1_000_000 + 1);
    }
  }

  /** Writes the newest state and ends; a second call does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    flush();
  }
}
