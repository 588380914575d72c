package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.esgrima.train.Profile;
import org.esgrima.train.Profile.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTableTest {
  @TempDir Path runs;

  private static Profile profile() {
    Map<Part, Double> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      parts.put(part, 0.0);
    }
    parts.put(Part.DATA, 1.0);
    parts.put(Part.D_FORWARD, 4.0);
    parts.put(Part.G_BACKWARD, 5.0);
    return new Profile("cpu", 2, 100, 10, parts, 0.5, 1_200_000_000, 1.8, 40);
  }

  @Test
  void aGraphicsProcessorIsNamed() {
    Profile cpu = profile();
    Profile cuda =
        new Profile("cuda:0", 1, 100, 10, cpu.parts(), 0.5, cpu.peakResidentBytes(), 1.8, 30_867.4);
    assertThat(String.join("\n", ProfileTable.of(cuda)))
        .contains("peak is 30,867 GFLOP/s (float32 matrix product, cuda:0)")
        .contains("memory of the processor: 1.2 GB at its peak");
  }

  @Test
  void everyPartHasItsTimeAStepAndItsShare() {
    assertThat(String.join("\n", ProfileTable.of(profile())))
        .contains("100 steps in 10 s")
        .containsPattern("data +10.00 +10.0 %\n")
        .containsPattern("D forward +40.00 +40.0 %\n")
        .containsPattern("G backward, through D +50.00 +50.0 %\n")
        .containsPattern("penalties +0.00 +0.0 %\n")
        .containsPattern("all +100.00 +100.0 %\n")
        .contains("waiting for the loader: 5.0 % of the time")
        // 1.8 GFLOP · 100 steps in 10 s, 9 s of them in passes; of 40
        .contains("1.800 GFLOP a step: 18.00 GFLOP/s over all, 20.00 in forward and backward")
        .contains("memory: 1.2 GB at its peak")
        .contains("peak is 40.00 GFLOP/s (float32 matrix product, 2 threads): 45.0 % and 50.0 %");
  }

  @Test
  void trainAndResumePrintItWhereAskedAndNotWhereQuiet() {
    Captured trained = ring("--profile");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("Where the time went: 3 steps", "Finished: 3 steps");
    Path run = runs.resolve("00000-ring");
    Captured resumed = Captured.run("resume", run, "--steps", "5", "--profile");
    assertThat(resumed.out()).contains("Where the time went: 2 steps");

    Captured quiet = ring("--profile", "--quiet");
    assertThat(quiet.out()).doesNotContain("time went").hasLineCount(1);
    assertThat(runs.resolve("00001-ring/profile.json")).exists();
    assertThat(ring().out()).contains("Finished").doesNotContain("time went");
    assertThat(runs.resolve("00002-ring/profile.json")).doesNotExist();
  }

  private Captured ring(Object... more) {
    Object[] args = {
      "train",
      "--preset",
      "ring",
      "--steps",
      3,
      "--batch",
      8,
      "--preview",
      4,
      "--best-samples",
      20,
      "--threads",
      1,
      "--runs",
      runs
    };
    Object[] all = new Object[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Captured.run(all);
  }
}
