package org.esgrima.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.esgrima.run.MetricLog;
import org.esgrima.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir Path root;

  private Comparison two() {
    RunDirectory first = WrittenRun.begun(root, "strokes", WrittenRun.config(64, "hinge"));
    RunDirectory second = WrittenRun.begun(root, "<i>mine</i>", WrittenRun.config(32, "hinge"));
    WrittenRun.ticks(first, 20);
    WrittenRun.sheet(first, RunDirectory.fakesName(20), 10);
    MetricLog.append(
        second.metricFile("fid"), List.of(Map.of("metric", "fid", "value", 9.5, "floor", 1.25)));
    return Comparison.of(List.of(first, second));
  }

  @Test
  void onlySettingsThatDifferAndAllFigures() {
    Comparison comparison = two();
    assertThat(comparison.names()).containsExactly("00000-test", "00001-test");
    assertThat(comparison.settings())
        .containsExactly(new Comparison.Row("batch", List.of("64", "32")));
    assertThat(comparison.figures().stream().map(Comparison.Figures::row))
        .contains(
            new Comparison.Row("steps", List.of("20", "–")),
            new Comparison.Row("D right on real", List.of("75 %", "–")),
            new Comparison.Row("fid", List.of("–", "9.500, floor 1.250")));
  }

  @Test
  void theStepOfTheBestCheckpointStandsByItself() throws Exception {
    RunDirectory first = WrittenRun.begun(root, "strokes", WrittenRun.config(64, "hinge"));
    RunDirectory second = WrittenRun.begun(root, "strokes", WrittenRun.config(64, "hinge"));
    Files.writeString(
        first.checkpointsDirectory().resolve("best.json"),
        "{\"step\":1200,\"metric\":\"fid\",\"value\":0.27,\"lower-is-better\":true}");
    Comparison.Figures best =
        Comparison.of(List.of(first, second)).figures().stream()
            .filter(figures -> figures.name().equals("best checkpoint"))
            .findFirst()
            .orElseThrow();
    assertThat(best.values())
        .extracting(Comparison.Figure::step)
        .containsExactly(OptionalLong.of(1200), OptionalLong.empty());
    assertThat(best.values().get(0).text()).isEqualTo("fid 0.2700");
    assertThat(best.row().values()).containsExactly("fid 0.2700 at step 1,200", "–");
  }

  @Test
  void keysThatOnlyOneRunHasDiffer() {
    Map<String, Object> config = WrittenRun.config(64, "hinge");
    config.put("average", Map.of("decay", 0.99));
    RunDirectory first = WrittenRun.begun(root, "strokes", WrittenRun.config(64, "hinge"));
    RunDirectory second = WrittenRun.begun(root, "strokes", config);
    assertThat(Comparison.of(List.of(first, second)).settings())
        .containsExactly(new Comparison.Row("average.decay", List.of("–", "0.99")));
  }

  @Test
  void aPageWithCurvesOverEachOther() throws Exception {
    Path file = root.resolve("comparison.html");
    two().write(file);
    String page = Files.readString(file);
    assertThat(page).contains("2 runs side by side", "Settings that differ", "class='line c0'");
    assertThat(page).contains("00000-test, step 20", "00001-test");
    assertThat(page).doesNotContain("<i>mine", "http:", "https:");
  }
}
