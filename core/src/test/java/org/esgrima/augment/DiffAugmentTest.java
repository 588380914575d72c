package org.esgrima.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.augment.DiffAugment.Policy;
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

@ExtendWith(NoLeaks.class)
class DiffAugmentTest {
  private static final DiffAugment ALL = new DiffAugment();

  private static Tensor images(RandomStream random, ElementType type, long... shape) {
    return random.uniform(type, new Shape(shape), -1, 1);
  }

  private static Tensor fixed(Policy policy, double percentile, Tensor images) {
    return new DiffAugment(List.of(policy)).apply(images, new FixedDraws(percentile, null));
  }

  @ParameterizedTest
  @CsvSource({"F32,1,28,28", "F64,3,32,32", "F32,4,9,14", "F64,2,1,1"})
  void keepsShapeAndTypeOfImagesOfAnyKind(ElementType type, int channels, int height, int width) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor images = images(random, type, 6, channels, height, width);
      Tensor augmented = ALL.augmenter().apply(images, random);
      assertThat(augmented.shape()).isEqualTo(images.shape());
      assertThat(augmented.elementType()).isEqualTo(type);
      assertThat(augmented.contentEquals(images)).isFalse();
      assertThat(augmented.isFinite()).isTrue();
    }
  }

  /** The lowest quantile: 0.5 darker, without colour, half the contrast. */
  @Test
  void colourIsBrightnessThenSaturationThenContrast() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Tensor images = images(random, ElementType.F64, 2, 3, 4, 4);
      double[] y = fixed(Policy.COLOR, 0, images).toDoubles();
      double[] x = images.toDoubles();
      for (int n = 0; n < 2; n++) {
        double mean = images.select(0, n).mean().item() - 0.5;
        for (int at = 0; at < 16; at++) {
          double gray = (x[48 * n + at] + x[48 * n + 16 + at] + x[48 * n + 32 + at]) / 3 - 0.5;
          for (int channel = 0; channel < 3; channel++) {
            assertThat(y[48 * n + 16 * channel + at])
                .isCloseTo(mean + (gray - mean) / 2, Offset.offset(1e-14));
          }
        }
      }
      Tensor same = fixed(Policy.COLOR, 0.5, images); // nothing added, both factors 1
      assertThat(same.sub(images).abs().reshape(-1).max(0).item()).isLessThan(1e-15);
    }
  }

  @Test
  void translationIsByUpToAnEighthAndBringsInZeros() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3)) {
      Tensor images = images(random, ElementType.F64, 2, 1, 16, 28);
      Tensor moved = fixed(Policy.TRANSLATION, 0, images); // 2 up, 4 (3.5, rounded) to the left
      Tensor kept = moved.narrow(2, 0, 14).narrow(3, 0, 24);
      assertThat(kept.contentEquals(images.narrow(2, 2, 14).narrow(3, 4, 24))).isTrue();
      assertThat(moved.narrow(2, 14, 2).abs().sum().item()).isZero();
      assertThat(moved.narrow(3, 24, 4).abs().sum().item()).isZero();
      assertThat(fixed(Policy.TRANSLATION, 0.5, images).contentEquals(images)).isTrue();
      double[] u = {0, 0.19, 0.21, 0.5, 0.79, 0.999};
      double[] shifts = new double[u.length];
      Tensor row =
          Tensor.of(
              new double[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}, Shape.of(1, 1, 1, 16));
      for (int i = 0; i < u.length; i++) {
        double[] there = fixed(Policy.TRANSLATION, u[i], row).toDoubles();
        for (int j = 0; j < 16; j++) {
          shifts[i] += there[j] * (j - 7);
        }
      }
      assertThat(shifts).containsExactly(-2, -2, -1, 0, 1, 2);
    }
  }

  @Test
  void cutoutIsHalfOfEachSideAndCutOffAtTheBorder() {
    try (Scope scope = Scope.open()) {
      Tensor images = Tensor.full(ElementType.F64, Shape.of(1, 2, 8, 6), 1);
      // Columns: 3 of 6, centred on a pixel; rows: 4 of 8, centred on an edge between two.
      assertThat(fixed(Policy.CUTOUT, 0.5, images).sum().item()).isEqualTo(2 * (48 - 12));
      // Centred on the first pixel, and on the upper edge.
      Tensor corner = fixed(Policy.CUTOUT, 0, images);
      assertThat(corner.narrow(2, 0, 2).narrow(3, 0, 2).sum().item()).isZero();
      assertThat(corner.sum().item()).isEqualTo(2 * (48 - 4));
      Tensor opposite = fixed(Policy.CUTOUT, 1 - 1e-9, images);
      assertThat(opposite.narrow(2, 6, 2).narrow(3, 4, 2).sum().item()).isZero();
      assertThat(opposite.sum().item()).isEqualTo(2 * (48 - 4));
    }
  }

  @Test
  void parametersDifferFromImageToImage() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(4)) {
      Tensor images = Tensor.full(ElementType.F64, Shape.of(4000, 1, 2, 2), 0);
      Tensor bright =
          new DiffAugment(List.of(Policy.COLOR)).augmenter().apply(images, random).mean(1, 2, 3);
      assertThat(bright.mean().item()).isCloseTo(0, Offset.offset(0.02));
      assertThat(bright.square().mean().item()).isCloseTo(1 / 12.0, Offset.offset(0.004));
    }
  }

  @Test
  void canBeDifferentiatedTwice() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5)) {
      GradientCheck.assertTwiceDifferentiable(
          x -> {
            try (RandomStream same = new RandomStream(6)) {
              return ALL.augmenter().apply(x, same);
            }
          },
          images(random, ElementType.F64, 2, 3, 4, 8));
    }
  }

  @Test
  void wantsImages() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(7)) {
      Tensor points = random.normal(ElementType.F32, Shape.of(4, 2), 0, 1);
      assertThatThrownBy(() -> ALL.augmenter().apply(points, random))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected images [N,C,H,W], got [4,2]");
    }
  }
}
