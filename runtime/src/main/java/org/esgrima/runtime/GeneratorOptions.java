package org.esgrima.runtime;

/**
 * How much of the machine a {@link Generator} may take.
 *
 * @param threads processor threads of one batch; 0 = as many as there are cores. With more than one
 *     of them the weights are in memory twice
 * @param batch most samples made at once; requests of many threads are made together up to here,
 *     and memory grows with it
 * @param waiting most samples that may wait; a request that would exceed it is refused with {@link
 *     BusyException}, unless nothing else is waiting
 */
public record GeneratorOptions(int threads, int batch, int waiting) {
  /** All cores, batches of 32, 1024 samples waiting. */
  public static final GeneratorOptions DEFAULT = new GeneratorOptions(0, 32, 1024);

  /** Checks the numbers. */
  public GeneratorOptions {
    if (threads < 0 || batch < 1 || waiting < 1) {
      throw new IllegalArgumentException(
          "threads " + threads + ", batch " + batch + ", waiting " + waiting);
    }
  }
}
