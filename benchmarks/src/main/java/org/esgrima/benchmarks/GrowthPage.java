package org.esgrima.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.esgrima.benchmarks.GrowthCase.Model;
import org.esgrima.run.LogLogFigure;
import org.esgrima.run.Png;

/** {@code docs/GROWTH.md} and its picture. */
record GrowthPage(Function<GrowthCase, GrowthMeasures> measured) {
  private static final String PICTURE = "growth.png";
  private static final double MEGA = 1e6;

  /** Writes both; the picture goes to {@code images} beside the page. */
  void write(Path page, List<String> facts) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("machine", "| | |\n|---|---|\n" + String.join("\n", facts));
    for (Model model : Model.values()) {
      texts.put(model.name().toLowerCase(Locale.ROOT), String.join("\n", table(model)));
    }
    texts.put("exponents", String.join("\n", exponents()));
    texts.putAll(OnPaper.texts());
    Png.write(page.resolveSibling("images").resolve(PICTURE), LogLogFigure.draw(panels(), 2));
    Page.fill(page, "GROWTH.md", texts);
  }

  /** A point in a line of text. */
  static String line(GrowthMeasures measures) {
    return "%s ms a step, %s MB"
        .formatted(range(measures.steps(), 1e3), range(measures.peaks(), 1 / MEGA));
  }

  private List<String> table(Model model) {
    List<String> rows = new ArrayList<>();
    rows.add("| | ms a step | GFLOP a step | GFLOP/s | most memory, MB | beyond the program, MB |");
    rows.add("|---|---|---|---|---|---|");
    for (GrowthQuantity quantity : GrowthQuantity.values()) {
      for (GrowthCase point : quantity.points(model)) {
        boolean base = point.equals(GrowthQuantity.base(model));
        GrowthMeasures m = measured.apply(point);
        double flops = point.flops();
        rows.add(
            "| %s %s%s | %s | %s | %s | %s | %s |"
                .formatted(
                    quantity.title(),
                    String.format(Locale.ROOT, "%,d", quantity.of(point)),
                    base ? " (base)" : "",
                    range(m.steps(), 1e3),
                    number(flops / 1e9),
                    number(flops / 1e9 / m.steps().median()),
                    range(m.peaks(), 1 / MEGA),
                    number(m.work().median() / MEGA)));
      }
    }
    return rows;
  }

  private List<String> exponents() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| | DCGAN: FLOP | time | memory beyond the program | StyleGAN2: FLOP | time | memory beyond"
            + " the program |");
    rows.add("|---|---|---|---|---|---|---|");
    for (GrowthQuantity quantity : GrowthQuantity.values()) {
      StringBuilder row = new StringBuilder("| " + quantity.title() + " |");
      for (Model model : Model.values()) {
        row.append(" %s |".formatted(slope(quantity, model, GrowthCase::flops)));
        row.append(" %s |".formatted(slope(quantity, model, this::seconds)));
        row.append(" %s |".formatted(slope(quantity, model, this::work)));
      }
      rows.add(row.toString());
    }
    return rows;
  }

  private double seconds(GrowthCase point) {
    return measured.apply(point).steps().median();
  }

  private double work(GrowthCase point) {
    return measured.apply(point).work().median();
  }

  private static String slope(
      GrowthQuantity quantity, Model model, ToDoubleFunction<GrowthCase> y) {
    List<GrowthCase> points = quantity.points(model);
    PowerLaw law =
        PowerLaw.of(
            points.stream().map(point -> (double) quantity.of(point)).toList(),
            points.stream().map(y::applyAsDouble).toList());
    String text = String.format(Locale.ROOT, "%.2f", law.exponent());
    return text.equals("-0.00") ? "0.00" : text.replace("-", "−");
  }

  private List<LogLogFigure.Panel> panels() {
    List<LogLogFigure.Panel> panels = new ArrayList<>();
    for (GrowthQuantity quantity : GrowthQuantity.values()) {
      panels.add(panel(quantity, "Milliseconds a step", GrowthMeasures::steps, 1e3));
      panels.add(panel(quantity, "Memory beyond the program, MB", GrowthMeasures::work, 1 / MEGA));
    }
    return panels;
  }

  private LogLogFigure.Panel panel(
      GrowthQuantity quantity,
      String title,
      Function<GrowthMeasures, Timings> what,
      double factor) {
    List<LogLogFigure.Line> lines = new ArrayList<>();
    for (Model model : Model.values()) {
      List<LogLogFigure.Point> points = new ArrayList<>();
      for (GrowthCase point : quantity.points(model)) {
        Timings found = what.apply(measured.apply(point));
        points.add(
            new LogLogFigure.Point(
                quantity.of(point),
                factor * found.median(),
                factor * found.least(),
                factor * found.most()));
      }
      String name =
          "%s: slope %s"
              .formatted(
                  model.title(),
                  slope(quantity, model, point -> what.apply(measured.apply(point)).median()));
      lines.add(new LogLogFigure.Line(name, points));
    }
    return new LogLogFigure.Panel(title, quantity.unit(), lines);
  }

  private static String range(Timings timings, double factor) {
    return "%s (%s–%s)"
        .formatted(
            number(factor * timings.median()),
            number(factor * timings.least()),
            number(factor * timings.most()));
  }

  private static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
