package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
  /** The C++ standard names the ten thousandth number of the default seed, 5489. */
  @Test
  void isTheStandardOne() {
    MersenneTwister random = new MersenneTwister(5489);
    for (int i = 1; i < 10_000; i++) {
      random.nextInt();
    }
    assertThat(Integer.toUnsignedLong(random.nextInt())).isEqualTo(4_123_659_995L);
  }

  @Test
  void permutationsAreThoseOfNumpy() {
    assertThat(new MersenneTwister(25).permutation(10))
        .containsExactly(5, 1, 3, 8, 0, 2, 9, 7, 6, 4);
    assertThat(new MersenneTwister(0).permutation(10))
        .containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
  }

  /** RandomState(0).random_sample() is 0.5488135039273248. */
  @Test
  void uniformNumbersAreThoseOfNumpy() {
    assertThat(new MersenneTwister(0).uniform()).isEqualTo(0.5488135039273248);
  }

  @Test
  void numbersBelowABoundReachAllOfThem() {
    MersenneTwister random = MersenneTwister.named(7, "test");
    int[] counts = new int[5];
    for (int i = 0; i < 5_000; i++) {
      counts[random.below(5)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(900, 1_100);
    }
    assertThat(random.below(1)).isZero();
  }

  @Test
  void refusesSeedsThatNumpyRefuses() {
    assertThatThrownBy(() -> new MersenneTwister(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a seed from 0 to 2^32 - 1, got -1");
    assertThatThrownBy(() -> new MersenneTwister(1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
