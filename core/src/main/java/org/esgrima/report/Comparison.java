package org.esgrima.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;

/** Several runs side by side: first how their settings differ, then what came of them. */
public final class Comparison {
  /** Colours of runs that the page's style knows. */
  static final int COLORS = 8;

  private final List<RunFacts> runs;

  private Comparison(List<RunFacts> runs) {
    this.runs = runs;
  }

  /**
   * One line of a table.
   *
   * @param name a key or the name of a figure
   * @param values one for each run
   */
  public record Row(String name, List<String> values) {
    /** Copies the list. */
    public Row {
      values = List.copyOf(values);
    }
  }

  /**
   * One figure of a run.
   *
   * @param text the figure, for people; – for none
   * @param step the step that it is of, where that is not the last
   */
  public record Figure(String text, OptionalLong step) {
    private static final Figure NONE = of("–");

    private static Figure of(String text) {
      return new Figure(text, OptionalLong.empty());
    }

    /** In English. */
    @Override
    public String toString() {
      return step.isPresent() ? text + " at step " + Numbers.count(step.getAsLong()) : text;
    }
  }

  /**
   * One line of the table of figures.
   *
   * @param name of the figure
   * @param values one for each run
   */
  public record Figures(String name, List<Figure> values) {
    /** Copies the list. */
    public Figures {
      values = List.copyOf(values);
    }

    /** In English. */
    public Row row() {
      return new Row(name, values.stream().map(Figure::toString).toList());
    }
  }

  /**
   * Reads runs.
   *
   * @param directories at least two
   * @throws org.esgrima.InputException if a run cannot be read
   */
  public static Comparison of(List<RunDirectory> directories) {
    return new Comparison(directories.stream().map(RunFacts::of).toList());
  }

  /** Names of the runs, in order. */
  public List<String> names() {
    return runs.stream().map(run -> run.run().name()).toList();
  }

  /** The settings that are not the same in all runs. */
  public List<Row> settings() {
    List<Settings> all = runs.stream().map(run -> Settings.of(run.config())).toList();
    Set<String> keys = new LinkedHashSet<>();
    all.forEach(settings -> keys.addAll(settings.values().keySet()));
    return keys.stream()
        .filter(key -> all.stream().anyMatch(one -> !one.agrees(all.get(0), key)))
        .map(key -> new Row(key, all.stream().map(one -> one.value(key)).toList()))
        .toList();
  }

  /**
   * What came of the runs: the last tick, the best checkpoint, the newest figure of each metric.
   */
  public List<Figures> figures() {
    List<Figures> rows = new ArrayList<>();
    add(rows, "steps", "step", n -> Numbers.count(n));
    add(rows, "images", "images", n -> Numbers.count(n));
    add(rows, "time", "seconds", Numbers::duration);
    add(rows, "images/s", "images-per-second", n -> Numbers.count(n));
    add(rows, "loss of G", "loss/g/adversarial", Numbers::significant);
    add(rows, "loss of D", "loss/d/adversarial", Numbers::significant);
    add(rows, "D right on real", "accuracy/real", Numbers::percent);
    add(rows, "D right on synthetic", "accuracy/fake", Numbers::percent);
    add(rows, "D right on pairs of both", "ranking/fake", Numbers::percent);
    add(rows, "V(D,G)", "value", Numbers::significant);
    rows.add(
        new Figures(
            "best checkpoint",
            runs.stream()
                .map(run -> run.best().map(Comparison::best).orElse(Figure.NONE))
                .toList()));
    measurements(rows);
    return rows;
  }

  private static Figure best(CheckpointKeeper.Best best) {
    return new Figure(
        best.metric() + " " + Numbers.significant(best.value()), OptionalLong.of(best.step()));
  }

  private void add(List<Figures> rows, String name, String key, DoubleFunction<String> format) {
    rows.add(
        new Figures(
            name, runs.stream().map(run -> Figure.of(format.apply(run.last(key)))).toList()));
  }

  private void measurements(List<Figures> rows) {
    List<Map<String, JsonNode>> all =
        runs.stream().map(run -> new Measurements(run.measurements()).byMetric()).toList();
    Set<String> metrics = new LinkedHashSet<>();
    all.forEach(found -> metrics.addAll(found.keySet()));
    for (String metric : metrics) {
      rows.add(
          new Figures(
              metric, all.stream().map(found -> Figure.of(words(found.get(metric)))).toList()));
    }
  }

  private static String words(JsonNode measurement) {
    if (measurement == null) {
      return "–";
    }
    String interval = Measurements.interval(measurement.path("interval"));
    return Measurements.number(measurement.path("value"))
        + (interval.equals("–") ? "" : ", " + interval)
        + (measurement.path("floor").isNumber()
            ? ", floor " + Measurements.number(measurement.path("floor"))
            : "");
  }

  /**
   * Writes a page with both tables, the curves over each other and the last sheets.
   *
   * @param file replaced if it exists
   * @throws org.esgrima.InputException if it cannot be written, or a sheet cannot be read
   */
  public void write(Path file) {
    Page.write(file, html());
  }

  String html() {
    Html page = new Html();
    page.raw("<header>").element("h1", runs.size() + " runs side by side").raw("<p class=keys>");
    for (int i = 0; i < runs.size(); i++) {
      page.raw("<span><i class=" + color(i) + "></i>").text(names().get(i)).raw("</span>");
    }
    page.raw("</p></header>\n<section>").element("h2", "Settings that differ");
    if (settings().isEmpty()) {
      page.element("p", "None: these runs were asked for the same.");
    } else {
      table(page, "key", settings());
    }
    page.raw("</section>\n<section>").element("h2", "What came of them");
    table(page, "figure", figures().stream().map(Figures::row).toList());
    page.raw("</section>\n<section>").element("h2", "Curves").raw("<div class=charts>");
    charts().stream().filter(LineChart::hasValues).forEach(chart -> chart.write(page));
    page.raw("</div></section>\n<section>").element("h2", "Last samples");
    sheets(page);
    page.raw("</section>\n");
    return Page.of("Esgrima: " + String.join(", ", names()), page);
  }

  private void table(Html page, String first, List<Row> rows) {
    List<String> head = new ArrayList<>(List.of(first));
    head.addAll(names());
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.name()));
      line.addAll(row.values());
      cells.add(line);
    }
    page.table(head, cells);
  }

  private static String color(int run) {
    return "c" + run % COLORS;
  }

  private List<LineChart> charts() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("loss/g/adversarial", "Adversarial loss of the generator");
    keys.put("loss/d/adversarial", "Adversarial loss of the discriminator");
    keys.put("accuracy/real", "Share of real samples that D recognises");
    keys.put("accuracy/fake", "Share of synthetic samples that D recognises");
    keys.put("value", "Value of the game");
    keys.put("sliced-wasserstein", "Distance from real samples (sliced Wasserstein)");
    List<LineChart> charts = new ArrayList<>();
    keys.forEach(
        (key, title) -> {
          List<LineChart.Line> lines = new ArrayList<>();
          for (int i = 0; i < runs.size(); i++) {
            StatsLog.Content history = runs.get(i).history();
            lines.add(
                new LineChart.Line(
                        names().get(i),
                        color(i),
                        history.column(StatsLog.STEP),
                        history.column(key))
                    .connected());
          }
          LineChart chart = LineChart.of(title, lines.toArray(LineChart.Line[]::new));
          if (key.startsWith("accuracy/")) {
            chart = chart.in("", new Axis(-0.03, 1.03)).against(0.5, "a coin");
          } else if (key.equals("value")) {
            chart = chart.against(-Math.log(4), "−log 4");
          }
          charts.add(chart);
        });
    return charts;
  }

  private void sheets(Html page) {
    page.raw("<div class=samples>");
    for (RunFacts run : runs) {
      if (!run.sheets().isEmpty()) {
        RunFacts.Sheet sheet = run.sheets().get(run.sheets().size() - 1);
        page.raw("<figure><img alt='last samples' src='");
        page.raw(Picture.address(sheet.file(), Sheets.BUDGET)).raw("'>\n<figcaption>");
        page.text(run.run().name() + ", step " + Numbers.count(sheet.step()));
        page.raw("</figcaption></figure>\n");
      }
    }
    page.raw("</div>\n");
  }
}
