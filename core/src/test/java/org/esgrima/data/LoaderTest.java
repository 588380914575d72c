package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class LoaderTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "2,4", "7,3"})
  void batchesDoNotDependOnTheNumberOfThreads(int workers, int depth) {
    // Uneven delays, so that later batches are ready before earlier ones.
    Dataset dataset =
        new NumberedDataset(100) {
          @Override
          public void read(long index, ByteBuffer target) {
            if (index % 7 == 0) {
              LockSupport.parkNanos(200_000);
            }
            super.read(index, target);
          }
        };
    Sampler sampler = Sampler.shuffled(dataset, 3);
    try (Loader loader = new Loader(dataset, sampler, 8, 16, workers, depth)) {
      for (int b = 0; b < 40; b++) {
        assertThat(loader.position()).isEqualTo(16 + 8L * b);
        Batch batch = loader.next();
        assertThat(batch.count()).isEqualTo(8);
        ByteBuffer data = batch.data();
        assertThat(data.remaining()).isEqualTo(8 * 6);
        assertThat(data.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(data.isDirect()).isTrue();
        for (int i = 0; i < 8; i++) {
          long index = sampler.indexAt(16 + 8L * b + i);
          assertThat(data.get(i * 6)).isEqualTo((byte) index);
          assertThat(data.get(i * 6 + 5)).isEqualTo((byte) (index + 5));
          assertThat(batch.labels()[2 * i]).isEqualTo((float) (index % 3));
          assertThat(batch.labels()[2 * i + 1]).isEqualTo((float) index / 2);
        }
      }
    }
  }

  @Test
  void resumesWhereItStopped() {
    Dataset dataset = new NumberedDataset(10);
    List<Byte> whole = drawn(dataset, 0, 8);
    List<Byte> parts = drawn(dataset, 0, 3);
    parts.addAll(drawn(dataset, 12, 5));
    assertThat(parts).isEqualTo(whole);
  }

  private static List<Byte> drawn(Dataset dataset, long start, int batches) {
    List<Byte> first = new ArrayList<>();
    try (Loader loader = new Loader(dataset, Sampler.shuffled(dataset, 5), 4, start)) {
      for (int b = 0; b < batches; b++) {
        ByteBuffer data = loader.next().data();
        for (int i = 0; i < 4; i++) {
          first.add(data.get(6 * i));
        }
      }
      assertThat(loader.position()).isEqualTo(start + 4L * batches);
    }
    return first;
  }

  @Test
  void failureSurfacesUnchangedAndOnlyWhenItsBatchIsDue() {
    RuntimeException failure = new IllegalStateException("sample 21");
    Dataset dataset = failingAt(21, failure);
    try (Loader loader = new Loader(dataset, Sampler.inOrder(dataset), 5, 0, 3, 4)) {
      for (int b = 0; b < 4; b++) {
        assertThat(loader.next().data().get(0)).isEqualTo((byte) (5 * b));
      }
      assertThatThrownBy(loader::next).isSameAs(failure);
      assertThatThrownBy(loader::next).isSameAs(failure);
      assertThat(loader.position()).isEqualTo(20);
    }
  }

  @Test
  void errorsSurfaceToo() {
    Error failure = new AssertionError("wrong");
    Dataset dataset =
        new NumberedDataset(5) {
          @Override
          public void readLabels(long index, float[] target) {
            throw failure;
          }
        };
    try (Loader loader = new Loader(dataset, Sampler.inOrder(dataset), 5, 0)) {
      assertThatThrownBy(loader::next).isSameAs(failure);
    }
  }

  @Test
  void readsAheadAsFarAsTold() throws InterruptedException {
    AtomicLong reads = new AtomicLong();
    CountDownLatch five = new CountDownLatch(5 * 2);
    Dataset dataset =
        new NumberedDataset(1000) {
          @Override
          public void read(long index, ByteBuffer target) {
            reads.incrementAndGet();
            five.countDown();
            super.read(index, target);
          }
        };
    try (Loader loader = new Loader(dataset, Sampler.inOrder(dataset), 2, 0, 2, 4)) {
      assertThat(five.await(10, TimeUnit.SECONDS)).isTrue();
      LockSupport.parkNanos(50_000_000);
      // Nothing was taken yet, so one more batch than the depth may be filled.
      assertThat(reads.get()).isEqualTo(5 * 2);
      loader.next();
      assertThat(loader.waitNanos()).isLessThan(1_000_000_000L);
    }
  }

  @Test
  void waitingIsCounted() {
    Dataset slow =
        new NumberedDataset(1000) {
          @Override
          public void read(long index, ByteBuffer target) {
            LockSupport.parkNanos(30_000_000);
            super.read(index, target);
          }
        };
    try (Loader loader = new Loader(slow, Sampler.inOrder(slow), 1, 0, 1, 1)) {
      for (int i = 0; i < 4; i++) {
        loader.next();
      }
      assertThat(loader.waitNanos()).isGreaterThan(20_000_000L);
    }
  }

  @Test
  void closingEndsTheThreads() {
    long before = loaderThreads();
    Dataset dataset = new NumberedDataset(1000);
    Loader loader = new Loader(dataset, Sampler.inOrder(dataset), 2, 0, 3, 2);
    assertThat(loaderThreads()).isGreaterThan(before);
    loader.next();
    loader.close();
    loader.close();
    assertThat(loaderThreads()).isEqualTo(before);
    assertThatThrownBy(loader::next).isInstanceOf(IllegalStateException.class);
  }

  private static long loaderThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("esgrima-loader"))
        .peek(thread -> assertThat(thread.isDaemon()).isTrue())
        .count();
  }

  private static Dataset failingAt(long bad, RuntimeException failure) {
    return new NumberedDataset(1000) {
      @Override
      public void read(long index, ByteBuffer target) {
        if (index == bad) {
          throw failure;
        }
        super.read(index, target);
      }
    };
  }
}
