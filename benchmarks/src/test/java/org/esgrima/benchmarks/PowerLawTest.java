package org.esgrima.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PowerLawTest {
  @Test
  void exponentOfAPowerIsFound() {
    List<Double> x = List.of(8.0, 16.0, 64.0);
    List<Double> y = x.stream().map(v -> 3 * Math.pow(v, 1.7)).toList();
    assertThat(PowerLaw.of(x, y).exponent()).isCloseTo(1.7, Offset.offset(1e-12));
  }

  @Test
  void leastSquaresOfThreePoints() {
    // log2: (0,0), (1,1), (2,1): slope 1/2
    assertThat(PowerLaw.of(List.of(1.0, 2.0, 4.0), List.of(1.0, 2.0, 2.0)).exponent())
        .isCloseTo(0.5, Offset.offset(1e-12));
  }

  @Test
  void casesHaveNamesThatLeadBack() {
    for (GrowthCase point : GrowthQuantity.all()) {
      assertThat(GrowthCase.of(point.key())).isEqualTo(point);
      assertThat(point.flops()).isPositive();
    }
  }
}
