package org.esgrima.run;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws points of the plane, real ones in one colour and synthetic ones in another, with equal axes
 * and a fixed range, so that sheets of different steps can be compared.
 */
public final class PointSheet {
  /** Width and height of the sheet in pixels. */
  public static final int SIZE = 720;

  private static final int LEFT = 72;
  private static final int TOP = 56;
  private static final int PLOT = 620; // wide and high

  private PointSheet() {}

  /**
   * Draws both sets; synthetic points lie on top.
   *
   * @param reals [N,2]; may be empty, [0,2]
   * @param fakes [M,2]; may be empty
   * @param range axes go from −range to range, greater than 0
   */
  public static BufferedImage draw(Tensor reals, Tensor fakes, double range) {
    return draw(coordinates("reals", reals), coordinates("fakes", fakes), range);
  }

  /**
   * As {@link #draw(Tensor, Tensor, double)}, for coordinates x, y, x, y …
   *
   * @param reals an even number of coordinates
   * @param fakes an even number of coordinates
   */
  public static BufferedImage draw(float[] reals, float[] fakes, double range) {
    if (!(range > 0) || reals.length % 2 != 0 || fakes.length % 2 != 0) {
      throw new IllegalArgumentException(
          "expected range > 0 and pairs of coordinates, got %s, %d and %d numbers"
              .formatted(range, reals.length, fakes.length));
    }
    return ChartStyle.picture(SIZE, SIZE, graphics -> paint(graphics, reals, fakes, range));
  }

  private static float[] coordinates(String name, Tensor points) {
    Shape shape = points.shape();
    if (shape.rank() != 2 || shape.size(1) != 2) {
      throw new IllegalArgumentException(name + ": expected [N,2], got " + shape);
    }
    return points.toFloats();
  }

  private static void paint(Graphics2D graphics, float[] reals, float[] fakes, double range) {
    XYChart chart = chart(SIZE, range);
    chart.getStyler().setMarkerSize(5);
    addReals(chart, reals);
    addFakes(chart, fakes);
    ChartStyle.paintAround(graphics, chart, LEFT, TOP, PLOT, PLOT);
    ChartStyle.heading(
        graphics,
        28,
        TOP - 16,
        LEFT + PLOT,
        "Samples",
        new ChartStyle.Key("real", ChartStyle.BLUE, ChartStyle.Symbol.DOT),
        new ChartStyle.Key("synthetic", ChartStyle.VERMILION, ChartStyle.Symbol.DOT));
  }

  /** An empty chart with equal axes from −range to range. */
  static XYChart chart(int size, double range) {
    XYChart chart = ChartStyle.chart(size, size);
    var styler = chart.getStyler();
    styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    styler.setPlotGridVerticalLinesVisible(true);
    styler.setXAxisMin(-range).setXAxisMax(range).setYAxisMin(-range).setYAxisMax(range);
    styler.setxAxisTickLabelsFormattingFunction(ChartStyle::number);
    styler.setyAxisTickLabelsFormattingFunction(ChartStyle::number);
    styler.setXAxisTickMarkSpacingHint(80).setYAxisTickMarkSpacingHint(80);
    return chart;
  }

  static void addReals(XYChart chart, float[] points) {
    addPoints(chart, "real", points, ChartStyle.BLUE, 110);
  }

  static void addFakes(XYChart chart, float[] points) {
    addPoints(chart, "synthetic", points, ChartStyle.VERMILION, 150);
  }

  private static void addPoints(
      XYChart chart, String name, float[] points, Color color, int opacity) {
    double[] x = new double[points.length / 2];
    double[] y = new double[points.length / 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = points[2 * i];
      y[i] = points[2 * i + 1];
    }
    if (x.length == 0) {
      return; // XChart refuses an empty series
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), opacity));
  }
}
