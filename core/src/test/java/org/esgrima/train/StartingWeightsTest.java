package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.data.Datasets;
import org.esgrima.io.Json;
import org.esgrima.nn.Network;
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
class StartingWeightsTest {
  private static final String DIGITS =
      "{architecture: {width: 4}, batch: 8, tick-steps: 2, preview: 4, threads: 1, steps: 3,"
          + " images: 0}";
  private static final String STYLES =
      "{data: strokes, channels: 1, conditioning: {type: none}, architecture: {latent: 8, styles:"
          + " 8, capacity: 64, max-width: 4, discriminator-layout: residual,"
          + " discriminator-capacity: 0}, batch: 8, tick-steps: 2, preview: 4, threads: 1,"
          + " steps: 2, images: 0, resolution: 16}";

  @TempDir Path runs;

  private static TrainingConfig config(String preset, String... changes) {
    ObjectNode tree = Presets.tree(preset);
    for (String change : changes) {
      Presets.overlay(tree, Json.parseYaml(change, "test"));
    }
    return TrainingConfig.of(tree, "test");
  }

  private static String from(Path path) {
    return "{seed: 9, start-from: '" + path + "'}";
  }

  private RunDirectory train(TrainingConfig config) {
    try (Trainer trainer = Trainer.start(config, runs)) {
      return trainer.run(TrainingListener.NONE).run();
    }
  }

  private static Path newest(RunDirectory run) {
    try (Checkpoint newest = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT).latest()) {
      return newest.path();
    }
  }

  private static Preparation prepared(TrainingConfig config) {
    return Preparation.ofNewRun(config, Datasets.open(config.dataOptions()));
  }

  private static void assertSame(Network network, Checkpoint checkpoint, String section) {
    for (String name : network.state().names()) {
      Tensor expected = checkpoint.tensor(section, name);
      assertThat(network.state().get(name).toBytes())
          .as(section + "/" + name)
          .isEqualTo(expected.toBytes());
    }
  }

  @Test
  void bothNetworksAndTheAverageAreThoseOfTheCheckpoint() {
    RunDirectory source = train(config("digits", DIGITS));
    try (Preparation ready = prepared(config("digits", DIGITS, from(source.path())));
        Scope scope = Scope.open();
        Checkpoint checkpoint = Checkpoint.open(newest(source))) {
      Tensor before = ready.players().generator().state().get("main.0.weight").detach().copy();
      StartingWeights weights = ready.start().orElseThrow();
      assertThat(before.toBytes()).isNotEqualTo(checkpoint.tensor("G", "main.0.weight").toBytes());
      assertSame(ready.players().generator(), checkpoint, "G");
      assertSame(ready.players().discriminator(), checkpoint, "D");
      assertSame(ready.players().average(), checkpoint, "G-ema");
      assertThat(weights.generator().fresh()).isEmpty();
      assertThat(weights.discriminator().fresh()).isEmpty();
      assertThat(weights.summary()).doesNotContain("new:");
    }
  }

  @Test
  void aRunSaysWhatItStartedFromAndNeedsItNoMore() throws IOException {
    RunDirectory source = train(config("digits", DIGITS));
    Path checkpoint = newest(source);
    Path relative = Path.of("").toAbsolutePath().relativize(source.path());
    List<String> notices = new ArrayList<>();
    RunDirectory run;
    try (Trainer trainer =
        Trainer.start(config("digits", DIGITS, from(relative)), runs, List.of(), notices::add)) {
      run = trainer.run(TrainingListener.NONE).run();
    }
    assertThat(notices)
        .anyMatch(line -> line.startsWith("starting from " + checkpoint) && !line.contains("new:"));
    assertThat(run.readConfig().path("start-from").asText()).isEqualTo(checkpoint.toString());
    JsonNode start = Json.parseJson(Files.readString(run.startFile()), "test");
    assertThat(start.path("checkpoint").asText()).isEqualTo(checkpoint.toString());
    assertThat(start.path("sha256").asText()).hasSize(64);
    assertThat(Files.exists(source.startFile())).isFalse();

    Files.delete(checkpoint);
    ObjectNode longer = (ObjectNode) Json.parseYaml("{steps: 4}", "test");
    try (Trainer trainer = Trainer.resume(run, longer, notice -> {})) {
      assertThat(trainer.run(TrainingListener.NONE).progress().step()).isEqualTo(4);
    }
  }

  @Test
  void networksGrow() {
    RunDirectory source = train(config("stylegan2-avatars64", STYLES));
    TrainingConfig larger =
        config("stylegan2-avatars64", STYLES, "{resolution: 32}", from(source.path()));
    try (Preparation ready = prepared(larger);
        Scope scope = Scope.open();
        Checkpoint checkpoint = Checkpoint.open(newest(source))) {
      StartingWeights weights = ready.start().orElseThrow();
      assertThat(weights.generator().fresh())
          .isNotEmpty()
          .allMatch(name -> name.startsWith("synthesis.b32."));
      assertThat(weights.discriminator().fresh())
          .isNotEmpty()
          .allMatch(name -> name.startsWith("b32."));
      assertThat(weights.summary()).contains("; new: synthesis.b32.");
      Network generator = ready.players().generator();
      for (String name : checkpoint.names("G")) {
        assertThat(generator.state().get(name).toBytes())
            .isEqualTo(checkpoint.tensor("G", name).toBytes());
      }
    }
  }

  @Test
  void networksOfOtherSizesAreNamedAsSuch() {
    RunDirectory source = train(config("digits", DIGITS));
    TrainingConfig wider =
        config("digits", DIGITS, "{architecture: {width: 6}}", from(source.path()));
    try (Preparation ready = prepared(wider)) {
      assertThat(ready.start().orElseThrow().summary())
          .endsWith("these networks have other sizes)");
    }
  }

  @Test
  void filtersStayThoseOfTheSettings() {
    RunDirectory source = train(config("stylegan2-avatars64", STYLES));
    TrainingConfig other =
        config(
            "stylegan2-avatars64",
            STYLES,
            "{architecture: {filter: [1, 2, 2, 1]}}",
            from(source.path()));
    try (Preparation ready = prepared(other)) {
      double[] before =
          ready.players().discriminator().state().get("b16.conv1.resample_filter").toDoubles();
      StartingWeights weights = ready.start().orElseThrow();
      assertThat(weights.discriminator().fresh()).isEmpty();
      assertThat(
              ready.players().discriminator().state().get("b16.conv1.resample_filter").toDoubles())
          .isEqualTo(before)
          .startsWith(1 / 36.0f);
    }
  }

  @Test
  void whereThereIsAnAverageAloneTheGeneratorStartsFromIt() {
    RunDirectory source = train(config("digits", DIGITS));
    Path imported = runs.resolve("imported.safetensors");
    try (Scope scope = Scope.open();
        Checkpoint whole = Checkpoint.open(newest(source))) {
      Map<String, Tensor> average =
          whole.names("G-ema").stream()
              .collect(Collectors.toMap(name -> name, name -> whole.tensor("G-ema", name)));
      Checkpoint.write(
          imported,
          Map.of("G-ema", average),
          Map.of(Checkpoint.ARCHITECTURE, whole.metadata(Checkpoint.ARCHITECTURE)));
    }
    try (Preparation ready = prepared(config("digits", DIGITS, from(imported)));
        Scope scope = Scope.open();
        Checkpoint checkpoint = Checkpoint.open(imported)) {
      StartingWeights weights = ready.start().orElseThrow();
      assertSame(ready.players().generator(), checkpoint, "G-ema");
      assertSame(ready.players().average(), checkpoint, "G-ema");
      assertThat(weights.discriminator().taken()).isZero();
    }
  }

  @Test
  void whatCannotServeIsRefusedAndLeavesNothing() throws IOException {
    RunDirectory source = train(config("digits", DIGITS));
    assertRefused(config("stylegan2-avatars64", STYLES, from(source.path())), "type stylegan2");
    assertRefused(config("digits", DIGITS, from(runs.resolve("nowhere"))), "nowhere");
    assertRefused(
        config(
            "digits",
            DIGITS,
            "{architecture: {width: 6, hidden: 7, latent: 5}}",
            from(source.path())),
        "weights of the same names and shapes");
    assertThatThrownBy(
            () ->
                Estimate.of(config("digits", DIGITS, from(runs.resolve("nowhere"))), notice -> {}))
        .isInstanceOf(InputException.class);
    try (Stream<Path> left = Files.list(runs)) {
      assertThat(left).containsExactly(source.path());
    }
  }

  private void assertRefused(TrainingConfig config, String message) {
    assertThatThrownBy(() -> Trainer.start(config, runs))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
