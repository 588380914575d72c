package org.esgrima.train;

/**
 * When the game is played: at full speed, in slow motion, step by step, or not at all for now. Of
 * no influence on what is played.
 *
 * <p>Time is {@link System#nanoTime}'s and given by the caller.
 */
final class Tempo {
  private static final long NANOS = 1_000_000_000;

  private boolean paused;
  private boolean halves;
  private int left; // steps or half steps until a pause; 0 = no such limit
  private double pace;
  private long due;
  private boolean between; // the last turn left its step unfinished

  /** A session begins, between two steps. */
  void begin() {
    between = false;
  }

  /** Nothing more until further notice. */
  void pause() {
    paused = true;
    left = 0;
  }

  /** On without a limit. */
  void go() {
    paused = false;
    left = 0;
  }

  /**
   * Some steps, then a pause.
   *
   * @param half whether turns are counted, not steps
   */
  void step(int count, boolean half) {
    paused = false;
    left = count;
    halves = half;
  }

  /** At most so many steps a second; 0 = full speed. */
  void pace(double stepsPerSecond, long now) {
    pace = stepsPerSecond;
    due = now;
  }

  double pace() {
    return pace;
  }

  /** Whether the game stands between two turns of a step. */
  boolean between() {
    return between;
  }

  boolean paused() {
    return paused;
  }

  /** Whether somebody looks at single steps. */
  boolean closely() {
    return paused || left > 0 || pace > 0;
  }

  /**
   * A turn is over.
   *
   * @param complete whether the step is
   */
  void turnOver(boolean complete, long now) {
    int turns = between || !complete ? 2 : 1;
    between = !complete;
    if (left > 0 && (halves || complete) && --left == 0) {
      paused = true;
    }
    due = pace == 0 ? now : Math.max(now, due + Math.round(NANOS / pace / turns));
  }

  /** Nanoseconds to wait before the next turn: 0 = none, {@link Long#MAX_VALUE} = no end known. */
  long delay(long now) {
    if (paused) {
      return Long.MAX_VALUE;
    }
    return pace == 0 ? 0 : Math.max(0, due - now);
  }
}
