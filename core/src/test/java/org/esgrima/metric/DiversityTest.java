package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class DiversityTest {
  @Test
  void isTheMeanOverAllPairs() {
    try (Scope scope = Scope.open()) {
      Tensor triangle = Tensor.of(new double[] {0, 0, 3, 0, 0, 4}, Shape.of(3, 2));
      assertThat(Diversity.meanDistance(triangle)).isCloseTo((3 + 4 + 5) / 3.0, within(1e-12));
    }
  }

  @Test
  void isARatioToRealSamples() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor reals = random.normal(ElementType.F32, Shape.of(200, 1, 8, 8), 0, 1);
      Tensor others = random.normal(ElementType.F32, Shape.of(150, 1, 8, 8), 5, 1);
      Diversity diversity = new Diversity(reals);
      assertThat(diversity.of(reals)).isEqualTo(1);
      assertThat(diversity.of(others)).isCloseTo(1, within(0.02));
      assertThat(diversity.of(reals.mul(0.25))).isCloseTo(0.25, within(1e-6));
      assertThat(diversity.of(Tensor.zeros(ElementType.F32, Shape.of(9, 1, 8, 8)))).isZero();
    }
  }

  @Test
  void isUnknownWhereRealSamplesAreAllOne() {
    try (Scope scope = Scope.open()) {
      Tensor same = Tensor.zeros(ElementType.F32, Shape.of(4, 2));
      assertThat(new Diversity(same).of(same)).isNaN();
      assertThatThrownBy(() -> Diversity.meanDistance(same.narrow(0, 0, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 samples");
    }
  }
}
