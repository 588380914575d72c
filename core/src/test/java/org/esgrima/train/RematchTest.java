package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.io.Json;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class RematchTest {
  @TempDir Path directory;

  private RunDirectory trained(String preset, String changes) {
    ObjectNode tree = Presets.tree(preset);
    Presets.overlay(
        tree, Json.parseYaml("{batch: 16, threads: 1, preview: 1, steps: 6, tick-steps: 3}", "t"));
    Presets.overlay(tree, Json.parseYaml(changes, "test"));
    try (Trainer trainer =
        Trainer.start(TrainingConfig.of(tree, "test"), directory.resolve("runs"))) {
      return trainer.run(TrainingListener.NONE).run();
    }
  }

  private static float[] fakes(RunDirectory run) {
    CheckpointKeeper keeper = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
    try (Checkpoint checkpoint = keeper.latest();
        Rematch rematch = new Rematch(Trainer.configOf(checkpoint), 0);
        Dataset dataset = Datasets.open(Trainer.configOf(checkpoint).dataOptions());
        Scope scope = Scope.open()) {
      rematch.generatorOf(checkpoint);
      return rematch.fakes(rematch.reals(dataset, 32)).samples().toFloats();
    }
  }

  private static float[] ofAverage(RunDirectory run) {
    try (TrainedGenerator generator = TrainedGenerator.open(run.path());
        Scope scope = Scope.open()) {
      return generator.samples(0, 32).toFloats();
    }
  }

  @Test
  void theGeneratorPlaysWithItsOwnWeights() {
    // An average without memory is the generator itself; this one has no batch statistics.
    RunDirectory same = trained("ring", "{average: {type: decay, beta: 0}}");
    assertThat(fakes(same)).containsExactly(ofAverage(same), within(1e-5f));
    RunDirectory other = trained("ring", "{average: {type: decay, beta: 0.99}}");
    assertThat(fakes(other)).isNotEqualTo(ofAverage(other));
  }

  @Test
  void wholeMinibatchesAndPacks() {
    TrainingConfig config =
        Presets.config(
            "digits",
            "{batch: 16, packing: 4, architecture: {width: 2, resolution: 28, channels: 1}}");
    try (Rematch rematch = new Rematch(config, 0)) {
      assertThat(rematch.whole(50)).isEqualTo(48);
      assertThat(rematch.whole(16)).isEqualTo(16);
      assertThat(rematch.whole(15)).isEqualTo(12);
      assertThat(rematch.whole(3)).isZero();
    }
  }

  @Test
  void eachMinibatchIsJudgedByItsOwnStatistics() {
    RunDirectory run = trained("digits", "{architecture: {width: 2}}");
    CheckpointKeeper keeper = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
    try (Checkpoint checkpoint = keeper.latest();
        Rematch rematch = new Rematch(Trainer.configOf(checkpoint), 0);
        Dataset dataset = Datasets.open(Trainer.configOf(checkpoint).dataOptions());
        Scope scope = Scope.open()) {
      rematch.discriminatorOf(checkpoint);
      Minibatch reals = rematch.reals(dataset, 32);
      Tensor all = rematch.logits(reals);
      Minibatch second =
          new Minibatch(reals.samples().narrow(0, 16, 16).contiguous(), Optional.empty());
      assertThat(rematch.logits(second).toFloats())
          .containsExactly(all.narrow(0, 16, 16).toFloats(), within(1e-5f));
      Minibatch half =
          new Minibatch(reals.samples().narrow(0, 0, 8).contiguous(), Optional.empty());
      assertThat(rematch.logits(half).toFloats()[0])
          .as("other company, another verdict")
          .isNotEqualTo(all.toFloats()[0]);
    }
  }
}
