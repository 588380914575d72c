package org.esgrima.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.evaluate.Metrics;
import org.esgrima.io.Json;
import org.esgrima.train.Outcome;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReproductionTest {
  @TempDir private Path directory;

  static List<String> names() {
    return Experiment.names();
  }

  private Reproduction.Options quick(int seeds, String row) {
    return new Reproduction.Options(directory, "", seeds, List.of(row), true, 1, List.of());
  }

  /** Counts what was trained. */
  private static final class Counting implements Reproduction.Listener {
    private final List<String> trained = new ArrayList<>();
    private boolean stopAtOnce;

    @Override
    public Outcome train(Trainer trainer) {
      trained.add(trainer.config().name());
      if (stopAtOnce) {
        return trainer.run(
            new TrainingListener() {
              @Override
              public void stepped(org.esgrima.train.Progress progress) {
                trainer.requestStop();
              }
            });
      }
      return trainer.run(TrainingListener.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyExperimentNamesWhatExists(String name) {
    Experiment experiment = Experiment.named(name);
    for (Row row : experiment.rows()) {
      if (row instanceof TrainedRow trained) {
        var tree = Presets.tree(trained.preset());
        if (trained.settings() != null) {
          Presets.overlay(tree, trained.settings());
        }
        Presets.overlay(tree, experiment.quick());
        TrainingConfig.of(tree, row.name());
        assertThat(Metrics.names()).contains(experiment.evaluation().metric());
        assertThat(experiment.evaluation().measures()).containsAll(row.published().keySet());
      } else {
        assertThat(row.published()).isNotEmpty();
      }
    }
  }

  @Test
  void theDiracGanIsAsPredicted() throws IOException {
    Experiment experiment = Experiment.named("dirac");
    List<Figure> table =
        Reproduction.run(experiment, Reproduction.Options.of(directory), Reproduction.Listener.NONE)
            .orElseThrow();
    assertThat(table).extracting(Figure::verdict).containsOnly(Verdict.REPRODUCED);
    assertThat(table).hasSizeGreaterThan(10);
    JsonNode results =
        Json.parseJson(Files.readString(directory.resolve("results.json")), "results");
    assertThat(results.path("table").size()).isEqualTo(table.size());
    assertThat(results.path("table").path(0).path("verdict").asText()).isEqualTo("reproduced");
  }

  @Test
  void runsAreMadeOnceAndGoOnWhereTheyWereStopped() {
    Experiment experiment = Experiment.named("unrolled-ring");
    Counting listener = new Counting();
    listener.stopAtOnce = true;
    assertThat(Reproduction.run(experiment, quick(2, "GAN"), listener)).isEmpty();
    assertThat(listener.trained).containsExactly("gan-seed-0");

    listener.stopAtOnce = false;
    Optional<List<Figure>> first = Reproduction.run(experiment, quick(2, "GAN"), listener);
    assertThat(listener.trained).containsExactly("gan-seed-0", "gan-seed-0", "gan-seed-1");
    assertThat(directory.resolve("00000-gan-seed-0")).isDirectory();
    assertThat(directory.resolve("00001-gan-seed-1")).isDirectory();
    assertThat(directory.resolve("00002-gan-seed-0")).doesNotExist();

    Optional<List<Figure>> again = Reproduction.run(experiment, quick(2, "GAN"), listener);
    assertThat(listener.trained).hasSize(3);
    assertThat(again).isEqualTo(first);
    Figure modes = again.orElseThrow().get(0);
    assertThat(modes.measure()).isEqualTo("modes-covered");
    assertThat(modes.values()).hasSize(2);
    assertThat(modes.verdict()).isEqualTo(Verdict.NOT_THE_PROTOCOL);
  }

  @Test
  void aDirectoryOfOtherSettingsIsRefused() {
    Experiment experiment = Experiment.named("unrolled-ring");
    Reproduction.run(experiment, quick(1, "GAN"), Reproduction.Listener.NONE);
    Experiment longer =
        new Experiment(
            experiment.title(),
            experiment.source(),
            experiment.protocol(),
            1,
            experiment.evaluation(),
            Json.parseYaml("{steps: 21, tick-steps: 10}", "test"),
            experiment.rows());
    assertThatThrownBy(() -> Reproduction.run(longer, quick(1, "GAN"), Reproduction.Listener.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another steps");
  }

  @Test
  void unknownNamesAreNamed() {
    assertThatThrownBy(() -> Experiment.named("dirak"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Did you mean dirac?");
    assertThatThrownBy(
            () ->
                Reproduction.run(
                    Experiment.named("unrolled-ring"),
                    quick(1, "WGAN"),
                    Reproduction.Listener.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("one of: GAN; unrolled GAN, 5 steps");
  }

  @Test
  void errorsOfTheMeanAreOverSeeds() {
    List<Double> values = List.of(25.0, 24.0, 23.0);
    Figure figure =
        Figure.of(
            "row",
            "modes-covered",
            Optional.empty(),
            values.stream().map(ReproductionTest::measurement).toList());
    assertThat(figure.mean()).isEqualTo(24);
    assertThat(figure.error()).isCloseTo(1 / Math.sqrt(3), within(1e-12));
    assertThat(figure.verdict()).isEqualTo(Verdict.UNPUBLISHED);
  }

  private static org.esgrima.metric.Measurement measurement(double value) {
    return new org.esgrima.metric.Measurement(
        "modes-covered", value, null, null, null, null, null, null, null, null);
  }
}
