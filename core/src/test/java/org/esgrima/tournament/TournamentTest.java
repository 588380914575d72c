package org.esgrima.tournament;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.esgrima.InputException;
import org.esgrima.evaluate.Listener;
import org.esgrima.io.Json;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.torch.NoLeaks;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class TournamentTest {
  @TempDir Path directory;

  private RunDirectory trained(String preset, String changes) {
    ObjectNode tree = Presets.tree(preset);
    Presets.overlay(
        tree,
        Json.parseYaml(
            "{batch: 16, threads: 1, tick-steps: 5, checkpoint-ticks: 1, sample-ticks: 100,"
                + " preview: 1, steps: 20, keep-checkpoints: 4}",
            "test"));
    Presets.overlay(tree, Json.parseYaml(changes, "test"));
    try (Trainer trainer =
        Trainer.start(TrainingConfig.of(tree, "test"), directory.resolve("runs"))) {
      return trainer.run(TrainingListener.NONE).run();
    }
  }

  @Test
  void everyPairOfARunIsPlayed() {
    RunDirectory run = trained("ring", "{}");
    AtomicLong looked = new AtomicLong();
    Listener listener =
        new Listener() {
          @Override
          public void looked(long samples) {
            looked.addAndGet(samples);
          }
        };
    Result result = new Tournament(50, 16, 3).play(run, listener);
    assertThat(result.steps()).containsExactly(5L, 10L, 15L, 20L);
    assertThat(result.samples()).as("whole minibatches of 16").isEqualTo(48);
    assertThat(result.rounds()).isEqualTo(48);
    assertThat(looked).hasValue(48 * (4 + 4 * 4));
    assertThat(result.reals()).isEqualTo("held out of ring");
    assertThat(result.dualityGaps()).hasSize(4).allMatch(gap -> gap >= 0);
    assertThat(result.rightOnReals()).hasSize(4).allMatch(share -> share >= 0 && share <= 1);
    for (int d = 0; d < 4; d++) {
      for (int g = 0; g < 4; g++) {
        assertThat(result.winRate().at(d, g)).isBetween(0.0, 1.0);
        assertThat(result.value().at(d, g)).isNegative();
      }
    }
    assertThat(new Tournament(50, 16, 3).play(run, Listener.NONE))
        .usingRecursiveComparison()
        .isEqualTo(result);
    JsonNode tree = Json.parseJson(Json.json(result), "result");
    assertThat(tree.path("win-rate").path(3).path(0).asDouble())
        .isEqualTo(result.winRate().at(3, 0));
    assertThat(tree.path("reading").path("course").asText()).matches("[a-z-]+");
  }

  @Test
  void aPairDoesNotDependOnTheOthers() {
    RunDirectory run = trained("digits", "{architecture: {width: 2}}");
    Result all = new Tournament(32, 16, 0).play(run, Listener.NONE);
    Result some = new Tournament(32, 2, 0).play(run, Listener.NONE);
    assertThat(some.steps()).containsExactly(5L, 20L);
    for (int d = 0; d < 2; d++) {
      for (int g = 0; g < 2; g++) {
        assertThat(some.winRate().at(d, g)).isEqualTo(all.winRate().at(3 * d, 3 * g));
        assertThat(some.value().at(d, g)).isCloseTo(all.value().at(3 * d, 3 * g), within(1e-6));
      }
    }
  }

  @Test
  void conditionsPacksDropoutAndAugmentationArePlayedAsInTraining() {
    List<String> games = new ArrayList<>();
    games.add("{conditioning: {type: projection}, architecture: {width: 2}}");
    games.add("{conditioning: {type: latent-codes}, architecture: {width: 2}}");
    games.add("{packing: 2, loss: {type: wasserstein}, architecture: {width: 2}}");
    games.add("{augmentation: {type: adaptive}, loss: {type: hinge}, architecture: {width: 2}}");
    for (String game : games) {
      RunDirectory run = trained("digits", game);
      Result result = new Tournament(32, 16, 0).play(run, Listener.NONE);
      assertThat(result.rounds()).as(game).isEqualTo(game.contains("packing") ? 16 : 32);
      assertThat(result.winRate().generators()).isEqualTo(4);
    }
  }

  @Test
  void whatKeepsItFromBeginning() throws Exception {
    RunDirectory run = trained("ring", "{}");
    CheckpointKeeper keeper = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
    for (long step : new long[] {5, 10}) {
      Files.delete(keeper.file(step));
    }
    Tournament tournament = new Tournament(16, 16, 0);
    assertThat(tournament.play(run, Listener.NONE).reading().words())
        .contains("--keep-checkpoints");
    Files.delete(keeper.file(15));
    assertThatThrownBy(() -> tournament.play(run, Listener.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("at least 2", "--keep-checkpoints 10");
    assertThatThrownBy(() -> new Tournament(0, 16, 0)).hasMessageContaining("--count");
    assertThatThrownBy(() -> new Tournament(1, 1, 0)).hasMessageContaining("--players");
    assertThatThrownBy(() -> new Tournament(1, 2, -1)).hasMessageContaining("--seed");
  }
}
