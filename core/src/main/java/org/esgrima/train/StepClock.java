package org.esgrima.train;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.esgrima.train.Profile.Part;

/**
 * Tells apart on what a trainer spends its time. Parts lie within each other, and the time of an
 * inner one is not that of the outer one, so all of them add up to the whole; what nobody claims is
 * {@link Part#OTHER}.
 *
 * <p>It reads a clock only and takes no part in what is played. For one thread.
 */
final class StepClock {
  /** Measures nothing and costs nothing. */
  static final StepClock OFF = new StepClock(() -> 0);

  private static final Span NOTHING = () -> {};

  /** A part of the time, until it is closed. */
  interface Span extends AutoCloseable {
    @Override
    void close();
  }

  private final LongSupplier nanoTime;
  private final Map<Part, Long> spent = new EnumMap<>(Part.class);
  private Part now = Part.OTHER;
  private long since;
  private long steps;
  private long loaderWait;

  /**
   * Runs from now on, by a source of nanoseconds that waits for the device, {@link
   * org.esgrima.torch.Device#nanoTime}.
   */
  StepClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  /** This part begins, within the one that lasts. */
  Span in(Part part) {
    if (this == OFF) {
      return NOTHING;
    }
    Part outer = turnTo(part);
    return () -> turnTo(outer);
  }

  /** What a part of the work gives. */
  <T> T during(Part part, Supplier<T> work) {
    try (Span span = in(part)) {
      return work.get();
    }
  }

  private Part turnTo(Part next) {
    long time = nanoTime.getAsLong();
    add(now, time - since);
    since = time;
    Part before = now;
    now = next;
    return before;
  }

  private void add(Part part, long nanos) {
    spent.merge(part, nanos, Long::sum);
  }

  /** A step is over. */
  void stepOver() {
    if (this != OFF) {
      steps++;
    }
  }

  /**
   * A stretch of training is over.
   *
   * @param held nanoseconds in it in which people held the game; they are not training time
   * @param waited nanoseconds in it in which it waited for data
   */
  void stretchOver(long held, long waited) {
    if (this != OFF) {
      add(Part.OTHER, -held);
      loaderWait += waited;
    }
  }

  /** Steps so far. */
  long steps() {
    return steps;
  }

  /** Nanoseconds so far in which the trainer waited for data, a share of {@link Part#DATA}. */
  long loaderWaitNanos() {
    return loaderWait;
  }

  /** Nanoseconds so far, by part. */
  Map<Part, Long> nanos() {
    turnTo(now);
    return new EnumMap<>(spent);
  }
}
