package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointPanelsTest {
  private static PointPanels.Panel real(float... points) {
    return PointPanels.Panel.real("Real", "one of one", points);
  }

  private static PointPanels.Panel synthetic(float... points) {
    return PointPanels.Panel.synthetic("Synthetic", "one of one", points);
  }

  /** Where in a panel a colour is strongest: the mean x and y of such pixels, from its left. */
  private static double[] centre(BufferedImage picture, int panel, boolean blue) {
    int width = PointPanels.width(1);
    double[] sums = new double[3];
    IntStream.range(0, width * PointPanels.HEIGHT)
        .forEach(
            i -> {
              int x = i % width;
              int y = i / width;
              Color pixel = new Color(picture.getRGB(panel * width + x, y));
              int excess = pixel.getBlue() - pixel.getRed();
              if (blue ? excess > 60 : excess < -60) {
                sums[0] += x;
                sums[1] += y;
                sums[2]++;
              }
            });
    return new double[] {sums[0] / sums[2], sums[1] / sums[2], sums[2]};
  }

  @Test
  void eachPanelHoldsItsPointsInTheirPlace() {
    BufferedImage picture =
        PointPanels.draw(2, List.of(real(0, 0), synthetic(1, 0), synthetic(0, 1)));
    assertThat(picture.getWidth()).isEqualTo(PointPanels.width(3));
    assertThat(picture.getHeight()).isEqualTo(PointPanels.HEIGHT);
    double[] middle = centre(picture, 0, true);
    double[] right = centre(picture, 1, false);
    double[] above = centre(picture, 2, false);
    assertThat(middle[2]).isBetween(5.0, 40.0);
    assertThat(centre(picture, 0, false)[2]).isZero();
    assertThat(centre(picture, 1, true)[2]).isZero();
    assertThat(right[0] - middle[0]).isBetween(98.0, 102.0); // a quarter of 400 pixels
    assertThat(right[1] - middle[1]).isBetween(-2.0, 2.0);
    assertThat(above[0] - middle[0]).isBetween(-2.0, 2.0);
    assertThat(middle[1] - above[1]).isBetween(98.0, 102.0);
  }

  @Test
  void refusesWhatIsNoFigure() {
    assertThatThrownBy(() -> real(1)).hasMessageContaining("pairs of coordinates, got 1");
    assertThatThrownBy(() -> PointPanels.draw(1, List.of())).hasMessageContaining("0 panels");
    assertThatThrownBy(() -> PointPanels.draw(0, List.of(real())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
