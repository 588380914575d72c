package org.esgrima.benchmarks;

import org.esgrima.InputException;

/** What must hold around a measurement for its figures to mean something. */
final class Environment {
  private static final String SPIN_COUNT = "GOMP_SPINCOUNT";

  private Environment() {}

  /**
   * Requires GOMP_SPINCOUNT, which the launcher script of Esgrima sets: without it threads of
   * OpenMP and OpenBLAS wait for each other, and dense layers take four to six times as long. A
   * process cannot set it for itself, and JMH cannot set it for its forks: they inherit it.
   *
   * @throws InputException if it is absent
   */
  static void require() {
    String value = System.getenv(SPIN_COUNT);
    if (value == null || value.isBlank()) {
      throw new InputException(
          "figures would be wrong",
          "environment variable " + SPIN_COUNT,
          "1000, as in the launcher script",
          "none",
          "Run through Maven as in benchmarks/README.md, or export " + SPIN_COUNT + "=1000");
    }
  }
}
