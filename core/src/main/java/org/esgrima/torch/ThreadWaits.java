package org.esgrima.torch;

import java.util.Map;

/**
 * How long a thread of libtorch's pools waits for its next work in a loop, and so keeps a core from
 * the threads of another pool, before it sleeps.
 *
 * <p>Both pools read this from the environment while they are loaded, so a program can only look at
 * what it was started with. {@code ./esgrima} sets both variables.
 */
final class ThreadWaits {
  /** OpenBLAS: two to the power of so many ticks of the processor's clock; its default is 26. */
  static final String OPENBLAS = "OPENBLAS_THREAD_TIMEOUT";

  /** GNU OpenMP: rounds of the loop; its default is 300,000. */
  static final String OPENMP = "GOMP_SPINCOUNT";

  // The longest that were seen not to be in each other's way: benchmarks/README.md, Two pools.
  private static final long LONGEST_OPENBLAS = 14;
  private static final long LONGEST_OPENMP = 10_000;

  private ThreadWaits() {}

  /**
   * Whether both pools sleep so soon that they are not in each other's way.
   *
   * @param system name of the operating system; only on Linux libtorch comes with GNU OpenMP
   */
  static boolean areShort(String system, Map<String, String> environment) {
    return system.equals("Linux")
        && atMost(environment.get(OPENBLAS), LONGEST_OPENBLAS)
        && atMost(environment.get(OPENMP), LONGEST_OPENMP);
  }

  private static boolean atMost(String given, long longest) {
    return given != null && given.matches("\\d{1,9}") && Long.parseLong(given) <= longest;
  }
}
