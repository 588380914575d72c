package org.esgrima.run;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * How something grows with something else: panels with logarithms on both axes, so that a power is
 * a straight line and its exponent the slope. A bar through a point goes from the least to the most
 * that was measured there. The axis at the left spans a factor of four at least, so that nothing
 * that is flat looks steep.
 */
public final class LogLogFigure {
  private static final int PANEL_WIDTH = 620;
  private static final int PANEL_HEIGHT = 316;
  private static final int LEFT = 84;
  private static final int RIGHT = 28;
  private static final int TOP = 76;
  private static final int BELOW = 58;
  private static final int DOT = 9;
  private static final double LEAST_SPAN = Math.log(4);
  private static final double MARGIN = 0.06; // of the span
  private static final Color GRID = new Color(0xE7EAEE);
  private static final List<Color> COLORS = List.of(ChartStyle.BLUE, ChartStyle.VERMILION);

  private final List<Panel> panels;
  private final int columns;

  private LogLogFigure(List<Panel> panels, int columns) {
    this.panels = panels;
    this.columns = columns;
  }

  /**
   * What was measured at one place; all numbers are above 0.
   *
   * @param y between {@code least} and {@code most}
   */
  public record Point(double x, double y, double least, double most) {}

  /**
   * Points in ascending order of x.
   *
   * @param name for the legend
   */
  public record Line(String name, List<Point> points) {}

  /**
   * One picture of the figure.
   *
   * @param unit of x, below the axis
   * @param lines one or two
   */
  public record Panel(String title, String unit, List<Line> lines) {}

  /**
   * Draws panels row by row.
   *
   * @param columns panels of a row
   */
  public static BufferedImage draw(List<Panel> panels, int columns) {
    int rows = (panels.size() + columns - 1) / columns;
    LogLogFigure figure = new LogLogFigure(List.copyOf(panels), columns);
    return ChartStyle.picture(columns * PANEL_WIDTH, rows * PANEL_HEIGHT, figure::paint);
  }

  private void paint(Graphics2D graphics) {
    for (int i = 0; i < panels.size(); i++) {
      Graphics2D moved = (Graphics2D) graphics.create();
      moved.translate(i % columns * PANEL_WIDTH, i / columns * PANEL_HEIGHT);
      paint(moved, panels.get(i));
      moved.dispose();
    }
  }

  private static void paint(Graphics2D graphics, Panel panel) {
    List<ChartStyle.Key> keys = new ArrayList<>();
    for (int i = 0; i < panel.lines().size(); i++) {
      String name = panel.lines().get(i).name();
      keys.add(new ChartStyle.Key(name, COLORS.get(i), ChartStyle.Symbol.LINE));
    }
    int right = PANEL_WIDTH - RIGHT;
    ChartStyle.heading(graphics, LEFT, 30, right, panel.title());
    ChartStyle.heading(graphics, LEFT, 56, right, "", keys.toArray(ChartStyle.Key[]::new));
    Axis x = Axis.of(numbers(panel, point -> DoubleStream.of(point.x())), 0);
    Axis y =
        Axis.of(numbers(panel, point -> DoubleStream.of(point.least(), point.most())), LEAST_SPAN);
    labels(graphics, panel, x, y);
    for (int i = 0; i < panel.lines().size(); i++) {
      line(graphics, panel.lines().get(i), COLORS.get(i), x, y);
    }
  }

  private static double[] numbers(Panel panel, Function<Point, DoubleStream> ofPoint) {
    return panel.lines().stream()
        .flatMap(line -> line.points().stream())
        .flatMapToDouble(ofPoint)
        .toArray();
  }

  private static double screenX(Axis axis, double value) {
    return LEFT + axis.share(value) * (PANEL_WIDTH - LEFT - RIGHT);
  }

  private static double screenY(Axis axis, double value) {
    return PANEL_HEIGHT - BELOW - axis.share(value) * (PANEL_HEIGHT - TOP - BELOW);
  }

  private static void labels(Graphics2D graphics, Panel panel, Axis x, Axis y) {
    graphics.setFont(ChartStyle.font(Font.PLAIN, 15));
    graphics.setStroke(ChartStyle.solid(1f));
    var metrics = graphics.getFontMetrics();
    for (double tick : y.ticks()) {
      int at = (int) Math.round(screenY(y, tick));
      graphics.setColor(GRID);
      graphics.drawLine(LEFT, at, PANEL_WIDTH - RIGHT, at);
      graphics.setColor(ChartStyle.MUTED);
      String text = ChartStyle.number(tick);
      graphics.drawString(text, LEFT - 10 - metrics.stringWidth(text), at + 5);
    }
    TreeSet<Double> places = new TreeSet<>();
    for (double place : numbers(panel, point -> DoubleStream.of(point.x()))) {
      places.add(place);
    }
    for (double place : places) {
      String text = String.format(Locale.ROOT, "%,.0f", place);
      int middle = (int) Math.round(screenX(x, place));
      graphics.drawString(text, middle - metrics.stringWidth(text) / 2, PANEL_HEIGHT - BELOW + 22);
    }
    int centre = (LEFT + PANEL_WIDTH - RIGHT) / 2;
    graphics.drawString(
        panel.unit(), centre - metrics.stringWidth(panel.unit()) / 2, PANEL_HEIGHT - 14);
  }

  private static void line(Graphics2D graphics, Line line, Color color, Axis x, Axis y) {
    Path2D way = new Path2D.Double();
    graphics.setColor(color);
    graphics.setStroke(ChartStyle.solid(1.5f));
    for (Point point : line.points()) {
      double atX = screenX(x, point.x());
      double atY = screenY(y, point.y());
      if (way.getCurrentPoint() == null) {
        way.moveTo(atX, atY);
      } else {
        way.lineTo(atX, atY);
      }
      int column = (int) Math.round(atX);
      graphics.drawLine(
          column,
          (int) Math.round(screenY(y, point.least())),
          column,
          (int) Math.round(screenY(y, point.most())));
      graphics.fill(new Ellipse2D.Double(atX - DOT / 2.0, atY - DOT / 2.0, DOT, DOT));
    }
    graphics.setStroke(ChartStyle.solid(2.5f));
    graphics.draw(way);
  }

  /** From a number to a place between 0 and 1. */
  record Axis(double low, double high) {
    static Axis of(double[] values, double leastSpan) {
      double least = Math.log(DoubleStream.of(values).min().orElse(1));
      double most = Math.log(DoubleStream.of(values).max().orElse(1));
      double missing = Math.max(0, leastSpan - (most - least)) / 2;
      double margin = MARGIN * Math.max(most - least, Math.max(leastSpan, 0.1));
      return new Axis(least - missing - margin, most + missing + margin);
    }

    double share(double value) {
      return (Math.log(value) - low) / (high - low);
    }

    /** Round numbers within; the more of them in a decade, the fewer decades there are. */
    List<Double> ticks() {
      int[] digits =
          high - low > Math.log(500)
              ? new int[] {1}
              : high - low > Math.log(10) ? new int[] {1, 2, 5} : new int[] {1, 2, 3, 4, 5, 7};
      List<Double> found = new ArrayList<>();
      for (int power = -12; power <= 15; power++) {
        for (int digit : digits) {
          double tick = digit * Math.pow(10, power);
          if (Math.log(tick) >= low && Math.log(tick) <= high) {
            found.add(tick);
          }
        }
      }
      return found;
    }
  }
}
