package org.esgrima.data.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContourTest {
  @Test
  void curvesPassThroughTheirPoints() {
    double[] points = {3, 4, 20, 6, 22, 30, 23, 31, 5, 25};
    for (Contour contour : new Contour[] {Contour.closed(points), new Contour().curve(points)}) {
      for (int i = 0; i < points.length; i += 2) {
        assertThat(distance(contour, points[i], points[i + 1])).isLessThan(1e-9);
      }
    }
  }

  @Test
  void straightPointsGiveAStraightLineAndPiecesAreShort() {
    Contour line = new Contour().curve(1, 2, 4, 8, 5, 10, 11, 22);
    for (int i = 0; i < line.count(); i++) {
      assertThat(line.y(i)).isCloseTo(2 * line.x(i), within(1e-9));
      assertThat(i == 0 ? 0 : line.x(i) - line.x(i - 1)).isBetween(0.0, 1.5);
    }
  }

  @Test
  void circlesAreRound() {
    Contour circle = Contour.circle(7, -3, 12);
    for (int i = 0; i < circle.count(); i++) {
      assertThat(Math.hypot(circle.x(i) - 7, circle.y(i) + 3)).isCloseTo(12, within(0.1));
    }
  }

  @Test
  void spacedPointsLieEvenlyFromEndToEnd() {
    double[] points = new Contour().add(0, 0).add(3, 0).add(10, 0).spaced(2.4);
    assertThat(points).hasSize(10);
    for (int i = 0; i < 5; i++) {
      assertThat(points[2 * i]).isCloseTo(2.5 * i, within(1e-9));
      assertThat(points[2 * i + 1]).isZero();
    }
  }

  @Test
  void strokesAreAsWideAsTheBrush() {
    Contour area = new Contour().curve(0, 5, 10, 5, 20, 5).stroke(2, 6, 1);
    int half = area.count() / 2;
    assertThat(area.y(0)).isCloseTo(6, within(1e-9));
    assertThat(area.y(area.count() - 1)).isCloseTo(4, within(1e-9));
    assertThat(area.y(half - 1)).isCloseTo(5.5, within(1e-9));
    assertThat(area.y(half / 2)).isCloseTo(8, within(0.05));
  }

  private static double distance(Contour contour, double x, double y) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < contour.count(); i++) {
      least = Math.min(least, Math.hypot(contour.x(i) - x, contour.y(i) - y));
    }
    return least;
  }
}
