package org.esgrima.benchmarks;

/** Somebody who does the same work as others and is timed. */
interface Contender extends AutoCloseable {
  /** Seconds of one repetition, about; 0 = not known. */
  double expected();

  /** Seconds that so many repetitions took; nobody else computes meanwhile. */
  double measure(int repetitions);

  @Override
  void close();

  /** Cannot take part on this machine; the message says why. */
  final class Absent extends Exception {
    private static final long serialVersionUID = 1L;

    Absent(String reason) {
      super(reason);
    }
  }

  /** What makes one ready: started, warm. */
  @FunctionalInterface
  interface Entry {
    Contender start() throws Absent;
  }
}
