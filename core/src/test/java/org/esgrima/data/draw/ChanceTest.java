package org.esgrima.data.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChanceTest {
  @Test
  void weightsAreShares() {
    Chance chance = new Chance(1);
    Integer[] values = {0, 1, 2, 3, 4};
    double[] weights = {1, 0, 2.5, 0.5, 0};
    int n = 40_000;
    int[] counts = new int[weights.length];
    for (int i = 0; i < n; i++) {
      counts[chance.pick(values, weights)]++;
    }
    for (int k = 0; k < weights.length; k++) {
      // Five standard deviations of a share are at most 2.5 / √n.
      assertThat(counts[k] / (double) n).isCloseTo(weights[k] / 4, within(2.5 / Math.sqrt(n)));
    }
    assertThat(counts[1] + counts[4]).isZero();
  }
}
