package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esgrima.report.Comparison;
import org.esgrima.run.Provenance;
import org.esgrima.run.RunDirectory;
import org.esgrima.torch.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTableTest {
  @TempDir Path root;

  private List<RunDirectory> runs(int count) {
    List<RunDirectory> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RunDirectory run = RunDirectory.create(root, "a-run-with-a-rather-long-name-" + i);
      run.writeConfig(
          Map.of("batch", 64 + i, "penalties", "a long list of words ".repeat(i), "steps", 5));
      run.writeProvenance(Provenance.now("strokes", "abc", 7, Device.CPU, List.of()));
      runs.add(run);
    }
    return runs;
  }

  @Test
  void noLineIsWiderThanTheWindow() {
    for (int count : new int[] {2, 3, 7}) {
      List<String> lines = new ComparisonTable(Comparison.of(runs(count)), 80).lines();
      assertThat(lines).allMatch(line -> line.length() <= 80).contains("Settings that differ");
      String text = String.join("\n", lines);
      assertThat(text).contains("batch", "penalties").doesNotContainPattern("(?m)^steps +5");
      for (int i = 0; i < count; i++) {
        assertThat(text).contains(Integer.toString(64 + i));
      }
    }
  }

  @Test
  void longTextIsBrokenAtSpacesAndNothingIsLost() {
    assertThat(ComparisonTable.broken("one two three", 7)).containsExactly("one two", "three");
    assertThat(ComparisonTable.broken("abcdefgh", 3)).containsExactly("abc", "def", "gh");
    assertThat(ComparisonTable.broken("a.learning-rate", 11))
        .containsExactly("a.learning-", "rate");
    assertThat(ComparisonTable.broken("", 3)).containsExactly("");
  }

  @Test
  void badInputIsOneLine() {
    Captured one = Captured.run("compare", runs(1).get(0).path());
    assertThat(one.exitCode()).isEqualTo(2);
    assertThat(one.err()).contains("two runs or more").hasLineCount(1);
    Captured none = Captured.run("report", root.resolve("00009-none"));
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("no such run").hasLineCount(1);
    Path run = runs(1).get(0).path();
    Captured picture = Captured.run("report", run, "--out", root.resolve("page.png"));
    assertThat(picture.exitCode()).isEqualTo(2);
    assertThat(picture.err()).contains(".html").hasLineCount(1);
    Captured few = Captured.run("tournament", run);
    assertThat(few.exitCode()).isEqualTo(2);
    assertThat(few.err()).contains("--keep-checkpoints").hasLineCount(1);
  }
}
