package org.esgrima.data.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.esgrima.data.draw.CanvasTest.area;
import static org.esgrima.data.draw.CanvasTest.cover;

import org.junit.jupiter.api.Test;

class MaskTest {
  private static final int SIDE = 40;

  private final Mask first = square(10, 20);
  private final Mask second = square(16, 26);

  @Test
  void combinesLikeSets() {
    assertThat(area(first.set(square(10, 20)).times(second))).isCloseTo(16, within(1e-4));
    assertThat(area(first.set(square(10, 20)).minus(second))).isCloseTo(84, within(1e-4));
    assertThat(area(first.set(square(10, 20)).plus(second))).isCloseTo(184, within(1e-4));
    assertThat(area(first.set(square(10, 20)).times(square(30, 35)))).isZero();
    assertThat(area(first.clear())).isZero();
  }

  @Test
  void castMovesAndBlursWithoutLoss() {
    Mask cast = new Mask(SIDE).cast(first, 3, -2, 0);
    assertThat(cover(cast, 13, 8)).isEqualTo(1);
    assertThat(cover(cast, 12, 8)).isZero();
    for (double blur : new double[] {0.4, 1, 2.7}) {
      cast.cast(first, 3, -2, blur);
      assertThat(area(cast)).isCloseTo(100, within(0.01));
      assertThat(cover(cast, 17, 12)).isEqualTo(cover(cast, 18, 13), within(1e-5f));
      assertThat(cover(cast, 12, 12)).isStrictlyBetween(0f, 0.5f);
      assertThat(cover(cast, 13, 12)).isStrictlyBetween(0.5f, 1f);
    }
  }

  @Test
  void castTakesShapesToGoOnBeyondTheEdge() {
    Mask below = new Mask(SIDE).cast(square(30, SIDE), -4, -4, 1);
    assertThat(cover(below, SIDE - 1, SIDE - 1)).isCloseTo(1, within(1e-5f));
  }

  @Test
  void glowFadesFromItsMiddle() {
    Mask glow = new Mask(SIDE).glow(20.5, 20.5, 10, 0, 0, 5);
    assertThat(cover(glow, 20, 20)).isEqualTo(1);
    assertThat(cover(glow, 25, 20)).isCloseTo(0.5625f, within(1e-6f));
    assertThat(cover(glow, 20, 15)).isZero();
    assertThat(cover(glow, 30, 20)).isZero();
  }

  private static Mask square(int from, int to) {
    return new Canvas(SIDE)
        .shape(new Mask(SIDE), Contour.polygon(from, from, to, from, to, to, from, to));
  }
}
