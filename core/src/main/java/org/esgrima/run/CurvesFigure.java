package org.esgrima.run;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/**
 * The history of the game in one picture of {@value #WIDTH} by {@value #HEIGHT} pixels: {@code
 * figures/curves.png}.
 *
 * <p>From top to bottom, over steps: the adversarial losses of both players; the share of real and
 * of synthetic samples that the discriminator recognises, against the 50 % of a coin; the value of
 * the game V(D,G) against −log 4, which it has when both distributions are equal and D is optimal
 * (Goodfellow et al. 2014, Theorem 1). With many ticks, a pale line shows every tick and a strong
 * one the trend. Gaps are ticks without a number.
 */
public final class CurvesFigure {
  /** Width of the picture in pixels. */
  public static final int WIDTH = 1200;

  /** Height of the picture in pixels. */
  public static final int HEIGHT = 1350;

  private static final double EQUILIBRIUM = -Math.log(4);
  private static final int PANEL = HEIGHT / 3;
  private static final int HEADING = 56;
  private static final int MARGIN = 28;
  private static final int PLOT_LEFT = 92;
  private static final int PLOT_BELOW = 64;

  private final StatsLog.Content stats;
  private final double[] steps;

  private CurvesFigure(StatsLog.Content stats) {
    this.stats = stats;
    this.steps = stats.column(StatsLog.STEP);
  }

  /**
   * Draws the history.
   *
   * @throws InputException if there is none yet
   */
  public static BufferedImage draw(StatsLog.Content stats) {
    CurvesFigure figure = new CurvesFigure(stats);
    return ChartStyle.picture(WIDTH, HEIGHT, figure::paint);
  }

  /**
   * Reads {@code stats.jsonl} of a run and writes {@code figures/curves.png}.
   *
   * @return the picture's file
   * @throws InputException if there is no history, or the picture cannot be written
   */
  public static Path write(RunDirectory run) {
    StatsLog.Content stats = StatsLog.read(run.statsFile());
    if (stats.lines().isEmpty()) {
      throw new InputException(
          "empty history", run.statsFile(), "at least one line", "none", "Train for a while first");
    }
    Path file = run.figuresDirectory().resolve("curves.png");
    Png.write(file, draw(stats));
    return file;
  }

  private void paint(Graphics2D graphics) {
    Line generator =
        new Line("generator", stats.column("loss/g/adversarial"), ChartStyle.VERMILION);
    Line discriminator =
        new Line("discriminator", stats.column("loss/d/adversarial"), ChartStyle.BLUE);
    Line real = new Line("on real samples", percent("accuracy/real"), ChartStyle.BLUE);
    Line fake = new Line("on synthetic samples", percent("accuracy/fake"), ChartStyle.VERMILION);
    Line pairs = new Line("on pairs of both", percent("ranking/fake"), ChartStyle.GREEN);
    Line value = new Line("V(D,G)", stats.column("value"), ChartStyle.BLUE);

    panel(
        graphics,
        0,
        "Adversarial loss",
        Range.around(generator, discriminator),
        Mark.NONE,
        generator,
        discriminator);
    panel(
        graphics,
        1,
        "What the discriminator recognises",
        new Range(-4, 104),
        new Mark("a coin, 50 %", 50),
        Stream.of(real, fake, pairs).filter(Line::hasValues).toArray(Line[]::new));
    panel(
        graphics,
        2,
        "Value of the game",
        Range.around(value).including(EQUILIBRIUM),
        new Mark("equilibrium, −log 4", EQUILIBRIUM),
        value);
  }

  private double[] percent(String key) {
    return Arrays.stream(stats.column(key)).map(share -> 100 * share).toArray();
  }

  private void panel(
      Graphics2D graphics, int row, String title, Range range, Mark mark, Line... lines) {
    XYChart chart = ChartStyle.chart(WIDTH, PANEL - HEADING);
    var styler = chart.getStyler();
    styler.setYAxisMin(range.low()).setYAxisMax(range.high());
    double lastStep = Math.max(1, steps[steps.length - 1]);
    styler.setXAxisMin(-0.01 * lastStep).setXAxisMax(1.02 * lastStep);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setYAxisTickMarkSpacingHint(60);
    styler.setXAxisTickMarkSpacingHint(120);
    styler.setyAxisTickLabelsFormattingFunction(
        row == 1 ? v -> ChartStyle.number(v) + " %" : ChartStyle::number);
    styler.setxAxisTickLabelsFormattingFunction(v -> String.format(Locale.ROOT, "%,.0f", v));
    chart.setXAxisTitle(row == 2 ? xTitle() : "");
    styler.setXAxisTitleVisible(row == 2);

    double[] ends = {0, lastStep};
    double[] floor = {range.low(), range.low()};
    // XChart labels the data's own steps, crowded, where all series share them: this one does not.
    ChartStyle.line(chart, "floor", ends, floor, Color.WHITE, ChartStyle.solid(0.1f));

    ChartStyle.Key[] keys = new ChartStyle.Key[lines.length + (mark.isNone() ? 0 : 1)];
    if (!mark.isNone()) {
      keys[lines.length] =
          new ChartStyle.Key(mark.text(), ChartStyle.REFERENCE, ChartStyle.Symbol.DASHES);
      double[] level = {mark.value(), mark.value()};
      ChartStyle.line(chart, mark.text(), ends, level, ChartStyle.REFERENCE, ChartStyle.dashed());
    }
    int window = Smoothing.window(steps.length);
    BasicStroke strong = ChartStyle.solid(2.6f);
    for (Line line : lines) {
      if (window > 1) {
        Color pale = ChartStyle.pale(line.color(), 0.3);
        ChartStyle.line(
            chart, line.name() + ", every tick", steps, line.values(), pale, ChartStyle.solid(1f));
      }
    }
    for (int i = 0; i < lines.length; i++) {
      double[] smooth = Smoothing.trend(lines[i].values(), window);
      ChartStyle.line(chart, lines[i].name(), steps, smooth, lines[i].color(), strong);
      keys[i] = new ChartStyle.Key(lines[i].name(), lines[i].color(), ChartStyle.Symbol.LINE);
    }
    int top = row * PANEL;
    int width = WIDTH - PLOT_LEFT - MARGIN;
    int height = PANEL - HEADING - PLOT_BELOW;
    ChartStyle.paintAround(graphics, chart, PLOT_LEFT, top + HEADING, width, height);
    ChartStyle.heading(graphics, MARGIN, top + HEADING - 16, WIDTH - MARGIN, title, keys);
  }

  private String xTitle() {
    double[] images = stats.column("images");
    double perStep = images[images.length - 1] / steps[steps.length - 1];
    return Double.isFinite(perStep) && perStep >= 1
        ? "steps (each shows the discriminator " + Math.round(perStep) + " real images)"
        : "steps";
  }

  @SuppressWarnings("ArrayRecordComponent") // shared inside this class only
  private record Line(String name, double[] values, Color color) {
    boolean hasValues() {
      return Arrays.stream(values).anyMatch(Double::isFinite);
    }
  }

  private record Mark(String text, double value) {
    static final Mark NONE = new Mark("", Double.NaN);

    boolean isNone() {
      return Double.isNaN(value);
    }
  }

  /** The vertical range of a panel. */
  private record Range(double low, double high) {
    /** All values but the wildest hundredth at either end, which would flatten the rest. */
    static Range around(Line... lines) {
      double[] all =
          Arrays.stream(lines)
              .flatMapToDouble(line -> Arrays.stream(line.values()))
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      if (all.length == 0) {
        return new Range(0, 1);
      }
      int cut = all.length / 100;
      return new Range(all[cut], all[all.length - 1 - cut]).widened();
    }

    Range including(double value) {
      return new Range(Math.min(low, value), Math.max(high, value)).widened();
    }

    private Range widened() {
      double margin = Math.max(0.05 * (high - low), 1e-3);
      return new Range(low - margin, high + margin);
    }
  }
}
