package org.esgrima.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.esgrima.io.Json;

/**
 * Lines over steps as SVG of any width. Long histories are thinned to {@value #MOST} points: a line
 * through the means of equal parts, and a pale band from their smallest to their largest value.
 * Values for the pointer travel with the chart as JSON.
 *
 * @param title what is shown
 * @param unit put behind every number: {@code " %"}, or nothing
 * @param reference a dashed level such as that of a coin; NaN for none
 * @param referenceName what it is
 * @param fixed the vertical range; null = that of the values
 * @param lines at least one
 */
record LineChart(
    String title,
    String unit,
    double reference,
    String referenceName,
    Axis fixed,
    List<Line> lines) {
  /** Points of a line at most. */
  static final int MOST = 300;

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 400;

  /**
   * One line.
   *
   * @param name for the legend
   * @param color name of a colour of the page's style: {@code g}, {@code d}, {@code c3}
   * @param steps ascending
   * @param values as many; what is not finite is a gap
   */
  @SuppressWarnings("ArrayRecordComponent") // shared inside this package only
  record Line(String name, String color, double[] steps, double[] values) {
    /** Only the points that have a value: for what is measured now and then. */
    Line connected() {
      int[] some =
          IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
      return new Line(
          name,
          color,
          Arrays.stream(some).mapToDouble(i -> steps[i]).toArray(),
          Arrays.stream(some).mapToDouble(i -> values[i]).toArray());
    }

    Line thinned() {
      return values.length <= MOST ? this : new Thinning(values.length, MOST).of(this);
    }

    boolean hasValues() {
      return Arrays.stream(values).anyMatch(Double::isFinite);
    }
  }

  /** A chart whose range is that of its values. */
  static LineChart of(String title, Line... lines) {
    return new LineChart(title, "", Double.NaN, "", null, List.of(lines));
  }

  /** The same with a dashed level. */
  LineChart against(double level, String name) {
    return new LineChart(title, unit, level, name, fixed, lines);
  }

  /** The same in another unit and a fixed range. */
  LineChart in(String newUnit, Axis range) {
    return new LineChart(title, newUnit, reference, referenceName, range, lines);
  }

  /** Whether there is anything to draw. */
  boolean hasValues() {
    return lines.stream().anyMatch(Line::hasValues);
  }

  /** Draws. */
  void write(Html page) {
    List<Line> drawn = lines.stream().filter(Line::hasValues).toList();
    double lastStep =
        drawn.stream().mapToDouble(l -> l.steps()[l.steps().length - 1]).max().orElse(1);
    Axis x = new Axis(0, Math.max(1, lastStep));
    Axis y =
        fixed != null ? fixed : Axis.around(drawn.stream().map(Line::values).toList(), reference);
    page.raw("<figure class=chart data-chart='").text(data(drawn, x)).raw("'>\n<figcaption>");
    page.element("b", title);
    page.raw("<span class=keys>");
    for (Line line : drawn) {
      page.raw("<span><i class=").raw(line.color()).raw("></i>").text(line.name()).raw("</span>");
    }
    if (!Double.isNaN(reference)) {
      page.raw("<span><i class=dash></i>").text(referenceName).raw("</span>");
    }
    page.raw("</span></figcaption>\n<div class=plot>");
    svg(page, drawn, x, y);
    for (double mark : y.marks()) {
      page.raw("<span class=y style='top:").raw(percent(1 - y.at(mark))).raw("'>");
      page.text(label(mark) + unit).raw("</span>");
    }
    for (double mark : x.marks()) {
      page.raw("<span class=x style='left:").raw(percent(x.at(mark))).raw("'>");
      page.text(Numbers.count(mark)).raw("</span>");
    }
    page.raw("<i class=cursor></i></div>\n<p class=readout></p></figure>\n");
  }

  private void svg(Html page, List<Line> drawn, Axis x, Axis y) {
    page.raw("<svg viewBox='0 0 " + WIDTH + " " + HEIGHT + "' preserveAspectRatio=none role=img>");
    page.element("title", title);
    for (double mark : y.marks()) {
      page.raw("<path class=grid d='M0 " + down(y, mark) + "H" + WIDTH + "'/>");
    }
    if (!Double.isNaN(reference)) {
      page.raw("<path class=ref d='M0 " + down(y, reference) + "H" + WIDTH + "'/>");
    }
    for (Line line : drawn) {
      if (line.values().length > MOST) {
        Thinning thinning = new Thinning(line.values().length, MOST);
        band(page, line.color(), thinning.of(line).steps(), thinning.extremes(line.values()), x, y);
      }
    }
    for (Line line : drawn) {
      Line thin = line.thinned();
      page.raw("<path class='line " + line.color() + "' d='" + path(thin, x, y) + "'/>");
    }
    page.raw("</svg>");
  }

  private static void band(
      Html page, String color, double[] steps, double[][] extremes, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < steps.length; i++) {
      if (Double.isFinite(extremes[0][i])) {
        path.append(path.isEmpty() ? 'M' : 'L').append(point(steps[i], extremes[1][i], x, y));
      }
    }
    for (int i = steps.length - 1; i >= 0; i--) {
      if (Double.isFinite(extremes[0][i])) {
        path.append('L').append(point(steps[i], extremes[0][i], x, y));
      }
    }
    page.raw("<path class='band " + color + "' d='" + path + "Z'/>");
  }

  private static String path(Line line, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < line.steps().length; i++) {
      double value = line.values()[i];
      if (Double.isFinite(value)) {
        path.append(pen ? 'L' : 'M').append(point(line.steps()[i], value, x, y));
        // A lone point: a line of no length, which round caps make a dot.
        boolean lone =
            !pen && (i + 1 == line.steps().length || !Double.isFinite(line.values()[i + 1]));
        path.append(lone ? "h0" : "");
      }
      pen = Double.isFinite(value);
    }
    return path.toString();
  }

  private static String point(double step, double value, Axis x, Axis y) {
    return String.format(Locale.ROOT, "%.1f %s", WIDTH * x.at(step), down(y, value));
  }

  private static String down(Axis y, double value) {
    return String.format(Locale.ROOT, "%.1f", HEIGHT * (1 - y.at(value)));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  /** A round number, without the noise of its last bits. */
  private static String label(double mark) {
    double size = Math.abs(mark);
    String text;
    if (size >= 1e4 && size < 1e7) {
      text = Numbers.count(mark);
    } else if (mark == 0 || (size >= 1e-5 && size < 1e7)) {
      BigDecimal rounded = new BigDecimal(mark).round(new MathContext(4));
      text = mark == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    } else {
      text = String.format(Locale.ROOT, "%.1e", mark);
    }
    return text.replace("-", "−");
  }

  private String data(List<Line> drawn, Axis x) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Line line : drawn) {
      Line thin = line.thinned();
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", line.name());
      one.put("x", Arrays.stream(thin.steps()).mapToObj(s -> (Object) Math.round(s)).toList());
      one.put("y", Arrays.stream(thin.values()).mapToObj(v -> Numbers.significant(v)).toList());
      all.add(one);
    }
    return Json.json(Map.of("last", x.high(), "unit", unit, "lines", all));
  }
}
