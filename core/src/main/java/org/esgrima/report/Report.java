package org.esgrima.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esgrima.run.GameEvent;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.Intervention;

/**
 * A run as one page, {@code report.html}: what came of it, curves, samples over time, figures of
 * metrics, what was noticed, settings and circumstances.
 *
 * <p>The page is one file without any outside resource; a policy inside it forbids the browser to
 * ask for any. It holds at most {@value Sheets#MOST} sheets of samples, evenly chosen, and every
 * curve with at most {@value LineChart#MOST} points, so that long runs give pages of a few
 * megabytes, too.
 */
public final class Report {
  private final RunFacts facts;
  private final Basis basis;
  private final Html page = new Html();

  private Report(RunFacts facts, Basis basis) {
    this.facts = facts;
    this.basis = basis;
  }

  /**
   * Reads a run, also one that is being trained, and writes its page.
   *
   * @param basis what its settings are compared with
   * @param file replaced if it exists; see {@link RunDirectory#reportFile}
   * @throws org.esgrima.InputException if the run cannot be read or the page cannot be written
   */
  public static void write(RunDirectory run, Basis basis, Path file) {
    Page.write(file, html(run, basis));
  }

  /**
   * The page of a run as text.
   *
   * @throws org.esgrima.InputException if the run cannot be read
   */
  public static String html(RunDirectory run, Basis basis) {
    Report report = new Report(RunFacts.of(run), basis);
    report.body();
    return Page.of(run.name(), report.page);
  }

  private void body() {
    page.raw("<header>").element("h1", facts.run().name());
    page.raw("<p class=lead>").text(Summary.lead(facts)).raw("</p></header>\n");
    summary();
    samples();
    curves();
    measurements();
    tournament();
    events();
    interventions();
    settings();
    provenance();
  }

  private void summary() {
    page.raw("<section><dl class=facts>");
    Summary.figures(facts)
        .forEach(
            (name, value) ->
                page.raw("<div>").element("dt", name).element("dd", value).raw("</div>"));
    page.raw("</dl>\n<ul class=verdicts>");
    Summary.sentences(facts).forEach(sentence -> page.element("li", sentence));
    page.raw("</ul></section>\n");
  }

  private void samples() {
    if (!facts.sheets().isEmpty()) {
      page.raw("<section>").element("h2", "Samples");
      Sheets.write(page, facts);
      page.raw("</section>\n");
    }
  }

  private void curves() {
    List<LineChart> charts = Curves.of(facts.history());
    if (!charts.isEmpty()) {
      page.raw("<section>").element("h2", "Curves").raw("<div class=charts>");
      charts.forEach(chart -> chart.write(page));
      page.raw("</div></section>\n");
    }
  }

  private void measurements() {
    if (facts.measurements().isEmpty()) {
      return;
    }
    page.raw("<section>").element("h2", "Metrics");
    Measurements table = new Measurements(facts.measurements());
    page.table(Measurements.HEAD, table.newest());
    page.element(
        "p class=note",
        "The floor is what real samples reach against other real ones by the same rule.");
    if (!table.earlier().isEmpty()) {
      page.folded(table.earlier().size() + " earlier figures");
      page.table(Measurements.HEAD, table.earlier()).raw("</details>\n");
    }
    page.raw("</section>\n");
  }

  private void tournament() {
    facts
        .tournament()
        .ifPresent(
            found -> {
              page.raw("<section>").element("h2", "Old players against new ones");
              page.element("p", found.path("reading").path("words").asText());
              Path picture = facts.run().figuresDirectory().resolve("tournament.png");
              if (Files.exists(picture)) {
                page.raw("<img class=wide alt='win rates of all pairs and ratings' src='")
                    .raw(Picture.address(picture, Sheets.BUDGET))
                    .raw("'>\n");
              }
              page.raw("</section>\n");
            });
  }

  private void events() {
    if (facts.events().isEmpty()) {
      return;
    }
    List<List<Object>> rows = new ArrayList<>();
    for (GameEvent event : facts.events()) {
      rows.add(
          List.of(
              Numbers.count(event.step()),
              Summary.words(event),
              event.evidence(),
              event.remedy().isEmpty() ? "–" : event.remedy()));
    }
    page.raw("<section>").element("h2", "What was noticed");
    page.table(List.of("step", "what", "evidence", "try"), rows).raw("</section>\n");
  }

  private void interventions() {
    if (facts.interventions().isEmpty()) {
      return;
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Intervention one : facts.interventions()) {
      rows.add(
          List.of(
              Numbers.count(one.step()),
              one.key(),
              one.value().isTextual() ? one.value().textValue() : one.value().toString(),
              one.until() == null ? "–" : Numbers.count(one.until())));
    }
    page.raw("<section>").element("h2", "What people changed");
    page.table(List.of("after step", "what", "to", "until step"), rows).raw("</section>\n");
  }

  private void settings() {
    Settings own = Settings.of(facts.config());
    Settings defaults = Settings.of(basis.defaults());
    List<List<Object>> changed = new ArrayList<>();
    List<List<Object>> usual = new ArrayList<>();
    for (String key : own.values().keySet()) {
      String meaning = basis.meanings().getOrDefault(key, "");
      if (own.agrees(defaults, key)) {
        usual.add(List.of(key, own.value(key), meaning));
      } else {
        changed.add(List.of(key, own.value(key), defaults.value(key), meaning));
      }
    }
    page.raw("<section>").element("h2", "Settings");
    page.folded(changed.size() + " settings differ from the defaults");
    page.table(List.of("key", "here", "default", "is"), changed).raw("</details>\n");
    page.folded(usual.size() + " settings are as by default");
    page.table(List.of("key", "value", "is"), usual).raw("</details></section>\n");
  }

  private void provenance() {
    List<List<Object>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : facts.provenance().properties()) {
      Settings one = Settings.of(field.getValue());
      one.values()
          .forEach(
              (key, value) ->
                  rows.add(
                      List.of(key.isEmpty() ? field.getKey() : field.getKey() + "." + key, value)));
    }
    page.raw("<section>").element("h2", "Circumstances");
    page.folded("Versions, machine, data, seed");
    page.table(List.of("what", "is"), rows).raw("</details></section>\n");
  }
}
