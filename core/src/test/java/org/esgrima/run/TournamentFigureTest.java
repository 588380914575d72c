package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TournamentFigureTest {
  @Test
  void coloursGoFromDiscriminatorOverWhiteToGenerator() {
    assertThat(TournamentFigure.color(0)).isEqualTo(ChartStyle.BLUE);
    assertThat(TournamentFigure.color(0.5)).isEqualTo(Color.WHITE);
    assertThat(TournamentFigure.color(1)).isEqualTo(ChartStyle.VERMILION);
  }

  @Test
  void rowsAreDiscriminatorsFromBelowAndColumnsGenerators() {
    double[][] rates = {{0, 1}, {0.5, 0.5}};
    BufferedImage picture =
        TournamentFigure.draw(
            List.of(10L, 20L), rates, List.of(1500.0, 1600.0), List.of(1400.0, 1500.0));
    // The corners of the table are those of its cells.
    assertThat(picture.getRGB(120, 640)).isEqualTo(ChartStyle.BLUE.getRGB());
    assertThat(picture.getRGB(670, 640)).isEqualTo(ChartStyle.VERMILION.getRGB());
    assertThat(picture.getRGB(120, 90)).isEqualTo(Color.WHITE.getRGB());
  }

  @Test
  void manyPlayersFit() {
    List<Long> steps = LongStream.rangeClosed(1, 60).map(i -> 10_000 * i).boxed().toList();
    double[][] rates = new double[60][60];
    Arrays.stream(rates).forEach(row -> Arrays.fill(row, 0.2));
    List<Double> ratings = Collections.nCopies(60, 1500.0);
    assertThat(TournamentFigure.draw(steps, rates, ratings, ratings).getWidth())
        .isGreaterThan(1000);
  }
}
