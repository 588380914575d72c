package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.GameViews;
import org.esgrima.run.control.Side;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class PointGameTest {
  private static final String GAME =
      "threads: 1, batch: 8, preview: 4, seed: 5, precision: fp64, architecture: {latent: 3,"
          + " generator-widths: [8], discriminator-widths: [8]}";
  private static final Offset<Double> FOUR_DIGITS = Offset.offset(1e-3);

  @TempDir Path runs;

  private static TrainingConfig config(String changes) {
    ObjectNode tree = Presets.tree("ring");
    Presets.overlay(tree, Json.parseYaml("{" + GAME + "}", "test"));
    Presets.overlay(tree, Json.parseYaml("{" + changes + "}", "test"));
    return TrainingConfig.of(tree, "test");
  }

  private static Preparation ready(TrainingConfig config) {
    return Preparation.of(config, Datasets.open(config.dataOptions()));
  }

  private static GameView look(Preparation ready) {
    try (PointGame game = new PointGame(ready.dataset(), ready.config())) {
      return game.look(ready.players(), 7, Optional.of(Side.DISCRIMINATOR));
    }
  }

  private static double logit(Preparation ready, double x, double y) {
    Tensor point = Tensor.of(new double[] {x, y}, Shape.of(1, 2));
    return ready.players().discriminator().forward(point).toDoubles()[0];
  }

  @Test
  void showsWhatDSaysOfTheCentresOfItsCells() {
    try (Scope scope = Scope.open();
        Preparation ready = ready(config("steps: 1"))) {
      GameView view = look(ready);
      double[] bounds = view.bounds().toArray();
      assertThat(bounds[1] - bounds[0]).isCloseTo(bounds[3] - bounds[2], FOUR_DIGITS);
      assertThat(bounds[0]).isBetween(-1.4, -1.2);
      GameView.Heat heat = view.discriminator();
      assertThat(heat.scale()).isEqualTo("probability");
      double width = (bounds[1] - bounds[0]) / heat.columns();
      double height = (bounds[3] - bounds[2]) / heat.rows();
      for (int[] cell : new int[][] {{0, 0}, {47, 0}, {5, 40}}) {
        double x = bounds[0] + (cell[0] + 0.5) * width;
        double y = bounds[2] + (cell[1] + 0.5) * height;
        assertThat(heat.values().get(cell[1] * heat.columns() + cell[0]))
            .isCloseTo(1 / (1 + Math.exp(-logit(ready, x, y))), FOUR_DIGITS);
      }
    }
  }

  @Test
  void arrowsLeadWhereEachSamplesOwnLossFalls() {
    try (Scope scope = Scope.open();
        Preparation ready = ready(config("steps: 1"))) {
      GameView view = look(ready);
      double step = 1e-6;
      for (int i = 0; i < 20; i += 2) {
        double x = view.fakes().get(i);
        double y = view.fakes().get(i + 1);
        double dx = (loss(ready, x + step, y) - loss(ready, x - step, y)) / (2 * step);
        double dy = (loss(ready, x, y + step) - loss(ready, x, y - step)) / (2 * step);
        assertThat(view.arrows().get(i)).isCloseTo(-dx, FOUR_DIGITS);
        assertThat(view.arrows().get(i + 1)).isCloseTo(-dy, FOUR_DIGITS);
      }
    }
  }

  /** The non-saturating loss of one sample, −log D(x). */
  private static double loss(Preparation ready, double x, double y) {
    return Math.log1p(Math.exp(-logit(ready, x, y)));
  }

  @Test
  void showsTheGeneratorsSamplesAndItsWarpedGrid() {
    try (Scope scope = Scope.open();
        Preparation ready = ready(config("steps: 1"))) {
      GameView view = look(ready);
      assertThat(view.step()).isEqualTo(7);
      assertThat(view.reals().size()).isEqualTo(400);
      assertThat(view.fakes().size()).isEqualTo(400);
      GameView.Warp warp = view.warp();
      assertThat(warp.columns()).isEqualTo(17);
      assertThat(warp.rows()).isEqualTo(17);
      Tensor corner = Tensor.of(new double[] {2, -2, 0}, Shape.of(1, 3));
      double[] mapped = ready.players().generator().forward(corner).toDoubles();
      assertThat(warp.points().get(32)).isCloseTo(mapped[0], FOUR_DIGITS);
      assertThat(warp.points().get(33)).isCloseTo(mapped[1], FOUR_DIGITS);
      Tensor seeds =
          ready
              .config()
              .latentDistribution()
              .ofSeeds(new long[] {3}, ready.config().precision().elementType(), 3);
      double[] third = ready.players().generator().forward(seeds).toDoubles();
      assertThat(view.fakes().get(6)).isCloseTo(third[0], FOUR_DIGITS);
    }
  }

  @Test
  void everyKindOfGameOnPointsCanBeShown() {
    for (String game :
        List.of(
            "loss: {type: wasserstein}, penalties: [{type: gradient-penalty}]",
            "loss: {type: relativistic-pairing}, packing: 2",
            "loss: {type: relativistic-average}, data: swiss-roll, latent-distribution: uniform",
            "loss: {type: hinge}, conditioning: {type: concatenation}",
            "conditioning: {type: projection}",
            "conditioning: {type: auxiliary-classifier}",
            "conditioning: {type: latent-codes}",
            "packing: 3, batch: 9",
            "precision: fp32, architecture: {latent: 1}, minibatch-std: 4",
            "treatments: [{type: unrolling, steps: 1}], order: generator-first,"
                + " reuse-latents: false")) {
      try (Preparation ready = ready(config("steps: 1, " + game))) {
        GameView view = look(ready);
        assertThat(view.discriminator().values().size()).as(game).isEqualTo(48 * 48);
        assertThat(view.arrows().size()).as(game).isEqualTo(view.fakes().size());
        assertThat(Arrays.stream(view.arrows().toArray()).anyMatch(slope -> slope != 0))
            .as(game)
            .isTrue();
        assertThat(view.fakes().toArray()).as(game).doesNotContain(Double.NaN);
      }
    }
  }

  @Test
  void numbersHaveFourSignificantDigits() {
    assertThat(
            Decimals.of(0, 1.23456, -0.000123456, 123456, 99996, 1e-300, Double.NaN, 0.1, 9.9996)
                .toArray())
        .containsExactly(0, 1.235, -0.0001235, 123500, 100000, 0, Double.NaN, 0.1, 10.0);
  }

  @Test
  void aRunKeepsItsViewsAndTheNewestOfAll() throws IOException {
    RunDirectory run;
    try (Trainer trainer =
        Trainer.start(config("steps: 13, tick-steps: 5, sample-ticks: 1"), runs)) {
      trainer.run(TrainingListener.NONE);
      run = trainer.directory();
    }
    GameViews views = new GameViews(run.gameDirectory());
    assertThat(views.steps()).containsExactly(0L, 5L, 10L, 13L);
    JsonNode now =
        Json.parseJson(Files.readString(run.gameDirectory().resolve("now.json")), "now.json");
    assertThat(now.path("step").asInt()).isEqualTo(13);
    assertThat(now.has("learnt")).isFalse();
    assertThat(Files.size(views.file(10))).isLessThan(40_000);
  }

  @Test
  void imagesAreNotShown() {
    try (Dataset strokes = Datasets.open(DataOptions.of("strokes"))) {
      assertThat(PointGame.suits(strokes)).isFalse();
    }
  }
}
