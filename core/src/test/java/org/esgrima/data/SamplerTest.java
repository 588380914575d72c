package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplerTest {
  // Computed by a few lines of Python after the definition in Sampler's documentation.
  private static final long[] PINNED = {48, 25, 10, 26, 31, 29};

  @Test
  void everyEpochIsAnotherPermutation() {
    Sampler sampler = Sampler.shuffled(new NumberedDataset(100), 7);
    long[] first = epoch(sampler, 100, 0);
    long[] second = epoch(sampler, 100, 1);
    assertThat(first).containsExactlyInAnyOrder(LongStream.range(0, 100).toArray());
    assertThat(second).containsExactlyInAnyOrder(LongStream.range(0, 100).toArray());
    assertThat(first).isNotEqualTo(second).isNotEqualTo(LongStream.range(0, 100).toArray());
    assertThat(epoch(Sampler.shuffled(new NumberedDataset(100), 8), 100, 0)).isNotEqualTo(first);
  }

  @Test
  void orderDependsOnSeedAndPositionOnly() {
    Sampler sampler = Sampler.shuffled(new NumberedDataset(50), 7);
    long late = sampler.indexAt(1_000_003);
    long[] early = epoch(sampler, 50, 0);
    assertThat(epoch(Sampler.shuffled(new NumberedDataset(50), 7), 50, 0)).isEqualTo(early);
    assertThat(sampler.indexAt(1_000_003)).isEqualTo(late);
    // Pinned: a change of the order would break the resuming of stored runs.
    assertThat(Arrays.copyOf(early, 6)).containsExactly(PINNED);
  }

  @Test
  void allOrdersAreEquallyLikely() {
    Map<String, Integer> counts = new HashMap<>();
    int seeds = 24_000;
    for (int seed = 0; seed < seeds; seed++) {
      long[] order = epoch(Sampler.shuffled(new NumberedDataset(4), seed), 4, seed % 5);
      counts.merge(Arrays.toString(order), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    double chiSquared = 0;
    for (int count : counts.values()) {
      chiSquared += Math.pow(count - seeds / 24.0, 2) / (seeds / 24.0);
    }
    // 99.99 % quantile for 23 degrees of freedom; the seeds are fixed, so this never flickers.
    assertThat(chiSquared).isLessThan(57);
  }

  @Test
  void unlimitedSetsAndInOrderAreSequential() {
    Sampler unlimited = Sampler.shuffled(new NumberedDataset(Dataset.UNLIMITED), 7);
    assertThat(unlimited.indexAt(0)).isZero();
    assertThat(unlimited.indexAt(123_456_789_012L)).isEqualTo(123_456_789_012L);
    assertThat(Sampler.inOrder(new NumberedDataset(10)).indexAt(23)).isEqualTo(3);
  }

  @Test
  void emptySetIsRefused() {
    assertThatThrownBy(() -> Sampler.shuffled(new NumberedDataset(0), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] epoch(Sampler sampler, int size, int epoch) {
    return LongStream.range(0, size).map(i -> sampler.indexAt((long) epoch * size + i)).toArray();
  }
}
