package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.runtime.SeedStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime's numbers are libtorch's. */
@ExtendWith(NoLeaks.class)
class SeedStreamTest {
  private static final long[] SEEDS = {0, 7, -1, 1L << 40, 0x9e3779b97f4a7c15L};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 15, 16, 17, 31, 32, 62, 100, 128, 512})
  void drawsWhatLibtorchDraws(int count) {
    for (long seed : SEEDS) {
      try (Scope scope = Scope.open();
          RandomStream random = new RandomStream(seed)) {
        SeedStream stream = new SeedStream(seed);
        Shape shape = Shape.of(1, count);
        assertThat(stream.uniform(count, -1, 3))
            .containsExactly(random.uniform(ElementType.F32, shape, -1, 3).toFloats());
        assertThat(stream.uniformDoubles(count, -1, 3))
            .containsExactly(random.uniform(ElementType.F64, shape, -1, 3).toDoubles());
        near(stream.normal(count), random.normal(ElementType.F32, shape, 0, 1).toFloats());
        assertThat(stream.normalDoubles(count))
            .containsExactly(
                random.normal(ElementType.F64, shape, 0, 1).toDoubles(), Offset.offset(1e-14));
      }
    }
  }

  // libtorch's vector kernels compute logarithm and cosine in float32.
  private static void near(float[] numbers, float[] expected) {
    double largest =
        IntStream.range(0, expected.length)
            .mapToDouble(i -> Math.abs(numbers[i] - expected[i]))
            .max()
            .orElse(0);
    assertThat(numbers).hasSameSizeAs(expected);
    assertThat(largest).isLessThan(2e-6);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, -3})
  void streamsHaveTheNamesOfThoseOfLibtorch(long seed) {
    try (Scope scope = Scope.open();
        RandomStream random = RandomStream.named(seed, "image")) {
      assertThat(SeedStream.named(seed, "image").uniform(3, 0, 1))
          .containsExactly(random.uniform(ElementType.F32, Shape.of(3), 0, 1).toFloats());
    }
  }
}
