package org.esgrima.run;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.function.Consumer;
import org.esgrima.InputException;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How every figure looks: white, thin grid, and colours that colour-blind readers can tell. */
final class ChartStyle {
  // Two colours of Okabe and Ito's palette, "Color Universal Design" (2008).
  static final Color BLUE = new Color(0x0072B2);
  static final Color VERMILION = new Color(0xD55E00);
  static final Color GREEN = new Color(0x009E73);
  static final Color INK = new Color(0x24292F);
  static final Color MUTED = new Color(0x57606A);
  static final Color REFERENCE = new Color(0x8C959F);

  private static final Color GRID = new Color(0xE7EAEE);
  private static final int MARGIN = 16;
  private static final int TRIALS = 3;

  private ChartStyle() {}

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  static XYChart chart(int width, int height) {
    XYChart chart = new XYChartBuilder().width(width).height(height).build();
    XYStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setChartFontColor(INK);
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(false);
    styler.setLocale(Locale.ROOT);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(1.0);
    styler.setChartPadding(MARGIN);
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 15));
    styler.setAxisTickLabelsColor(MUTED);
    styler.setAxisTitleFont(font(Font.PLAIN, 15));
    styler.setXAxisTitleColor(MUTED);
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setAxisTickPadding(8);
    styler.setAntiAlias(true);
    return chart;
  }

  static XYSeries line(
      XYChart chart, String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(stroke);
    return series;
  }

  static BasicStroke solid(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  static BasicStroke dashed() {
    return new BasicStroke(
        1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {7f, 5f}, 0f);
  }

  /** The colour mixed with white: {@code share} of it is left. */
  static Color pale(Color color, double share) {
    return new Color(
        mix(color.getRed(), share), mix(color.getGreen(), share), mix(color.getBlue(), share));
  }

  private static int mix(int channel, double share) {
    return (int) Math.round(255 + (channel - 255) * share);
  }

  /**
   * A white picture that {@code drawing} fills.
   *
   * @throws InputException if this machine has no fonts, which Java needs for any text
   */
  static BufferedImage picture(int width, int height, Consumer<Graphics2D> drawing) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      requireFonts(graphics);
      drawing.accept(graphics);
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  // Without fontconfig or without any font file, Java's first use of a font ends in an Error.
  private static void requireFonts(Graphics2D graphics) {
    try {
      graphics.getFontMetrics(font(Font.PLAIN, 15)).stringWidth("0");
    } catch (InternalError | NoClassDefFoundError | UnsatisfiedLinkError | RuntimeException e) {
      throw new InputException(
          "no fonts for figures",
          "this machine",
          "fontconfig and at least one font",
          e.toString(),
          "Install them, for example the package fonts-dejavu-core",
          e);
    }
  }

  /** A heading at the left and the names of the lines, each behind a stroke of its colour. */
  static void heading(Graphics2D graphics, int x, int y, int right, String title, Key... keys) {
    graphics.setColor(INK);
    graphics.setFont(font(Font.BOLD, 18));
    graphics.drawString(title, x, y);
    graphics.setFont(font(Font.PLAIN, 15));
    int at = right;
    for (int i = keys.length - 1; i >= 0; i--) {
      at -= graphics.getFontMetrics().stringWidth(keys[i].text());
      graphics.setColor(INK);
      graphics.drawString(keys[i].text(), at, y);
      at -= 34;
      graphics.setColor(keys[i].color());
      if (keys[i].symbol() == Symbol.DOT) {
        graphics.fillOval(at + 14, y - 10, 10, 10);
      } else {
        graphics.setStroke(keys[i].symbol() == Symbol.DASHES ? dashed() : solid(3f));
        graphics.drawLine(at, y - 5, at + 25, y - 5);
      }
      at -= 24;
    }
  }

  /** One entry of a legend. */
  record Key(String text, Color color, Symbol symbol) {}

  /** How a legend shows an entry's colour. */
  enum Symbol {
    LINE,
    DASHES,
    DOT
  }

  /**
   * Paints a chart so that the area of its data has exactly these bounds; labels lie outside.
   *
   * <p>XChart derives that area from the widths of its labels, which depend on its size in turn.
   * Paintings that are thrown away tell how far they reach.
   */
  static void paintAround(
      Graphics2D graphics, XYChart chart, int left, int top, int width, int height) {
    int chartWidth = left + width;
    int chartHeight = top + height;
    XYStyler styler = chart.getStyler();
    BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    Graphics2D trial = scratch.createGraphics();
    for (int i = 0; i < TRIALS; i++) {
      chart.paint(trial, chartWidth, chartHeight);
      double plotWidth =
          screenX(chart, styler.getXAxisMax()) - screenX(chart, styler.getXAxisMin());
      double plotHeight =
          screenY(chart, styler.getYAxisMin()) - screenY(chart, styler.getYAxisMax());
      chartWidth += (int) Math.round(width - plotWidth);
      chartHeight += (int) Math.round(height - plotHeight);
    }
    chart.paint(trial, chartWidth, chartHeight);
    trial.dispose();
    Graphics2D moved = (Graphics2D) graphics.create();
    moved.translate(
        (int) Math.round(left - screenX(chart, styler.getXAxisMin())),
        (int) Math.round(top - screenY(chart, styler.getYAxisMax())));
    chart.paint(moved, chartWidth, chartHeight);
    moved.dispose();
  }

  private static double screenX(XYChart chart, double x) {
    return chart.getScreenXFromChart(x);
  }

  private static double screenY(XYChart chart, double y) {
    return chart.getScreenYFromChart(y);
  }

  /** A number with up to four decimals, as short as it can be, with a true minus sign. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4f", Math.abs(value) < 5e-5 ? 0 : value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "").replace("-", "−");
  }
}
