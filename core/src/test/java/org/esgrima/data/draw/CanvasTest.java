package org.esgrima.data.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class CanvasTest {
  private static final int SIDE = 40;

  private final Canvas canvas = new Canvas(SIDE);
  private final Mask mask = new Mask(SIDE);

  @Test
  void coverIsTheExactAreaOfEveryPixel() {
    canvas.shape(mask, Contour.polygon(2.25, 3.5, 6, 3.5, 6, 5, 2.25, 5));
    assertThat(cover(mask, 2, 3)).isEqualTo(0.375f);
    assertThat(cover(mask, 3, 3)).isEqualTo(0.5f);
    assertThat(cover(mask, 5, 4)).isEqualTo(1f);
    assertThat(cover(mask, 6, 4)).isZero();
    assertThat(area(mask)).isCloseTo(3.75 * 1.5, within(1e-5));
    // The line through (0, 0) and (4, 1) leaves 1/8, 3/8 … of the pixels it crosses below it.
    canvas.shape(mask, Contour.polygon(0, 0, 4, 1, 0, 1));
    for (int x = 0; x < 4; x++) {
      assertThat(cover(mask, x, 0)).isCloseTo((7 - 2 * x) / 8f, within(1e-6f));
    }
  }

  @Test
  void areasOfCirclesAndStrokesAreThoseOfGeometry() {
    canvas.shape(mask, Contour.circle(18.3, 21.7, 9.4));
    assertThat(area(mask)).isCloseTo(Math.PI * 9.4 * 9.4, withinPercentage(1));
    canvas.shape(mask, new Contour().curve(5.2, 7, 20, 21, 34.8, 35).stroke(3, 3, 3));
    assertThat(area(mask)).isCloseTo(3 * Math.hypot(29.6, 28), within(0.2));
  }

  @Test
  void directionDoesNotMatterAndShapesUnite() {
    Contour square = Contour.polygon(10, 10, 20, 10, 20, 20, 10, 20);
    canvas.shape(mask, Contour.polygon(10, 20, 20, 20, 20, 10, 10, 10));
    assertThat(area(mask)).isCloseTo(100, within(1e-4));
    canvas.shape(mask, square, Contour.polygon(15, 15, 25, 15, 25, 25, 15, 25));
    assertThat(area(mask)).isCloseTo(175, within(1e-4));
    canvas.shape(mask, square, Contour.polygon(12, 18, 18, 18, 18, 12, 12, 12));
    assertThat(area(mask)).as("a hole").isCloseTo(64, within(1e-4));
  }

  @Test
  void whatLiesOutsideIsCutOff() {
    canvas.shape(mask, Contour.polygon(-10, -10, 5, -10, 5, 3, -10, 3));
    assertThat(area(mask)).isCloseTo(15, within(1e-4));
    canvas.shape(mask, Contour.polygon(30, 30, 90, 30, 90, 90, 30, 90));
    assertThat(area(mask)).isCloseTo(100, within(1e-4));
    canvas.shape(mask, Contour.polygon(50, 10, 60, 10, 60, 20));
    assertThat(area(mask)).isZero();
    canvas.shape(mask, Contour.polygon(-50, -50, 90, -50, 90, 90, -50, 90));
    assertThat(area(mask)).as("nothing is left from before").isEqualTo(SIDE * SIDE);
  }

  @Test
  void paintMixesByCoverAndOpacity() {
    canvas.fill(Paint.of(Tone.WHITE));
    canvas.shape(mask, Contour.polygon(0, 0, 1, 0, 1, 1, 0, 1));
    canvas.paint(mask, Paint.of(new Tone(0, 0, 0)), 0.4);
    byte[] image = canvas.bytes();
    assertThat(image).hasSize(3 * SIDE * SIDE);
    assertThat(image[0] & 0xFF).isEqualTo(153);
    assertThat(image[1] & 0xFF).isEqualTo(255);
    assertThat(image[2 * SIDE * SIDE] & 0xFF).isEqualTo(153);
  }

  @Test
  void gradientsGoFromOneToneToTheOtherAndStay() {
    canvas.fill(Paint.gradient(new Tone(0, 0, 0), 10, 0, Tone.WHITE, 30, 0));
    byte[] image = canvas.bytes();
    assertThat(image[5] & 0xFF).isZero();
    assertThat(image[35] & 0xFF).isEqualTo(255);
    assertThat(image[19] & 0xFF).isEqualTo(Math.round(255 * 9.5f / 20));
    assertThat(image[39 * SIDE + 19]).isEqualTo(image[19]);
  }

  static double area(Mask mask) {
    double area = 0;
    for (float cover : mask.cover) {
      assertThat(cover).isBetween(0f, 1f);
      area += cover;
    }
    return area;
  }

  static float cover(Mask mask, int x, int y) {
    return mask.cover[y * mask.side + x];
  }
}
