package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class ImageSamplingTest {
  private static final int IMAGES = 3;
  private static final int CHANNELS = 2;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 6;
  private static final Shape SHAPE = Shape.of(IMAGES, CHANNELS, HEIGHT, WIDTH);

  private static Tensor images(RandomStream random) {
    return random.normal(ElementType.F64, SHAPE, 0, 1);
  }

  /** Rotations and scalings that reach far outside. */
  private static Tensor maps(RandomStream random) {
    return random.uniform(ElementType.F64, Shape.of(IMAGES, 2, 3), -1.5, 1.5);
  }

  /** Pixel of an image, 0 outside. */
  private static double pixel(double[] images, int image, int channel, double row, double column) {
    if (row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH) {
      return 0;
    }
    return images[((image * CHANNELS + channel) * HEIGHT + (int) row) * WIDTH + (int) column];
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void readsBetweenPixelsAsTheDefinitionSays(ElementType type) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(4)) {
      Tensor images = images(random);
      Tensor maps = maps(random);
      Tensor result = ImageSampling.affine(images.to(type), maps, 5, 7);
      assertThat(result.shape()).isEqualTo(Shape.of(IMAGES, CHANNELS, 5, 7));
      assertThat(result.elementType()).isEqualTo(type);
      double[] x = images.toDoubles();
      double[] m = maps.toDoubles();
      double[] y = result.toDoubles();
      int outside = 0;
      for (int at = 0; at < y.length; at++) {
        int j = at % 7;
        int i = at / 7 % 5;
        int image = at / (35 * CHANNELS);
        double column = m[image * 6] * j + m[image * 6 + 1] * i + m[image * 6 + 2];
        double row = m[image * 6 + 3] * j + m[image * 6 + 4] * i + m[image * 6 + 5];
        double expected = 0;
        for (int corner = 0; corner < 4; corner++) {
          double r = Math.floor(row) + (corner < 2 ? 0 : 1);
          double c = Math.floor(column) + corner % 2;
          double weight = (1 - Math.abs(row - r)) * (1 - Math.abs(column - c));
          expected += weight * pixel(x, image, at / 35 % CHANNELS, r, c);
        }
        outside += expected == 0 ? 1 : 0;
        double tolerance = type == ElementType.F64 ? 1e-13 : 1e-6;
        assertThat(y[at]).as("element %d", at).isCloseTo(expected, Offset.offset(tolerance));
      }
      assertThat(outside).as("places outside").isBetween(20, y.length - 20);
    }
  }

  @Test
  void theIdentityLeavesImagesAsTheyAre() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5)) {
      Tensor images = images(random).to(ElementType.F32);
      Tensor identity =
          Tensor.of(new double[] {1, 0, 0, 0, 1, 0}, Shape.of(1, 2, 3))
              .add(Tensor.zeros(ElementType.F64, Shape.of(IMAGES, 1, 1)));
      Tensor same = ImageSampling.affine(images, identity, HEIGHT, WIDTH);
      assertThat(same.contentEquals(images)).isTrue();
    }
  }

  @Test
  void shiftsByWholePixelsAndFillsWithZeros() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(6)) {
      Tensor images = images(random);
      double[] shifts = {2, -1, -7, 0, 0, 3};
      Tensor moved = ImageSampling.shift(images, Tensor.of(shifts, Shape.of(IMAGES, 2)));
      assertThat(moved.shape()).isEqualTo(SHAPE);
      double[] x = images.toDoubles();
      double[] y = moved.toDoubles();
      for (int at = 0; at < y.length; at++) {
        int image = at / (CHANNELS * HEIGHT * WIDTH);
        int channel = at / (HEIGHT * WIDTH) % CHANNELS;
        double row = at / WIDTH % HEIGHT - shifts[2 * image + 1];
        double column = at % WIDTH - shifts[2 * image];
        assertThat(y[at]).isEqualTo(pixel(x, image, channel, row, column));
      }
    }
  }

  @Test
  void canBeDifferentiatedTwice() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(7)) {
      Tensor maps = maps(random);
      Tensor shifts = Tensor.of(new double[] {2, -1, -1, 0, 0, 1}, Shape.of(IMAGES, 2));
      GradientCheck.assertTwiceDifferentiable(
          x -> ImageSampling.shift(ImageSampling.affine(x, maps, 5, 7), shifts), images(random));
    }
  }

  @Test
  void refusesMapsThatAreNotOneForEachImage() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(8)) {
      Tensor images = images(random);
      assertThatThrownBy(() -> ImageSampling.affine(images, maps(random).narrow(0, 0, 2), 4, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected images [N,C,H,W] and N times [2,3], got [3,2,4,6] and [2,2,3]");
      assertThatThrownBy(() -> ImageSampling.shift(images, maps(random)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("N times [2], got [3,2,4,6] and [3,2,3]");
    }
  }
}
