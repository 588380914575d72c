package org.esgrima.run;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/**
 * Every generator against every discriminator in one picture: at the left the share of rounds that
 * the generator wins, from blue (none) over white (half) to vermilion (all), at the right the
 * rating of each player over steps.
 */
public final class TournamentFigure {
  private static final int TABLE = 560;
  private static final int LEFT = 116;
  private static final int TOP = 84;
  private static final int BELOW = 76;
  private static final int LEGEND_GAP = 28;
  private static final int LEGEND = 18;
  private static final int RATINGS_LEFT = LEFT + TABLE + 206;
  private static final int RATINGS = 400;
  private static final int RIGHT = 32;
  private static final int WIDTH = RATINGS_LEFT + RATINGS + RIGHT;
  private static final int HEIGHT = TOP + TABLE + BELOW;
  private static final int SMALLEST_WITH_NUMBER = 34;

  private final List<Long> steps;
  private final double[][] winRates;
  private final double[] discriminators;
  private final double[] generators;

  private TournamentFigure(
      List<Long> steps, double[][] winRates, double[] discriminators, double[] generators) {
    this.steps = steps;
    this.winRates = winRates;
    this.discriminators = discriminators;
    this.generators = generators;
  }

  /**
   * Draws a tournament.
   *
   * @param steps moments of the players, ascending
   * @param winRates of generators, in [0,1]: a row for each discriminator, a column for each
   *     generator
   * @param discriminators their ratings
   * @param generators their ratings
   */
  public static BufferedImage draw(
      List<Long> steps, double[][] winRates, List<Double> discriminators, List<Double> generators) {
    TournamentFigure figure =
        new TournamentFigure(steps, winRates, numbers(discriminators), numbers(generators));
    return ChartStyle.picture(WIDTH, HEIGHT, figure::paint);
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Blue for 0, white for a half, vermilion for 1. */
  static Color color(double share) {
    Color full = share < 0.5 ? ChartStyle.BLUE : ChartStyle.VERMILION;
    return ChartStyle.pale(full, Math.min(1, Math.abs(share - 0.5) * 2));
  }

  private void paint(Graphics2D graphics) {
    ratings(graphics); // first, since a chart paints more than its own area white
    ChartStyle.heading(graphics, LEFT, 30, LEFT + TABLE, "Rounds won by the generator");
    text(graphics, "of 100; a coin would win 50", LEFT, 54);
    for (int d = 0; d < steps.size(); d++) {
      for (int g = 0; g < steps.size(); g++) {
        cell(graphics, d, g);
      }
    }
    axes(graphics);
    legend(graphics);
  }

  private int edge(int index) {
    return (int) Math.round((double) index * TABLE / steps.size());
  }

  private void cell(Graphics2D graphics, int d, int g) {
    int x = LEFT + edge(g);
    int y = TOP + TABLE - edge(d + 1);
    int width = edge(g + 1) - edge(g);
    int height = edge(d + 1) - edge(d);
    double share = winRates[d][g];
    graphics.setColor(color(share));
    graphics.fillRect(x, y, width - 1, height - 1);
    if (width >= SMALLEST_WITH_NUMBER) {
      String number = Long.toString(Math.round(100 * share));
      graphics.setFont(ChartStyle.font(Font.PLAIN, Math.min(17, width / 3 + 2)));
      graphics.setColor(Math.abs(share - 0.5) > 0.33 ? Color.WHITE : ChartStyle.INK);
      var metrics = graphics.getFontMetrics();
      graphics.drawString(
          number,
          x + (width - metrics.stringWidth(number)) / 2,
          y + (height + metrics.getAscent() - metrics.getDescent()) / 2);
    }
  }

  private void axes(Graphics2D graphics) {
    graphics.setFont(ChartStyle.font(Font.PLAIN, 15));
    graphics.setColor(ChartStyle.MUTED);
    var metrics = graphics.getFontMetrics();
    int widest = steps.stream().mapToInt(s -> metrics.stringWidth(label(s))).max().orElse(1);
    int every = (int) Math.ceil((widest + 14.0) * steps.size() / TABLE);
    for (int i = steps.size() - 1; i >= 0; i -= every) {
      String label = label(steps.get(i));
      int middle = LEFT + (edge(i) + edge(i + 1)) / 2;
      graphics.drawString(label, middle - metrics.stringWidth(label) / 2, TOP + TABLE + 22);
    }
    int everyRow = (int) Math.ceil(20.0 * steps.size() / TABLE);
    for (int i = steps.size() - 1; i >= 0; i -= everyRow) {
      String label = label(steps.get(i));
      int middle = TOP + TABLE - (edge(i) + edge(i + 1)) / 2;
      graphics.drawString(label, LEFT - 10 - metrics.stringWidth(label), middle + 5);
    }
    String below = "generator after steps";
    graphics.drawString(below, LEFT + (TABLE - metrics.stringWidth(below)) / 2, TOP + TABLE + 52);
    Graphics2D turned = (Graphics2D) graphics.create();
    String beside = "discriminator after steps";
    turned.rotate(-Math.PI / 2, 26, TOP + TABLE / 2.0);
    turned.drawString(beside, 26 - metrics.stringWidth(beside) / 2, TOP + TABLE / 2);
    turned.dispose();
  }

  private static String label(long step) {
    return String.format(Locale.ROOT, "%,d", step);
  }

  private static void legend(Graphics2D graphics) {
    int x = LEFT + TABLE + LEGEND_GAP;
    for (int y = 0; y < TABLE; y++) {
      graphics.setColor(color(1 - (y + 0.5) / TABLE));
      graphics.fillRect(x, TOP + y, LEGEND, 1);
    }
    String[] marks = {"100 G wins", "75", "50 a coin", "25", "0 D wins"};
    for (int i = 0; i < marks.length; i++) {
      int y = TOP + (int) Math.round(i * (TABLE - 1.0) / (marks.length - 1));
      text(graphics, marks[i], x + LEGEND + 8, y + 5);
    }
  }

  private static void text(Graphics2D graphics, String text, int x, int y) {
    graphics.setFont(ChartStyle.font(Font.PLAIN, 15));
    graphics.setColor(ChartStyle.MUTED);
    graphics.drawString(text, x, y);
  }

  private void ratings(Graphics2D graphics) {
    XYChart chart = ChartStyle.chart(RATINGS + 200, TABLE + 100);
    var styler = chart.getStyler();
    double low = all().min().orElse(0);
    double high = all().max().orElse(1);
    double margin = Math.max(25, 0.06 * (high - low));
    styler.setYAxisMin(low - margin).setYAxisMax(high + margin);
    double first = steps.get(0);
    double last = steps.get(steps.size() - 1);
    double spare = 0.02 * Math.max(1, last - first);
    styler.setXAxisMin(first - spare).setXAxisMax(last + spare);
    styler.setYAxisTickMarkSpacingHint(60);
    styler.setXAxisTickMarkSpacingHint(130);
    styler.setxAxisTickLabelsFormattingFunction(v -> label(Math.round(v)));
    styler.setyAxisTickLabelsFormattingFunction(v -> label(Math.round(v)));
    chart.setXAxisTitle("steps");
    styler.setXAxisTitleVisible(true);
    double[] x = steps.stream().mapToDouble(Long::doubleValue).toArray();
    BasicStroke stroke = ChartStyle.solid(2.6f);
    // XChart labels the data's own steps, crowded, where all series share them: this one does not.
    double[] ends = {first - spare, last + spare};
    double[] floor = {low - margin, low - margin};
    ChartStyle.line(chart, "floor", ends, floor, Color.WHITE, ChartStyle.solid(0.1f));
    ChartStyle.line(chart, "generator", x, generators, ChartStyle.VERMILION, stroke);
    ChartStyle.line(chart, "discriminator", x, discriminators, ChartStyle.BLUE, stroke);
    ChartStyle.paintAround(graphics, chart, RATINGS_LEFT, TOP, RATINGS, TABLE);
    ChartStyle.heading(graphics, RATINGS_LEFT, 30, RATINGS_LEFT + RATINGS, "Rating");
    ChartStyle.heading(
        graphics,
        RATINGS_LEFT,
        54,
        RATINGS_LEFT + RATINGS,
        "",
        new ChartStyle.Key("generator", ChartStyle.VERMILION, ChartStyle.Symbol.LINE),
        new ChartStyle.Key("discriminator", ChartStyle.BLUE, ChartStyle.Symbol.LINE));
  }

  private DoubleStream all() {
    return DoubleStream.concat(Arrays.stream(generators), Arrays.stream(discriminators));
  }
}
