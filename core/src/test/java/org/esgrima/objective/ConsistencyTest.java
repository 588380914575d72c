package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ConsistencyTest {
  /** Reads the first pixel. */
  private static Tensor corner(Tensor images) {
    return images.select(1, 0).select(1, 0).select(1, 0);
  }

  /** Reads the sum of all pixels, which mirroring does not change. */
  private static Tensor sum(Tensor images) {
    return images.sum(1, 2, 3);
  }

  private static double value(Penalty penalty, Function<Tensor, Tensor> discriminator) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3)) {
      // 16 rows of two pixels, which differ by 4 in real and by 2 in synthetic images
      Tensor zeros = Tensor.zeros(ElementType.F64, Shape.of(16, 1, 1, 2));
      Tensor reals = zeros.add(Tensor.of(new double[] {1, 5}, Shape.of(2)));
      Tensor fakes = zeros.add(Tensor.of(new double[] {0, 2}, Shape.of(2)));
      return penalty.value(discriminator, reals, fakes, random).item();
    }
  }

  @Test
  void isTheSquaredChangeOfTheLogitOverImagesThatMove() {
    // an image of two pixels either stays or is mirrored, which changes the corner by 4 or by 2
    double real = value(new Consistency(1, 0, true, 0, 1), ConsistencyTest::corner);
    assertThat(real % (4 * 4 / 16.0)).isZero();
    assertThat(real * 16 / (4 * 4)).as("mirrored of 16").isBetween(3.0, 13.0);
    double fake = value(new Consistency(0, 1, true, 0, 1), ConsistencyTest::corner);
    assertThat(fake % (2 * 2 / 16.0)).isZero();
    assertThat(fake * 16 / (2 * 2)).as("mirrored of 16").isBetween(3.0, 13.0);
    assertThat(value(new Consistency(10, 3, true, 0, 1), ConsistencyTest::corner))
        .isCloseTo(10 * real + 3 * fake, Offset.offset(1e-12));
  }

  @Test
  void isZeroForADiscriminatorThatDoesNotCare() {
    assertThat(value(new Consistency(10, 10, true, 0, 1), ConsistencyTest::sum)).isZero();
    assertThat(value(new Consistency(10, 10, false, 0, 1), ConsistencyTest::corner)).isZero();
  }

  @Test
  void shiftsAreSeenWithoutFlips() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor images = random.normal(ElementType.F64, Shape.of(8, 3, 12, 12), 0, 1);
      Consistency shiftsOnly = new Consistency(1, 0, false, 4, 1);
      assertThat(shiftsOnly.value(ConsistencyTest::corner, images, images, random).item())
          .isGreaterThan(0.1);
    }
  }

  @Test
  void pointsAreRefusedWithAReason() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor points = Tensor.zeros(ElementType.F32, Shape.of(4, 2));
      Consistency penalty = new Consistency();
      assertThatThrownBy(() -> penalty.value(x -> x.select(1, 0), points, points, random))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "no images to shift and flip: penalties: consistency: expected images"
                  + " [channels,height,width], got samples of shape [2]. Leave the penalty out;"
                  + " gradient-penalty, r1 and r2 suit points as well.");
      assertThatThrownBy(() -> penalty.requireSuits(Shape.of(784)))
          .isInstanceOf(InputException.class);
      penalty.requireSuits(Shape.of(3, 32, 32));
      new R1(1).requireSuits(Shape.of(2));
    }
  }

  @Test
  void absentKeysHaveThePapersValues() {
    assertThat(Json.bind(Json.parseYaml("type: consistency", "test"), Penalty.class, "test"))
        .isEqualTo(new Consistency(10, 0, true, 4, 1))
        .isEqualTo(new Consistency());
    assertThat(new Consistency().perSample()).isFalse();
    assertThatThrownBy(() -> new Consistency(1, -1, true, 4, 1))
        .hasMessage("fake-weight must be at least 0 and finite, got -1.0");
    assertThatThrownBy(() -> new Consistency(1, 0, true, -1, 1)).hasMessageContaining("shift");
  }
}
