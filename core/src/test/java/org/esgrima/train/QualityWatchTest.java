package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.torch.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class QualityWatchTest {
  private static final String GAME =
      "threads: 1, batch: 8, preview: 4, tick-steps: 2, checkpoint-ticks: 1, steps: 4, ";

  @TempDir Path runs;

  private RunDirectory play(String preset, String changes) {
    try (Trainer trainer = Trainer.start(Presets.config(preset, "{" + changes + "}"), runs)) {
      return trainer.run(TrainingListener.NONE).run();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "digits, fid, 'architecture: {width: 4}, ', digits",
    "digits, kid, 'data: avatars, resolution: 32, architecture: {width: 4, hidden: 0}, ', random",
    "ring, fid, '', points",
    "ring, modes-covered, '', ''",
    "ring, high-quality, '', ''",
    "ring, sliced-wasserstein, '', ''"
  })
  void everyMetricIsMeasuredWrittenAndChoosesTheBest(
      String preset, String metric, String changes, String features) throws IOException {
    RunDirectory run = play(preset, GAME + changes + "best-samples: 40, best-metric: " + metric);
    List<String> lines = Files.readAllLines(run.metricFile(metric));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .contains("\"metric\":\"" + metric + "\"", "\"fakes\":40", "\"step\":4")
        .contains("\"measured-by\":\"training\"", features);
    double[] values = StatsLog.read(run.statsFile()).column(metric);
    CheckpointKeeper.Best best =
        new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT).best().orElseThrow();
    CheckpointMetric chosen = Presets.config("ring", "best-metric: " + metric).bestMetric();
    int expected = chosen.better(values[1], values[0]) ? 1 : 0;
    assertThat(best)
        .isEqualTo(
            new CheckpointKeeper.Best(
                2L * (expected + 1), metric, values[expected], chosen.lowerIsBetter()));
  }

  @Test
  void aMetricThatDoesNotSuitTheDataIsRefusedBeforeADirectoryIsMade() {
    assertThatThrownBy(() -> play("digits", GAME + "best-metric: modes-covered"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ring or grid")
        .hasMessageContaining("--best-metric");
    assertThat(runs).isEmptyDirectory();
  }
}
