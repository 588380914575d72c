package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures taken in one pass give what each gives alone. */
@ExtendWith(NoLeaks.class)
class PairwiseMetricsTest {
  private static final Kid KID = new Kid(7, 90, 5);
  private static final DensityCoverage PRDC = new DensityCoverage(5, null);

  private static Tensor normal(RandomStream random, int count, int width, double mean) {
    return random.normal(ElementType.F32, Shape.of(count, width), mean, 1);
  }

  /** More samples than a tile has rows and columns; few features take another way to distances. */
  @ParameterizedTest
  @CsvSource({"1300, 1150, 24", "700, 1300, 3"})
  void onePassOrSeveralGiveTheSame(int reals, int fakes, int width) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor x = normal(random, reals, width, 3);
      Tensor y = normal(random, fakes, width, 3.2);
      List<List<Measurement>> together =
          PairwiseMetrics.measure(List.of(KID, new Fid(), PRDC, new PrecisionRecall()), x, y);
      assertThat(together.get(1)).isEqualTo(new Fid().measure(x, y));
      assertThat(together.get(2)).isEqualTo(PRDC.measure(x, y));
      assertThat(together.get(3)).isEqualTo(new PrecisionRecall().measure(x, y));
      Measurement alone = KID.measure(x, y).get(0);
      Measurement kid = together.get(0).get(0);
      assertThat(kid.value()).isCloseTo(alone.value(), within(1e-9 * Math.abs(alone.value())));
      assertThat(kid.interval().low())
          .isCloseTo(alone.interval().low(), within(1e-9 * Math.abs(alone.value())));
      assertThat(kid.counts()).isEqualTo(alone.counts());
      assertThat(kid.settings()).isEqualTo(alone.settings());
    }
  }

  @Test
  void nothingPairwiseNeedsNoPass() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Tensor x = normal(random, 30, 4, 0);
      Tensor y = normal(random, 30, 4, 0);
      assertThat(PairwiseMetrics.measure(List.of(new Fid()), x, y))
          .containsExactly(new Fid().measure(x, y));
    }
  }
}
