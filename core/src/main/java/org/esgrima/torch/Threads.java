package org.esgrima.torch;

import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;

/**
 * How many processor threads libtorch computes with.
 *
 * <p>There are two pools: OpenMP's for convolutions and all that goes element by element, and that
 * of OpenBLAS for products of matrices. Threads of both wait in a loop for their next work. Where
 * they wait shortly ({@link ThreadWaits}; programs that {@code ./esgrima} starts), each pool has
 * all the threads. Elsewhere they would keep the cores from each other: only the pool that does
 * most of the {@link Work} has more than one thread, and large dense layers are OpenMP's ({@link
 * DenseLayer}).
 *
 * <p>Sums are split by thread, so results are bitwise equal only at the same count and with the
 * same waits; runs record the count.
 */
public final class Threads {
  /** What most of the time goes into. */
  public enum Work {
    /** Layers of networks and operations element by element; the state after the start. */
    NETWORKS,
    /** Products and decompositions of large matrices, as in metrics. */
    MATRICES
  }

  private static final boolean BOTH =
      ThreadWaits.areShort(System.getProperty("os.name"), System.getenv());

  private static int count;
  private static Work mostly = Work.NETWORKS;

  static {
    Native.load();
    count = torch.get_num_threads();
  }

  private Threads() {}

  /** Number of threads in use, as many as there are cores after the start. */
  public static synchronized int count() {
    return count;
  }

  /** Whether each pool has all the threads, rather than one of them. */
  static boolean bothPools() {
    return BOTH;
  }

  /**
   * Sets the number of threads for all later operations of the calling thread.
   *
   * @param threads at least 1
   * @param work decides who has them, unless both pools have
   */
  public static synchronized void set(int threads, Work work) {
    if (threads < 1) {
      throw new IllegalArgumentException("thread count must be at least 1, got " + threads);
    }
    count = threads;
    mostly = work;
    torch.set_num_threads(BOTH || work == Work.NETWORKS ? threads : 1);
    openblas_full.openblas_set_num_threads(BOTH || work == Work.MATRICES ? threads : 1);
  }

  /**
   * Computes something that is {@link Work#MATRICES}, and gives the threads back to what they did.
   */
  public static <T> T matrices(Supplier<T> work) {
    Work before = mostly;
    set(count, Work.MATRICES);
    try {
      return work.get();
    } finally {
      set(count, before);
    }
  }
}
