package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SlicedWassersteinTest {
  @Test
  void oneDimensionIsTheMeanDistanceOfSortedValues() {
    try (Scope scope = Scope.open()) {
      Tensor a = Tensor.of(new float[] {3, 1, 2}, Shape.of(3, 1));
      Tensor b = Tensor.of(new float[] {2, 6, 4}, Shape.of(3, 1));
      try (SlicedWasserstein metric = new SlicedWasserstein(a, 4, 0)) {
        // The only unit directions of a line are 1 and −1: |1−2| + |2−4| + |3−6| over 3.
        assertThat(metric.distance(b)).isCloseTo(2, Offset.offset(1e-6));
      }
    }
  }

  @Test
  void aShiftInThePlaneGivesTheMeanLengthOfItsProjection() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor a = random.normal(ElementType.F32, Shape.of(500, 2), 0, 1);
      Tensor b = a.add(Tensor.of(new float[] {3, 4}, Shape.of(2)));
      try (SlicedWasserstein metric = new SlicedWasserstein(a, 20_000, 0)) {
        // E |⟨(3,4), θ⟩| over the unit circle is 5 · 2/π.
        assertThat(metric.distance(b)).isCloseTo(10 / Math.PI, Offset.offset(0.05));
        assertThat(metric.distance(a)).isZero();
      }
    }
  }

  @Test
  void seesACollapsedGenerator() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Shape shape = Shape.of(400, 1, 6, 6);
      Tensor reals = random.normal(ElementType.F32, shape, 0, 1);
      Tensor varied = random.normal(ElementType.F32, shape, 0, 1);
      try (SlicedWasserstein metric = new SlicedWasserstein(reals, 64, 0)) {
        double collapsed = metric.distance(Tensor.zeros(ElementType.F32, shape));
        assertThat(collapsed).isGreaterThan(5 * metric.distance(varied));
      }
    }
  }

  @Test
  void refusesAnotherNumberOfSamples() {
    try (Scope scope = Scope.open()) {
      Tensor a = Tensor.of(new float[] {3, 1, 2}, Shape.of(3, 1));
      try (SlicedWasserstein metric = new SlicedWasserstein(a, 1, 0)) {
        assertThatThrownBy(() -> metric.distance(a.narrow(0, 0, 2)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("expected 3 samples, got 2");
      }
    }
  }
}
