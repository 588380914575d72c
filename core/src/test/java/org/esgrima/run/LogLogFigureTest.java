package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LogLogFigureTest {
  private static LogLogFigure.Line line(double... xAndY) {
    List<LogLogFigure.Point> points = new ArrayList<>();
    for (int i = 0; i < xAndY.length; i += 2) {
      double y = xAndY[i + 1];
      points.add(new LogLogFigure.Point(xAndY[i], y, 0.9 * y, 1.1 * y));
    }
    return new LogLogFigure.Line("line", points);
  }

  @Test
  void equalFactorsAreEqualWays() {
    LogLogFigure.Axis axis = LogLogFigure.Axis.of(new double[] {8, 128}, 0);
    assertThat(axis.share(32) - axis.share(16))
        .isCloseTo(axis.share(128) - axis.share(64), Offset.offset(1e-12));
    assertThat(axis.share(8)).isBetween(0.0, 0.1);
    assertThat(axis.share(128)).isBetween(0.9, 1.0);
  }

  @Test
  void whatIsFlatLooksFlat() {
    LogLogFigure.Axis axis = LogLogFigure.Axis.of(new double[] {100, 103}, Math.log(4));
    assertThat(axis.share(103) - axis.share(100)).isLessThan(0.03);
  }

  @Test
  void ticksAreRoundNumbersWithinTheAxis() {
    assertThat(LogLogFigure.Axis.of(new double[] {60, 800}, 0).ticks())
        .containsExactly(100.0, 200.0, 500.0);
    assertThat(LogLogFigure.Axis.of(new double[] {160, 410}, 0).ticks())
        .containsExactly(200.0, 300.0, 400.0);
    assertThat(LogLogFigure.Axis.of(new double[] {0.5, 600}, 0).ticks())
        .containsExactly(1.0, 10.0, 100.0);
  }

  @Test
  void panelsStandInRowsAndColumns() {
    LogLogFigure.Panel panel =
        new LogLogFigure.Panel("Time", "pixels", List.of(line(32, 10, 64, 41), line(32, 7, 64, 9)));
    BufferedImage one = LogLogFigure.draw(List.of(panel), 2);
    BufferedImage three = LogLogFigure.draw(List.of(panel, panel, panel), 2);
    assertThat(three.getHeight()).isEqualTo(2 * one.getHeight());
    assertThat(three.getWidth()).isEqualTo(one.getWidth());
    assertThat(coloured(one, ChartStyle.BLUE)).isPositive();
    assertThat(coloured(one, ChartStyle.VERMILION)).isPositive();
    assertThat(coloured(three, ChartStyle.BLUE)).isEqualTo(3 * coloured(one, ChartStyle.BLUE));
  }

  private static int coloured(BufferedImage picture, Color color) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += picture.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return count;
  }
}
