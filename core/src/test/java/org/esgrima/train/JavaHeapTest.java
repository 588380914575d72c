package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class JavaHeapTest {
  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(bean -> bean.getCollectionCount())
        .sum();
  }

  @Test
  void javaHasCollectedTwiceAfterwards() {
    long before = collections();
    JavaHeap.useAll();
    assertThat(collections()).isGreaterThanOrEqualTo(before + 2);
  }
}
