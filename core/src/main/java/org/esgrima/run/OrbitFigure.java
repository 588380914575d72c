package org.esgrima.run;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.knowm.xchart.XYChart;

/**
 * Draws the ways of two numbers, one for each player, in the plane: {@value #WIDTH} by {@value
 * #HEIGHT} pixels, one panel for each way, with equal axes and the same range.
 *
 * <p>Arrows show the vector field, a dashed circle the distance of the start from the centre, and
 * each way goes from pale to strong.
 */
public final class OrbitFigure {
  /** Width of the picture in pixels. */
  public static final int WIDTH = 1240;

  /** Height of the picture in pixels. */
  public static final int HEIGHT = 700;

  private static final int PLOT = 510; // wide and high
  private static final int TOP = 116;
  private static final int FIRST_LEFT = 88;
  private static final int SECOND_LEFT = 704;
  private static final int MARGIN = 28;

  private static final int ARROWS = 17; // in a row
  private static final int DASHES = 90; // of the circle
  private static final int SHADES = 24;
  private static final double PALEST = 0.3;
  private static final double LEAST_RANGE = 1.25; // radii of the start
  private static final double GREATEST_RANGE = 2.6;
  private static final Color FIELD = new Color(0xCDD3DA);

  /**
   * One way.
   *
   * @param title what it is
   * @param verdict how it goes, in a few words
   * @param points at least one; what lies far out of the picture is left out
   */
  public record Orbit(String title, String verdict, List<Point2D.Double> points) {
    /** Copies the list. */
    public Orbit {
      points = List.copyOf(points);
      if (points.isEmpty()) {
        throw new IllegalArgumentException("orbit without points: " + title);
      }
    }

    private Point2D start() {
      return points.get(0);
    }
  }

  private final UnaryOperator<Point2D.Double> field;
  private final double radius;
  private final double range;

  private OrbitFigure(UnaryOperator<Point2D.Double> field, Orbit first, Orbit second) {
    this.field = field;
    this.radius = first.start().distance(0, 0);
    double farthest = Math.max(farthest(first), farthest(second));
    double most = Math.min(1.06 * farthest, GREATEST_RANGE * radius);
    this.range = radius > 0 ? Math.max(most, LEAST_RANGE * radius) : 1;
  }

  private static double farthest(Orbit orbit) {
    return orbit.points().stream()
        .mapToDouble(p -> Math.max(Math.abs(p.x), Math.abs(p.y)))
        .max()
        .orElseThrow();
  }

  /**
   * Draws two ways beside each other.
   *
   * @param title of the whole picture
   * @param field the direction at a point; its length is not shown
   */
  public static BufferedImage draw(
      String title, UnaryOperator<Point2D.Double> field, Orbit first, Orbit second) {
    OrbitFigure figure = new OrbitFigure(field, first, second);
    return ChartStyle.picture(
        WIDTH,
        HEIGHT,
        graphics -> {
          ChartStyle.heading(
              graphics,
              MARGIN,
              40,
              WIDTH - MARGIN,
              title,
              new ChartStyle.Key("start", ChartStyle.INK, ChartStyle.Symbol.DOT),
              new ChartStyle.Key("end", ChartStyle.VERMILION, ChartStyle.Symbol.DOT),
              new ChartStyle.Key(
                  "distance of the start", ChartStyle.REFERENCE, ChartStyle.Symbol.DASHES));
          figure.panel(graphics, FIRST_LEFT, first);
          figure.panel(graphics, SECOND_LEFT, second);
        });
  }

  private void panel(Graphics2D graphics, int left, Orbit orbit) {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT);
    var styler = chart.getStyler();
    styler.setPlotGridLinesVisible(false);
    styler.setXAxisMin(-range).setXAxisMax(range).setYAxisMin(-range).setYAxisMax(range);
    styler.setxAxisTickLabelsFormattingFunction(ChartStyle::number);
    styler.setyAxisTickLabelsFormattingFunction(ChartStyle::number);
    styler.setXAxisTickMarkSpacingHint(80).setYAxisTickMarkSpacingHint(80);
    addAxes(chart);
    addField(chart);
    addCircle(chart);
    addOrbit(chart, orbit);
    ChartStyle.paintAround(graphics, chart, left, TOP, PLOT, PLOT);

    graphics.setColor(ChartStyle.INK);
    graphics.setFont(ChartStyle.font(Font.BOLD, 16));
    graphics.drawString(orbit.title(), left, TOP - 16);
    graphics.setFont(ChartStyle.font(Font.PLAIN, 16));
    graphics.setColor(ChartStyle.MUTED);
    int verdict = graphics.getFontMetrics().stringWidth(orbit.verdict());
    graphics.drawString(orbit.verdict(), left + PLOT - verdict, TOP - 16);
    graphics.setFont(ChartStyle.font(Font.PLAIN, 15));
    centred(graphics, "θ, the generator", left + PLOT / 2, TOP + PLOT + 54);
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(-Math.PI / 2, left - 62.0, TOP + PLOT / 2.0);
    centred(graphics, "ψ, the discriminator", left - 62, TOP + PLOT / 2);
    graphics.setTransform(upright);

    dot(graphics, left, orbit.start(), ChartStyle.INK);
    Point2D end = orbit.points().get(orbit.points().size() - 1);
    if (Math.max(Math.abs(end.getX()), Math.abs(end.getY())) <= range) {
      dot(graphics, left, end, ChartStyle.VERMILION);
    }
  }

  private static void centred(Graphics2D graphics, String text, int x, int y) {
    graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, y);
  }

  private void dot(Graphics2D graphics, int left, Point2D at, Color color) {
    double x = left + PLOT * (at.getX() + range) / (2 * range);
    double y = TOP + PLOT * (range - at.getY()) / (2 * range);
    graphics.setColor(Color.WHITE);
    graphics.fill(new Ellipse2D.Double(x - 8, y - 8, 16, 16));
    graphics.setColor(color);
    graphics.fill(new Ellipse2D.Double(x - 6, y - 6, 12, 12));
  }

  private void addAxes(XYChart chart) {
    double[] whole = {-range, range};
    double[] zero = {0, 0};
    Color color = ChartStyle.pale(ChartStyle.REFERENCE, 0.5);
    ChartStyle.line(chart, "θ axis", whole, zero, color, ChartStyle.solid(1f));
    ChartStyle.line(chart, "ψ axis", zero, whole, color, ChartStyle.solid(1f));
  }

  /** All arrows are one line with gaps: each is its shaft, then its two barbs. */
  private void addField(XYChart chart) {
    double apart = 2 * range / ARROWS;
    double length = 0.5 * apart;
    Pen pen = new Pen(7 * ARROWS * ARROWS);
    for (int i = 0; i < ARROWS * ARROWS; i++) {
      int row = i / ARROWS;
      double x = -range + apart * (i % ARROWS + 0.5);
      double y = -range + apart * (row + 0.5);
      Point2D.Double v = field.apply(new Point2D.Double(x, y));
      double speed = v.distance(0, 0);
      if (speed > 0 && Double.isFinite(speed)) {
        double dx = length * v.x / speed;
        double dy = length * v.y / speed;
        double tipX = x + dx / 2;
        double tipY = y + dy / 2;
        pen.to(x - dx / 2, y - dy / 2);
        pen.to(tipX, tipY);
        pen.lift();
        pen.to(tipX - 0.35 * dx - 0.2 * dy, tipY - 0.35 * dy + 0.2 * dx);
        pen.to(tipX, tipY);
        pen.to(tipX - 0.35 * dx + 0.2 * dy, tipY - 0.35 * dy - 0.2 * dx);
        pen.lift();
      }
    }
    pen.draw(chart, "field", FIELD, 1.2f);
  }

  private void addCircle(XYChart chart) {
    // XChart draws a curve piece by piece, so that a dashed stroke would start anew all the time.
    Pen pen = new Pen(DASHES * 5);
    for (int dash = 0; dash < DASHES; dash++) {
      for (int i = 0; i < 4; i++) {
        double angle = 2 * Math.PI * (dash + i / 6.0) / DASHES;
        pen.to(radius * Math.cos(angle), radius * Math.sin(angle));
      }
      pen.lift();
    }
    pen.draw(chart, "circle", ChartStyle.REFERENCE, 1.6f);
  }

  private void addOrbit(XYChart chart, Orbit orbit) {
    List<Point2D.Double> points = orbit.points();
    int steps = points.size() - 1;
    for (int shade = 0; shade < SHADES; shade++) {
      int from = (int) ((long) steps * shade / SHADES);
      int to = (int) ((long) steps * (shade + 1) / SHADES);
      Pen pen = new Pen(to - from + 1);
      for (Point2D.Double p : points.subList(from, to + 1)) {
        if (p.distance(0, 0) > 2 * range) {
          break;
        }
        pen.to(p.x, p.y);
      }
      double share = PALEST + (1 - PALEST) * shade / (SHADES - 1);
      pen.draw(chart, "orbit " + shade, ChartStyle.pale(ChartStyle.BLUE, share), 2.2f);
    }
  }

  /** Collects points of a line with gaps. */
  private static final class Pen {
    private final double[] x;
    private final double[] y;
    private int count;

    Pen(int most) {
      x = new double[most];
      y = new double[most];
    }

    void to(double toX, double toY) {
      x[count] = toX;
      y[count++] = toY;
    }

    void lift() {
      x[count] = x[count - 1];
      y[count++] = Double.NaN; // XChart leaves a gap there
    }

    void draw(XYChart chart, String name, Color color, float width) {
      if (count > 1) {
        double[] xs = Arrays.copyOf(x, count);
        double[] ys = Arrays.copyOf(y, count);
        ChartStyle.line(chart, name, xs, ys, color, ChartStyle.solid(width));
      }
    }
  }
}
