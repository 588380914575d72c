package org.esgrima.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esgrima.io.Json;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.run.MetricLog;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.Intervention;
import org.esgrima.run.control.InterventionLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String EVIL = "<script>alert('x')</script>\"&";

  @TempDir Path root;

  private static Basis basis() {
    return new Basis(
        Json.tree(WrittenRun.config(64, "non-saturating")),
        Map.of("batch", "images in a minibatch"));
  }

  private RunDirectory full() {
    RunDirectory run = WrittenRun.begun(root, EVIL, WrittenRun.config(32, "hinge"));
    WrittenRun.ticks(run, 2000);
    WrittenRun.sheet(run, "reals", 40);
    for (int step = 0; step <= 29; step++) {
      WrittenRun.sheet(run, RunDirectory.fakesName(100L * step), 40);
    }
    MetricLog.append(
        run.metricFile("fid"),
        List.of(Map.of("metric", "fid", "value", 20.0), Map.of("metric", EVIL, "value", 3.0)));
    Map<String, Object> interval =
        Map.of("low", 11.0, "high", 13.0, "method", "bootstrap", "level", 0.95, "draws", 100);
    Map<String, Object> fid =
        Map.of(
            "metric",
            "fid",
            "value",
            12.0,
            "interval",
            interval,
            "floor",
            1.5,
            "step",
            1000,
            "counts",
            Map.of("reals", 500));
    MetricLog.append(run.metricFile("fid"), List.of(fid));
    EventLog.append(
        run.eventsFile(),
        List.of(
            new GameEvent(10, GameEvent.Kind.BEGINS, "collapsing", 5, EVIL, "try --packing 2"),
            new GameEvent(20, GameEvent.Kind.ENDS, "collapsing", 15, "all are back", ""),
            new GameEvent(30, GameEvent.Kind.BEGINS, "d-too-strong", 25, "97 % right", "wait")));
    InterventionLog.add(
        run.interventionsFile(),
        new Intervention(1420, "players", TextNode.valueOf(EVIL), null, 1440L));
    return run;
  }

  @Test
  void onePageThatNeedsNoOther() throws Exception {
    RunDirectory run = full();
    Report.write(run, basis(), run.reportFile());
    String page = Files.readString(run.reportFile());
    assertThat(page).startsWith("<!DOCTYPE html>").contains("default-src 'none'");
    assertThat(
            Pattern.compile("\\b(src|srcset|href|action|poster)\\s*=\\s*['\"]?+(?!data:)", 2)
                .matcher(page))
        .satisfies(matcher -> assertThat(matcher.find()).isFalse());
    assertThat(page).doesNotContain("http://", "https://", "url(", "@import", "//cdn");
    assertThat(page.length()).isLessThan(2_000_000);
  }

  @Test
  void whatComesFromOutsideIsText() {
    String page = Report.html(full(), basis());
    assertThat(page).doesNotContain(EVIL).doesNotContain("<script>alert");
    assertThat(page).contains(Html.escape(EVIL));
    assertThat(Pattern.compile("<script>").matcher(page).results().count()).isEqualTo(1);
  }

  @Test
  void whatPeopleChangedIsToldWithItsSteps() {
    assertThat(Report.html(full(), basis()))
        .contains("What people changed", "<td>1,420</td>", "<td>1,440</td>");
  }

  @Test
  void theVerdictStandsAtTheTop() {
    String page = Report.html(full(), basis());
    assertThat(page)
        .contains("Finished: a limit was reached.", "D too strong (step 30): 97 % right.");
    String top = page.substring(0, page.indexOf("<h2>"));
    assertThat(top).contains("2,000 of 1,000", "75 %, 70 %").doesNotContain("collapsing");
    assertThat(page.substring(top.length())).contains("no longer collapsing", "try --packing 2");
  }

  @Test
  void atMostTwelveSheetsWithTheFirstAndTheLast() {
    String page = Report.html(full(), basis());
    List<String> steps =
        Pattern.compile("data-step='([^']*)'")
            .matcher(page)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(steps).hasSize(12).startsWith("0").endsWith("2,900");
    assertThat(page).contains("max=11 value=11", "alt='real samples'");
    assertThat(Sheets.chosen(List.of(1, 2, 3, 4, 5), 3)).containsExactly(1, 3, 5);
    assertThat(Sheets.chosen(List.of(1, 2), 3)).containsExactly(1, 2);
  }

  @Test
  void longHistoriesAreThinned() {
    String page = Report.html(full(), basis());
    Matcher charts = Pattern.compile("data-chart='([^']*)'").matcher(page);
    int count = 0;
    while (charts.find()) {
      count++;
      JsonNode data = Json.parseJson(charts.group(1).replace("&quot;", "\""), "chart");
      assertThat(data.path("last").asDouble()).isEqualTo(2000);
      for (JsonNode line : data.path("lines")) {
        assertThat(line.path("x").size()).isBetween(1, LineChart.MOST);
        assertThat(line.path("y").size()).isEqualTo(line.path("x").size());
      }
    }
    assertThat(count).as("losses, accuracy, value, distance, diversity, images/s").isEqualTo(6);
    assertThat(page).contains("Diversity", "class='band g'").doesNotContain("native handles");
  }

  @Test
  void settingsThatDifferComeFirst() {
    String page = Report.html(full(), basis());
    int same = page.indexOf("3 settings are as by default");
    assertThat(page.indexOf("2 settings differ from the defaults")).isBetween(0, same);
    assertThat(page).contains("<td>32</td>\n<td>64</td>\n<td>images in a minibatch</td>");
    assertThat(page.substring(same)).contains("<td>[{type: r1}]</td>").doesNotContain("<td>hinge");
  }

  @Test
  void theNewestFigureOfAMetricComesFirst() throws Exception {
    RunDirectory run = full();
    Files.writeString(run.metricFile("fid"), "{\"metric\":\"fi", StandardOpenOption.APPEND);
    String page = Report.html(run, basis());
    assertThat(page).contains("11.00 to 13.00 (95 %)</td>\n<td>1.500</td>\n<td>1,000</td>");
    assertThat(page.indexOf("<td>12.00</td>")).isLessThan(page.indexOf("<td>20.00</td>"));
    assertThat(page).contains("1 earlier figures", "500 reals");
  }

  @Test
  void aRunThatHasJustBegunHasAPage() {
    RunDirectory run = WrittenRun.begun(root, "strokes", WrittenRun.config(64, "hinge"));
    String page = Report.html(run, basis());
    assertThat(page).contains("No tick is over yet.").doesNotContain("NaN", "<h2>Curves");
  }

  @Test
  void largePicturesAreMadeSmaller() throws Exception {
    RunDirectory run = WrittenRun.begun(root, "strokes", WrittenRun.config(64, "hinge"));
    WrittenRun.sheet(run, "reals", 1400);
    Path file = run.samplesDirectory().resolve("reals.png");
    String address = Picture.address(file, Sheets.BUDGET);
    assertThat(address).startsWith("data:image/jpeg;base64,");
    assertThat((long) address.length()).isLessThan(Files.size(file) / 2);
    assertThat(Picture.address(file, Files.size(file))).startsWith("data:image/png;base64,iVBOR");
  }
}
