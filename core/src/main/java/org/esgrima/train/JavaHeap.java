package org.esgrima.train;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Java's heap, as far as it is resident: the space for new objects is filled to its end before
 * anything is collected, and what lives on is then copied out of it to places that were never
 * touched. Sooner or later every run comes to that; a short rehearsal may not.
 */
final class JavaHeap {
  private static final int CHUNK = 1 << 16; // too small to be treated as a large object
  private static final int COLLECTIONS = 2; // survivors move between two spaces

  /** Seen by all threads, so that no compiler leaves the allocation out. */
  @SuppressWarnings("unused")
  private static volatile byte[] garbage = {};

  private JavaHeap() {}

  /** Fills the space for new objects until Java has collected it twice. */
  static void useAll() {
    long enough = collections() + COLLECTIONS;
    long most = 2 * Runtime.getRuntime().maxMemory(); // where collections are not counted
    for (long made = 0; collections() < enough && made < most; made += CHUNK) {
      garbage = new byte[CHUNK];
    }
    garbage = new byte[0];
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
