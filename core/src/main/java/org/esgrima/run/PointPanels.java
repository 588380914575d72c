package org.esgrima.run;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Draws several sets of points of the plane beside each other, one panel for each, with equal axes
 * and the same range: what was real, and what generators made of it.
 */
public final class PointPanels {
  /** Height of the picture in pixels. */
  public static final int HEIGHT = 544;

  private static final int PLOT = 400; // wide and high
  private static final int TOP = 92;
  private static final int LEFT = 56;
  private static final int RIGHT = 20;
  private static final int MARKER = 4;

  private PointPanels() {}

  /** One set of points and what is written above it. */
  public static final class Panel {
    private final String title;
    private final String verdict;
    private final boolean real;
    private final float[] points;

    private Panel(String title, String verdict, boolean real, float[] points) {
      if (points.length % 2 != 0) {
        throw new IllegalArgumentException(
            title + ": expected pairs of coordinates, got " + points.length + " numbers");
      }
      this.title = title;
      this.verdict = verdict;
      this.real = real;
      this.points = points.clone();
    }

    /**
     * Real points.
     *
     * @param title what they are
     * @param verdict what was measured on them, in a few words; may be empty
     * @param points coordinates x, y, x, y …; what lies out of range is left out
     */
    public static Panel real(String title, String verdict, float[] points) {
      return new Panel(title, verdict, true, points);
    }

    /** Synthetic points; otherwise as {@link #real}. */
    public static Panel synthetic(String title, String verdict, float[] points) {
      return new Panel(title, verdict, false, points);
    }
  }

  /** Width of a picture in pixels. */
  public static int width(int panels) {
    return panels * (LEFT + PLOT + RIGHT);
  }

  /**
   * Draws panels from the left to the right.
   *
   * @param range axes go from −range to range, greater than 0
   */
  public static BufferedImage draw(double range, List<Panel> panels) {
    if (!(range > 0) || panels.isEmpty()) {
      throw new IllegalArgumentException(
          "expected range > 0 and a panel, got " + range + " and " + panels.size() + " panels");
    }
    return ChartStyle.picture(
        width(panels.size()),
        HEIGHT,
        graphics -> {
          for (int i = 0; i < panels.size(); i++) {
            paint(graphics, width(i) + LEFT, panels.get(i), range);
          }
        });
  }

  private static void paint(Graphics2D graphics, int left, Panel panel, double range) {
    XYChart chart = PointSheet.chart(HEIGHT, range);
    chart.getStyler().setMarkerSize(MARKER);
    if (panel.real) {
      PointSheet.addReals(chart, panel.points);
    } else {
      PointSheet.addFakes(chart, panel.points);
    }
    ChartStyle.paintAround(graphics, chart, left, TOP, PLOT, PLOT);
    graphics.setColor(ChartStyle.INK);
    graphics.setFont(ChartStyle.font(Font.BOLD, 18));
    graphics.drawString(panel.title, left, TOP - 46);
    graphics.setColor(ChartStyle.MUTED);
    graphics.setFont(ChartStyle.font(Font.PLAIN, 16));
    graphics.drawString(panel.verdict, left, TOP - 20);
  }
}
