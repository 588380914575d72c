package org.esgrima.benchmarks;

import java.io.IOException;

/** Runs JMH with its own options: {@code Benchmarks TrainingStep -f 1 -p width=16}. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Arguments are those of JMH. */
  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(args);
  }
}
