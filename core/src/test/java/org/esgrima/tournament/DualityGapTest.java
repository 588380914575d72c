package org.esgrima.tournament;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DualityGapTest {
  @Test
  void theBestReplyOfEitherPlayer() {
    // V = d·g with d, g in {-1, 0, 1}: the saddle is (0, 0).
    double[][] value = new double[3][3];
    for (int d = 0; d < 3; d++) {
      for (int g = 0; g < 3; g++) {
        value[d][g] = (d - 1) * (g - 1);
      }
    }
    assertThat(DualityGap.ofPairs(Matrix.of(value))).containsExactly(2.0, 0.0, 2.0);
  }

  @Test
  void moreOpponentsNeverMakeItSmaller() {
    Random random = new Random(3);
    double[][] all = new double[6][6];
    for (double[] row : all) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    double[][] some = new double[4][];
    for (int i = 0; i < 4; i++) {
      some[i] = Arrays.copyOf(all[i], 4);
    }
    List<Double> few = DualityGap.ofPairs(Matrix.of(some));
    List<Double> many = DualityGap.ofPairs(Matrix.of(all));
    for (int i = 0; i < 4; i++) {
      assertThat(many.get(i)).isGreaterThanOrEqualTo(few.get(i));
      assertThat(few.get(i)).isGreaterThanOrEqualTo(0);
    }
    assertThat(DualityGap.ofPairs(Matrix.of(new double[][] {{-1.3}})).get(0))
        .isCloseTo(0, within(0.0));
  }
}
