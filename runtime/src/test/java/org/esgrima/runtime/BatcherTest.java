package org.esgrima.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
  private final Batcher.Kind doubled =
      (rows, input) -> {
        sizes.add(rows);
        started.countDown();
        awaitGate();
        float[] output = input.clone();
        for (int i = 0; i < output.length; i++) {
          output[i] *= 2;
        }
        return output;
      };

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatWaitsIsComputedTogetherUpToABatch() throws Exception {
    try (Batcher batcher = new Batcher(4, 100, () -> {})) {
      Future<float[]> first = batcher.submit(doubled, 1, new float[] {1}, false);
      started.await();
      Future<float[]> second = batcher.submit(doubled, 2, new float[] {2, 3}, false);
      Future<float[]> third = batcher.submit(doubled, 2, new float[] {4, 5}, false);
      Future<float[]> fourth = batcher.submit(doubled, 1, new float[] {6}, false);
      gate.countDown();
      assertThat(first.get()).containsExactly(2);
      assertThat(second.get()).containsExactly(4, 6);
      assertThat(third.get()).containsExactly(8, 10);
      assertThat(fourth.get()).containsExactly(12);
      assertThat(sizes).containsExactly(1, 4, 1);
    }
  }

  @Test
  void whoComesAloneComputesByItself() throws Exception {
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    Batcher.Kind kind =
        (rows, input) -> {
          threads.add(Thread.currentThread());
          return doubled.compute(rows, input);
        };
    try (Batcher batcher = new Batcher(4, 100, () -> {})) {
      Thread alone =
          new Thread(() -> assertThatNoException().isThrownBy(() -> ask(batcher, kind)), "alone");
      alone.start();
      started.await();
      Future<float[]> second = batcher.compute(kind, 1, new float[] {2}, false);
      Future<float[]> third = batcher.compute(kind, 2, new float[] {4, 5}, false);
      gate.countDown();
      assertThat(second.get()).containsExactly(4);
      assertThat(third.get()).containsExactly(8, 10);
      alone.join();
      assertThat(sizes).containsExactly(1, 3);
      assertThat(threads).first().isEqualTo(alone);
      assertThat(threads.get(1).getName()).isEqualTo("esgrima-generator");
      assertThat(batcher.compute(kind, 1, new float[] {7}, false).get()).containsExactly(14);
      assertThat(threads).last().isEqualTo(Thread.currentThread());
    }
  }

  private static void ask(Batcher batcher, Batcher.Kind kind) throws Exception {
    assertThat(batcher.compute(kind, 1, new float[] {1}, false).get()).containsExactly(2);
  }

  @Test
  void theEndWaitsForWhoComputesByItself() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Batcher batcher = new Batcher(4, 100, ended::countDown);
    Thread alone =
        new Thread(() -> assertThatNoException().isThrownBy(() -> ask(batcher, doubled)));
    alone.start();
    started.await();
    Thread closer = new Thread(batcher::close);
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(ended.getCount()).isOne();
    gate.countDown();
    closer.join();
    alone.join();
    assertThat(ended.getCount()).isZero();
    assertThatThrownBy(() -> batcher.compute(doubled, 1, new float[] {1}, false))
        .hasMessageContaining("closed");
  }

  @Test
  void refusesWhatDoesNotFitAnyMore() throws Exception {
    try (Batcher batcher = new Batcher(4, 3, () -> {})) {
      Future<float[]> running = batcher.submit(doubled, 1, new float[] {1}, false);
      started.await();
      Future<float[]> waiting = batcher.submit(doubled, 2, new float[] {2, 3}, false);
      assertThatThrownBy(() -> batcher.submit(doubled, 2, new float[] {4, 5}, false))
          .isInstanceOf(BusyException.class)
          .hasMessageContaining("2 samples are waiting for it, and at most 3 may");
      gate.countDown();
      assertThat(running.get()).containsExactly(2);
      assertThat(waiting.get()).containsExactly(4, 6);
      assertThat(batcher.submit(doubled, 2, new float[] {4, 5}, false).get())
          .containsExactly(8, 10);
    }
  }

  @Test
  void anErrorReachesWhoAskedAndNobodyElse() throws Exception {
    Batcher.Kind failing =
        (rows, input) -> {
          throw new IllegalStateException("no");
        };
    gate.countDown();
    try (Batcher batcher = new Batcher(4, 100, () -> {})) {
      Future<float[]> bad = batcher.submit(failing, 1, new float[] {1}, false);
      Future<float[]> good = batcher.submit(doubled, 1, new float[] {1}, false);
      assertThatThrownBy(bad::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("no");
      assertThat(good.get()).containsExactly(2);
    }
  }

  @Test
  void closingFailsWhatWaitsAndRunsTheEnd() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Batcher batcher = new Batcher(4, 100, ended::countDown);
    Future<float[]> first = batcher.submit(doubled, 1, new float[] {1}, false);
    started.await();
    Batcher.Kind other = (rows, input) -> input;
    Future<float[]> waiting = batcher.submit(other, 1, new float[] {2}, false);
    Thread closer = new Thread(batcher::close);
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    gate.countDown();
    closer.join();
    assertThat(ended.getCount()).isZero();
    assertThat(first.get()).containsExactly(2);
    assertThatThrownBy(waiting::get).hasMessageContaining("closed");
  }
}
