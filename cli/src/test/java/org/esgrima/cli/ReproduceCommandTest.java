package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.esgrima.reproduce.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
  @TempDir Path directory;

  private Captured reproduce(Object... args) {
    Object[] all = new Object[args.length + 3];
    all[0] = "reproduce";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--out";
    all[args.length + 2] = directory;
    return Captured.run(all);
  }

  @Test
  void listsWhatItKnows() {
    List<String> lines = Captured.run("reproduce").out().lines().toList();
    assertThat(lines).hasSameSizeAs(Experiment.names());
    assertThat(lines.get(0)).startsWith("dirac").contains("eigenvalues");
  }

  @Test
  void putsOursBesideThePublishedValues() {
    Captured result = reproduce("dirac");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("arXiv 1801.04406")
        .containsPattern("Wasserstein, both at once, h = 0.1 +real-part +0 +0 +reproduced")
        .containsPattern("\n +growth +1.010 +1.010 +reproduced")
        .doesNotContain("falls short");
    assertThat(directory.resolve("results.json")).isRegularFile();
  }

  @Test
  void aQuickRunComparesNothing() {
    Captured result = reproduce("unrolled-ring", "--quick", "--row", "GAN", "--threads", "1");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("GAN +modes-covered +none +\\d+(\\.0+)? +not the protocol")
        .doesNotContain("unrolled GAN");
    assertThat(result.err()).contains("GAN: seed 0 (1 of 1)");
    assertThat(directory.resolve("00000-gan-seed-0/metric-modes.jsonl")).isRegularFile();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Captured result = reproduce("rpgan-r1r2-gird");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("Did you mean rpgan-r1r2-grid?");
    assertThat(result.err().lines()).hasSize(1);
  }
}
