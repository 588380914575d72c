package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class RandomStreamTest {
  private static final Shape FIVE = Shape.of(5);

  @Test
  void continuesExactlyFromASavedState() {
    try (Scope scope = Scope.open();
        RandomStream first = new RandomStream(42);
        RandomStream second = new RandomStream(1)) {
      first.normal(ElementType.F32, FIVE, 0, 1); // an odd count leaves half a Box-Muller pair
      second.restore(first.state());
      float[] expected = first.normal(ElementType.F32, FIVE, 0, 1).toFloats();
      assertThat(second.normal(ElementType.F32, FIVE, 0, 1).toFloats()).isEqualTo(expected);
    }
  }

  @Test
  void namesGiveDifferentStreamsAndEqualNamesEqualOnes() {
    try (Scope scope = Scope.open();
        RandomStream latent = RandomStream.named(0, "latent");
        RandomStream again = RandomStream.named(0, "latent");
        RandomStream dropout = RandomStream.named(0, "dropout")) {
      float[] values = latent.normal(ElementType.F32, FIVE, 0, 1).toFloats();
      assertThat(again.normal(ElementType.F32, FIVE, 0, 1).toFloats()).isEqualTo(values);
      assertThat(dropout.normal(ElementType.F32, FIVE, 0, 1).toFloats()).isNotEqualTo(values);
    }
  }

  @Test
  void momentsAreThoseAskedFor() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3)) {
      Shape many = Shape.of(100_000);
      Tensor normal = random.normal(ElementType.F64, many, 2, 0.5);
      assertThat(normal.mean().item()).isCloseTo(2, Offset.offset(0.01));
      assertThat(normal.add(-2).square().mean().item()).isCloseTo(0.25, Offset.offset(0.01));
      Tensor uniform = random.uniform(ElementType.F64, many, -1, 3);
      assertThat(uniform.mean().item()).isCloseTo(1, Offset.offset(0.02));
      Tensor kept = random.bernoulli(ElementType.F64, many, 0.8);
      assertThat(kept.mean().item()).isCloseTo(0.8, Offset.offset(0.01));
    }
  }
}
