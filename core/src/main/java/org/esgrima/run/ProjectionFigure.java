package org.esgrima.run;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** A search for the latents of a picture: pictures above, the losses of all starts below. */
public final class ProjectionFigure {
  private static final int CHART = 300;
  private static final int HEADING = 40;
  private static final int LEFT = 76;
  private static final int BELOW = 58;

  private ProjectionFigure() {}

  /**
   * Draws the figure.
   *
   * @param tiles in one row
   * @param losses of each start, step by step, above 0; drawn on a logarithmic scale
   */
  public static BufferedImage draw(List<CaptionedPictures.Tile> tiles, List<double[]> losses) {
    List<List<CaptionedPictures.Tile>> rows = List.of(tiles);
    int top = CaptionedPictures.height(rows);
    return ChartStyle.picture(
        CaptionedPictures.width(rows),
        top + CHART,
        graphics -> {
          chart(graphics, losses, top, CaptionedPictures.width(rows));
          CaptionedPictures.paint(graphics, rows);
        });
  }

  private static void chart(Graphics2D graphics, List<double[]> losses, int top, int width) {
    List<double[]> logs =
        losses.stream()
            .map(of -> Arrays.stream(of).map(loss -> Math.log10(Math.max(loss, 1e-9))).toArray())
            .toList();
    int steps = losses.get(0).length;
    double[] x = IntStream.rangeClosed(1, steps).asDoubleStream().toArray();
    XYChart chart = ChartStyle.chart(width, CHART - HEADING);
    var styler = chart.getStyler();
    double low = logs.stream().flatMapToDouble(Arrays::stream).min().orElseThrow();
    double high = logs.stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
    double margin = Math.max(0.05, 0.06 * (high - low));
    styler.setYAxisMin(low - margin).setYAxisMax(high + margin);
    styler.setXAxisMin(0.0).setXAxisMax(1.02 * steps);
    styler.setXAxisTickMarkSpacingHint(90);
    styler.setYAxisTickMarkSpacingHint(40);
    styler.setyAxisTickLabelsFormattingFunction(
        log -> String.format(Locale.ROOT, log < -3 ? "%.0e" : "%.2g", Math.pow(10, log)));
    styler.setxAxisTickLabelsFormattingFunction(v -> String.format(Locale.ROOT, "%,.0f", v));
    chart.setXAxisTitle("steps");
    double[] floor = {styler.getYAxisMin(), styler.getYAxisMin()};
    ChartStyle.line(
        chart,
        "floor",
        new double[] {0, steps},
        floor,
        java.awt.Color.WHITE,
        ChartStyle.solid(0.1f));
    int best =
        IntStream.range(0, logs.size())
            .reduce((a, b) -> logs.get(a)[steps - 1] <= logs.get(b)[steps - 1] ? a : b)
            .orElseThrow();
    for (int i = 0; i < logs.size(); i++) {
      if (i != best) {
        ChartStyle.line(
            chart,
            "start" + i,
            x,
            logs.get(i),
            ChartStyle.pale(ChartStyle.BLUE, 0.4),
            ChartStyle.solid(1.2f));
      }
    }
    ChartStyle.line(chart, "best", x, logs.get(best), ChartStyle.VERMILION, ChartStyle.solid(2.4f));
    ChartStyle.paintAround(
        graphics,
        chart,
        LEFT,
        top + HEADING,
        width - LEFT - CaptionedPictures.MARGIN,
        CHART - HEADING - BELOW);
    ChartStyle.heading(
        graphics,
        CaptionedPictures.MARGIN,
        top + HEADING - 14,
        width - CaptionedPictures.MARGIN,
        "Loss",
        new ChartStyle.Key("chosen", ChartStyle.VERMILION, ChartStyle.Symbol.LINE),
        new ChartStyle.Key(
            "other starts", ChartStyle.pale(ChartStyle.BLUE, 0.4), ChartStyle.Symbol.LINE));
  }
}
