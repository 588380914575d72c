package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrbitFigureTest {
  private static OrbitFigure.Orbit spiral(double growth) {
    return new OrbitFigure.Orbit(
        "spiral",
        "growth " + growth,
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    new Point2D.Double(
                        Math.pow(growth, i) * Math.cos(0.1 * i),
                        Math.pow(growth, i) * Math.sin(0.1 * i)))
            .toList());
  }

  private static BufferedImage draw(OrbitFigure.Orbit first, OrbitFigure.Orbit second) {
    return OrbitFigure.draw("Orbits", p -> new Point2D.Double(-p.y, p.x), first, second);
  }

  /** Pixels of a colour below the legend, in the left or the right half. */
  private static long count(BufferedImage picture, int half, int rgb) {
    int width = OrbitFigure.WIDTH / 2;
    return IntStream.range(60 * width, OrbitFigure.HEIGHT * width)
        .filter(i -> picture.getRGB(half * width + i % width, i / width) == rgb)
        .count();
  }

  @Test
  void drawsBothOrbitsWithTheirEnds() {
    BufferedImage picture = draw(spiral(0.99), spiral(1.002));
    assertThat(picture.getWidth()).isEqualTo(OrbitFigure.WIDTH);
    assertThat(picture.getHeight()).isEqualTo(OrbitFigure.HEIGHT);
    for (int half = 0; half < 2; half++) {
      assertThat(count(picture, half, ChartStyle.VERMILION.getRGB())).isBetween(60L, 160L);
      assertThat(count(picture, half, ChartStyle.INK.getRGB())).isGreaterThan(60);
    }
  }

  @Test
  void leavesOutWhatIsFarAway() {
    BufferedImage picture = draw(spiral(1), spiral(1.5));
    assertThat(count(picture, 0, ChartStyle.VERMILION.getRGB())).isBetween(60L, 160L);
    assertThat(count(picture, 1, ChartStyle.VERMILION.getRGB())).isZero();
  }

  @Test
  void anOrbitHasAPoint() {
    assertThatThrownBy(() -> new OrbitFigure.Orbit("none", "", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
  }
}
