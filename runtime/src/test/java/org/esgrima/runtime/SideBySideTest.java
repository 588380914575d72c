package org.esgrima.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SideBySideTest {
  private static final float[] FIVE_ROWS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

  /** The sum of each row of two. */
  private static float[] sums(int rows, float[] input) {
    float[] sums = new float[rows];
    for (int i = 0; i < rows; i++) {
      sums[i] = input[2 * i] + input[2 * i + 1];
    }
    return sums;
  }

  @Test
  void partsAreComputedAtTheSameTimeAndStandInOrder() {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    CyclicBarrier together = new CyclicBarrier(3);
    try (SideBySide threads = new SideBySide(3)) {
      float[] found =
          threads.compute(
              (rows, input) -> {
                sizes.add(rows);
                await(together); // for ever, if one waited for another
                return sums(rows, input);
              },
              5,
              FIVE_ROWS);
      assertThat(found).containsExactly(3, 7, 11, 15, 19);
      assertThat(sizes).containsExactlyInAnyOrder(1, 2, 2);
    }
  }

  @Test
  void aThreadThatIsHeldUpLeavesPartsToTheOthers() {
    CountDownLatch rest = new CountDownLatch(7);
    try (SideBySide threads = new SideBySide(2)) {
      float[] input = new float[2 * 64];
      for (int i = 0; i < input.length; i++) {
        input[i] = i;
      }
      float[] found =
          threads.compute(
              (rows, part) -> {
                if (part[0] == 0) {
                  await(rest); // the first part waits until all others are done
                }
                rest.countDown();
                return sums(rows, part);
              },
              64,
              input);
      assertThat(found).isEqualTo(sums(64, input));
    }
  }

  @Test
  void fewerRowsThanPartsMakeFewerParts() {
    try (SideBySide threads = new SideBySide(3)) {
      assertThat(threads.compute(SideBySideTest::sums, 1, new float[] {1, 2})).containsExactly(3);
      assertThat(threads.compute(SideBySideTest::sums, 2, new float[] {1, 2, 3, 4}))
          .containsExactly(3, 7);
    }
  }

  @Test
  void theFailureOfAPartIsThatOfTheCallOnceAllAreOver() {
    AtomicInteger over = new AtomicInteger();
    try (SideBySide threads = new SideBySide(3)) {
      for (float broken : new float[] {1, 9}) {
        over.set(0);
        assertThatThrownBy(
                () ->
                    threads.compute(
                        (rows, input) -> {
                          over.incrementAndGet();
                          if (input[input.length - 2] == broken) {
                            throw new IllegalStateException("broken");
                          }
                          return sums(rows, input);
                        },
                        5,
                        FIVE_ROWS))
            .isExactlyInstanceOf(IllegalStateException.class)
            .hasMessage("broken");
        assertThat(over).hasValue(3);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
