package org.esgrima.benchmarks;

/** Something that is repeated while a clock runs. */
interface Work extends AutoCloseable {
  /** Does it once. */
  void repeat();

  /** Frees what it needed. */
  @Override
  default void close() {}
}
