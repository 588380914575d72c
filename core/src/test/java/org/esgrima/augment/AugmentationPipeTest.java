package org.esgrima.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.GradientCheck;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class AugmentationPipeTest {
  private static final AugmentationPipe ALL =
      new AugmentationPipe(EnumSet.allOf(Transform.class), Amounts.PUBLISHED);

  private static AugmentationPipe only(Transform... transforms) {
    return new AugmentationPipe(Set.of(transforms), Amounts.PUBLISHED);
  }

  private static Tensor images(RandomStream random, ElementType type, long... shape) {
    return random.uniform(type, new Shape(shape), -1, 1);
  }

  @Test
  void doesNothingWithProbabilityZero() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor images = images(random, ElementType.F32, 8, 3, 28, 28);
      assertThat(ALL.apply(images, 0, random)).isSameAs(images);
      AugmentationPipe none = new AugmentationPipe(Set.of(), Amounts.PUBLISHED);
      assertThat(none.apply(images, 1, random)).isSameAs(images);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F32,1,28,28",
    "F64,1,28,28",
    "F32,3,28,28",
    "F64,3,32,32",
    "F32,3,13,20",
    "F32,1,2,2"
  })
  void keepsShapeAndTypeOfImagesOfAnySize(ElementType type, int channels, int height, int width) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Tensor images = images(random, type, 5, channels, height, width);
      Tensor augmented = ALL.apply(images, 0.9, random);
      assertThat(augmented.shape()).isEqualTo(images.shape());
      assertThat(augmented.elementType()).isEqualTo(type);
      assertThat(augmented.isFinite()).isTrue();
      assertThat(augmented.contentEquals(images)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTransformChangesColourImagesAndAllButTwoChangeGrayOnes(Transform transform) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3)) {
      Tensor images = images(random, ElementType.F64, 16, 3, 8, 8);
      assertThat(change(transform, images, random)).isGreaterThan(0.01);
      boolean colourOnly = transform == Transform.HUE || transform == Transform.SATURATION;
      double ofGray = change(transform, images.narrow(1, 0, 1), random);
      if (colourOnly) {
        assertThat(ofGray).isLessThan(1e-14);
      } else {
        assertThat(ofGray).isGreaterThan(0.01);
      }
    }
  }

  /** Root mean square of the difference. */
  private static double change(Transform transform, Tensor images, RandomStream random) {
    return Math.sqrt(only(transform).apply(images, 1, random).sub(images).square().mean().item());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void canBeDifferentiatedTwice(int channels) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5)) {
      Tensor images = images(random, ElementType.F64, 2, channels, 5, 4);
      GradientCheck.assertTwiceDifferentiable(
          x -> {
            try (RandomStream same = new RandomStream(11)) {
              return ALL.apply(x, 0.8, same);
            }
          },
          images);
    }
  }

  /**
   * Percentile 0.9: a mirror image; 0.3, 0.5 and 0.8: one, two and three quarter turns. The wavelet
   * is almost symmetric only, so mirror images (and the reference's) are not exact.
   */
  @Test
  void flipsAndQuarterTurnsRearrangePixels() {
    try (Scope scope = Scope.open()) {
      int side = 9;
      double[] x = new double[side * side];
      for (int i = 0; i < side; i++) {
        for (int j = 0; j < side; j++) {
          x[i * side + j] = Math.sin(0.25 * j) + Math.cos(0.3 * i);
        }
      }
      Tensor images = Tensor.of(x, Shape.of(1, 1, side, side));
      double[] flipped = fixed(Transform.X_FLIP, 0.9, images);
      double[] once = fixed(Transform.QUARTER_TURN, 0.3, images);
      double[] twice = fixed(Transform.QUARTER_TURN, 0.5, images);
      double[] thrice = fixed(Transform.QUARTER_TURN, 0.8, images);
      for (int i = 0; i < side; i++) {
        for (int j = 0; j < side; j++) {
          double value = x[i * side + j];
          Offset<Double> almost = Offset.offset(0.1);
          int ii = side - 1 - i;
          int jj = side - 1 - j;
          assertThat(flipped[i * side + jj]).isCloseTo(value, almost);
          assertThat(once[jj * side + i]).isCloseTo(value, almost); // up and left: anticlockwise
          assertThat(twice[ii * side + jj]).isCloseTo(value, almost);
          assertThat(thrice[j * side + ii]).isCloseTo(value, almost);
        }
      }
    }
  }

  /** A shift by an eighth of 16 pixels: the image's reflection comes in. */
  @Test
  void whatComesInFromOutsideIsTheReflection() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(7)) {
      Tensor images = images(random, ElementType.F64, 1, 1, 16, 16);
      double[] x = images.toDoubles();
      double[] moved = fixed(Transform.INTEGER_TRANSLATION, 1, 1 - 1e-9, images);
      for (int i = 0; i < 16; i++) {
        for (int j = 0; j < 16; j++) {
          int row = Math.abs(i - 2);
          int column = Math.abs(j - 2);
          assertThat(moved[i * 16 + j]).isCloseTo(x[row * 16 + column], Offset.offset(1e-10));
        }
      }
    }
  }

  private static double[] fixed(Transform transform, double percentile, Tensor images) {
    return fixed(transform, 1, percentile, images);
  }

  private static double[] fixed(
      Transform transform, double probability, double percentile, Tensor images) {
    return only(transform).apply(images, probability, new FixedDraws(percentile, null)).toDoubles();
  }

  @Test
  void filteringKeepsConstantImagesConstantAndWorksBelowTheFiltersLength() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(8)) {
      Tensor images = Tensor.full(ElementType.F64, Shape.of(4, 1, 5, 7), 0.5);
      Tensor filtered = only(Transform.FILTERING).apply(images, 1, random);
      double[] y = filtered.toDoubles();
      for (int at = 0; at < y.length; at++) {
        assertThat(y[at]).isCloseTo(y[at / 35 * 35], Offset.offset(1e-12));
      }
      assertThat(IntStream.range(0, 4).mapToObj(n -> y[35 * n])).doesNotContain(0.5);
    }
  }

  @Test
  void coloursNeedOneOrThreeChannels() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(9)) {
      Tensor images = images(random, ElementType.F32, 4, 2, 8, 8);
      assertThat(only(Transform.X_FLIP).apply(images, 1, random).shape()).isEqualTo(images.shape());
      assertThatThrownBy(() -> only(Transform.CONTRAST).apply(images, 1, random))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("colours: expected images of 1 or 3 channels, got [4,2,8,8]");
      assertThatThrownBy(() -> ALL.apply(images.reshape(4, 2, 64), 1, random))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected images [N,C,H,W], got [4,2,64]");
    }
  }
}
