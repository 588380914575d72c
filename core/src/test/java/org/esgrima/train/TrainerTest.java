package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.data.Strokes;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs, small ones. */
@ExtendWith(NoLeaks.class)
class TrainerTest {
  /**
   * A convolutional game with batch norm, one with dropout, maxout, momentum and schedules, and one
   * with spectral normalisation, whose vectors are part of the game.
   */
  private static final Map<String, String> GAMES =
      Map.of(
          "digits",
          "{architecture: {width: 4}, batch: 8, tick-steps: 7, preview: 4, seed: 5}",
          "goodfellow2014-mnist",
          "{data: strokes, take: 400, architecture: {generator-widths: [16], discriminator-widths:"
              + " [8]}, batch: 8, images: 0, tick-steps: 7, preview: 4, seed: 5,"
              + " discriminator-steps: 2, order: discriminator-first, reuse-latents: false}",
          "sngan-cifar10",
          "{data: strokes, channels: 1, architecture: {width: 4, latent: 8}, batch: 4,"
              + " tick-steps: 7, preview: 4, seed: 5, discriminator-steps: 2, threads: 1}",
          "cdcgan-mnist",
          "{data: strokes, architecture: {width: 4, hidden: 8}, batch: 8, images: 0,"
              + " tick-steps: 7, preview: 4, seed: 5, conditioning: {type: latent-codes},"
              + " generator-steps: 2, minibatch-std: 4, augmentation: {type: adaptive, start: 0.4,"
              + " interval: 3}}",
          "stylegan2-avatars64",
          "{data: strokes, resolution: 16, channels: 1, conditioning: {type: none},"
              + " architecture: {latent: 8, styles: 8,"
              + " capacity: 64, max-width: 4}, batch: 8, minutes: 0, tick-steps: 7, preview: 4,"
              + " seed: 5, threads: 1, penalties: [{type: r1, gamma: {type: cosine, from: 2, to: 1,"
              + " start-images: 0, end-images: 160}, interval: 4}], style-mixing: 0.9,"
              + " generator-penalties: [{type: path-length}],"
              + " average: {type: half-life, half-life-images: {type: linear, from: 0, to: 100,"
              + " start-images: 0, end-images: 100, every-images: 1}},"
              + " augmentation: {type: scheduled, probability: {type: cosine, from: 0, to: 1,"
              + " start-images: 0, end-images: 160}}}",
          "ring",
          "{batch: 8, images: 0, tick-steps: 7, preview: 4, seed: 5, threads: 1, treatments:"
              + " [{type: unrolling, steps: 2}, {type: replay, capacity: 20}, {type: top-k},"
              + " {type: historical-averaging}, {type: balance, discriminator-waits: 0.6}]}");

  @TempDir Path runs;

  private static TrainingConfig config(String preset, String changes) {
    ObjectNode tree = Presets.tree(preset);
    Presets.overlay(tree, Json.parseYaml(GAMES.getOrDefault(preset, "{}"), "test"));
    Presets.overlay(tree, Json.parseYaml(changes, "test"));
    return TrainingConfig.of(tree, "test");
  }

  private static ObjectNode changes(String yaml) {
    return (ObjectNode) Json.parseYaml(yaml, "test");
  }

  private Outcome train(TrainingConfig config) {
    try (Trainer trainer = Trainer.start(config, runs)) {
      return trainer.run(TrainingListener.NONE);
    }
  }

  private static Outcome resume(RunDirectory run, String changes) {
    try (Trainer trainer = Trainer.resume(run, changes(changes), notice -> {})) {
      return trainer.run(TrainingListener.NONE);
    }
  }

  private static void assertSameBits(Path expected, Path actual) {
    try (Scope scope = Scope.open();
        Checkpoint a = Checkpoint.open(expected);
        Checkpoint b = Checkpoint.open(actual)) {
      assertThat(b.sections()).isEqualTo(a.sections());
      for (String section : a.sections()) {
        assertThat(b.names(section)).isEqualTo(a.names(section));
        for (String name : a.names(section)) {
          assertThat(b.tensor(section, name).toBytes())
              .as(section + "/" + name)
              .isEqualTo(a.tensor(section, name).toBytes());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digits",
        "goodfellow2014-mnist",
        "sngan-cifar10",
        "cdcgan-mnist",
        "stylegan2-avatars64",
        "ring"
      })
  void twentyStepsAndTwentyMoreAreFortyStepsBitForBit(String preset) {
    Outcome whole = train(config(preset, "{steps: 40}"));
    Outcome half = train(config(preset, "{steps: 20}"));
    Outcome both = resume(half.run(), "{steps: 40}");
    assertThat(both.progress().step()).isEqualTo(40);
    assertThat(both.progress().images()).isEqualTo(whole.progress().images());
    assertSameBits(whole.checkpoint().orElseThrow(), both.checkpoint().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "sngan-cifar10", "stylegan2-avatars64", "ring"})
  void inBfloat16ResumesBitForBitWithWeightsInFloat32(String preset) {
    String bf16 = "precision: bf16, threads: 1, images: 0";
    Outcome whole = train(config(preset, "{steps: 4, " + bf16 + "}"));
    Outcome half = train(config(preset, "{steps: 2, " + bf16 + "}"));
    Outcome both = resume(half.run(), "{steps: 4}");
    Outcome single = train(config(preset, "{steps: 4, threads: 1, images: 0}"));
    assertSameBits(whole.checkpoint().orElseThrow(), both.checkpoint().orElseThrow());
    try (Scope scope = Scope.open();
        Checkpoint mixed = Checkpoint.open(whole.checkpoint().orElseThrow());
        Checkpoint exact = Checkpoint.open(single.checkpoint().orElseThrow())) {
      String weight = mixed.names("D").stream().filter(n -> n.contains("weight")).findFirst().get();
      assertThat(mixed.tensor("D", weight).elementType()).isEqualTo(ElementType.F32);
      assertThat(mixed.tensor("D", weight).contentEquals(exact.tensor("D", weight))).isFalse();
    }
  }

  @Test
  void theFormatThatAutoChoseIsWrittenDown() {
    Outcome outcome = train(config("digits", "{steps: 1, precision: auto}"));
    assertThat(TrainingConfig.of(outcome.run().readConfig(), "test").precision())
        .isIn(Precision.FP32, Precision.BF16);
  }

  @Test
  void aRunRemembersHowOftenTheDataHaveEachClass() {
    Outcome first = train(config("cdcgan-mnist", "{steps: 1, conditioning: {type: projection}}"));
    List<Long> counted = frequencies(first);
    assertThat(counted).hasSize(10).allSatisfy(n -> assertThat(n).isBetween(850L, 1_150L));
    assertThat(counted.stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
    assertThat(frequencies(resume(first.run(), "{steps: 2}"))).isEqualTo(counted);
  }

  private static List<Long> frequencies(Outcome outcome) {
    return TrainingConfig.of(outcome.run().readConfig(), "test").conditioning().frequencies();
  }

  @Test
  void aRequestedStopSavesAndResumesBitForBit() {
    Outcome whole = train(config("digits", "{steps: 30}"));
    Outcome stopped;
    try (Trainer trainer = Trainer.start(config("digits", "{steps: 30}"), runs)) {
      stopped =
          trainer.run(
              new TrainingListener() {
                @Override
                public void stepped(Progress progress) {
                  if (progress.step() == 11) { // in the middle of a tick
                    trainer.requestStop();
                  }
                }
              });
    }
    assertThat(stopped.reason()).isEqualTo(Outcome.Reason.STOPPED);
    assertThat(stopped.progress().step()).isEqualTo(11);
    Outcome resumed = resume(stopped.run(), "{}");
    assertSameBits(whole.checkpoint().orElseThrow(), resumed.checkpoint().orElseThrow());
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    Outcome one = train(config("digits", "{steps: 2}"));
    Outcome two = train(config("digits", "{steps: 2, seed: 6}"));
    try (Scope scope = Scope.open();
        Checkpoint a = Checkpoint.open(one.checkpoint().orElseThrow());
        Checkpoint b = Checkpoint.open(two.checkpoint().orElseThrow())) {
      assertThat(a.tensor("G", "main.0.weight").contentEquals(b.tensor("G", "main.0.weight")))
          .isFalse();
    }
  }

  @Test
  void keepsTheRunDirectoryOfFormatOne() throws IOException {
    Outcome outcome = train(config("digits", "{steps: 15, sample-ticks: 1, checkpoint-ticks: 1}"));
    RunDirectory run = outcome.run();
    try (Stream<Path> files = Files.walk(run.path())) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> run.path().relativize(file).toString().replace('\\', '/'))
              .filter(name -> !name.startsWith("."))
              .sorted()
              .toList();
      assertThat(names)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(
                      theBest(run),
                      "checkpoints/000014.safetensors",
                      "checkpoints/000015.safetensors",
                      "checkpoints/best.json",
                      "config.yaml",
                      "figures/curves.png",
                      "metric-sliced-wasserstein.jsonl",
                      "provenance.json",
                      "report.html",
                      "samples/fakes-000000.png",
                      "samples/fakes-000007.png",
                      "samples/fakes-000014.png",
                      "samples/fakes-000015.png",
                      "samples/reals.png",
                      "state.json",
                      "stats.jsonl")
                  .distinct()
                  .toList());
    }
    List<Map<String, Object>> lines = StatsLog.read(run.statsFile()).lines();
    assertThat(lines).extracting(line -> line.get("step")).containsExactly(7L, 14L, 15L);
    TrainingConfig again = TrainingConfig.of(run.readConfig(), run.configFile());
    assertThat(again.architecture().sampleShape()).isEqualTo(org.esgrima.io.Shape.of(1, 28, 28));
  }

  /** Any of the three, as the processor rounds. */
  private static String theBest(RunDirectory run) {
    CheckpointKeeper keeper = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
    return "checkpoints/%06d.safetensors".formatted(keeper.best().orElseThrow().step());
  }

  @Test
  void resumedHistoryHasNoStepTwice() {
    Outcome half = train(config("digits", "{steps: 10}"));
    RunDirectory run = half.run();
    resume(run, "{steps: 21}");
    assertThat(StatsLog.read(run.statsFile()).lines())
        .extracting(line -> line.get("step"))
        .containsExactly(7L, 10L, 14L, 21L);
  }

  @Test
  void divergenceKeepsTheLastGoodCheckpointAndSaysWhatBroke() {
    Outcome good = train(config("digits", "{steps: 3}"));
    Path checkpoint = good.checkpoint().orElseThrow();
    Outcome broken =
        resume(good.run(), "{steps: 60, discriminator-optimizer: {learning-rate: 1e30}}");
    assertThat(broken.reason()).isEqualTo(Outcome.Reason.DIVERGED);
    assertThat(broken.message()).contains("loss/").contains("learning rate");
    assertThat(broken.checkpoint()).contains(checkpoint);
    assertThat(checkpoint).exists();
  }

  @Test
  void nativeHandlesDoNotGrowWhileTraining() {
    List<Long> handles = new ArrayList<>();
    try (Trainer trainer = Trainer.start(config("digits", "{steps: 42}"), runs)) {
      trainer.run(
          new TrainingListener() {
            @Override
            public void ticked(Progress progress, Map<String, Object> statistics) {
              handles.add((Long) statistics.get("resources/native-handles"));
            }
          });
    }
    assertThat(handles).hasSize(6).containsOnly(handles.get(0));
  }

  @Test
  void playsOnPointsInThePlane() {
    Outcome outcome = train(config("ring", "{steps: 3, batch: 16, preview: 20}"));
    assertThat(outcome.run().samplesDirectory().resolve("fakes-000003.png")).exists();
  }

  @Test
  void aFinishedRunSaysHowToGoOn() {
    Outcome outcome = train(config("digits", "{steps: 1}"));
    assertThatThrownBy(() -> resume(outcome.run(), "{}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("this run is finished")
        .hasMessageContaining("--steps 2");
  }

  @Test
  void aRunWithoutAnEndIsRefusedBeforeADirectoryIsMade() throws IOException {
    assertThatThrownBy(() -> train(config("digits", "{steps: 0}")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--steps, --images or --minutes");
    try (Stream<Path> files = Files.list(runs)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void dataThatDoNotFitTheNetworksAreRefusedBeforeADirectoryIsMade() throws IOException {
    assertThatThrownBy(() -> train(config("digits", "{data: ring}")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("do not fit the architecture");
    try (Stream<Path> files = Files.list(runs)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void playsOnASetOfYourOwnAndGoesOnWithIt() {
    TrainingConfig settings = config("digits", "{steps: 4, data: nowhere, take: 5}");
    Outcome half;
    try (Trainer trainer = Trainer.start(settings, new Strokes(8), runs)) {
      assertThat(trainer.config().data()).isEqualTo("strokes");
      assertThat(trainer.config().take()).isZero();
      half = trainer.run(TrainingListener.NONE);
    }
    assertThat(half.run().readProvenance().dataFingerprint())
        .isEqualTo(new Strokes(8).fingerprint());
    assertThatThrownBy(
            () -> Trainer.resume(half.run(), changes("{steps: 6}"), new Strokes(9)).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the data have changed");
    try (Trainer trainer = Trainer.resume(half.run(), changes("{steps: 6}"), new Strokes(8))) {
      assertThat(trainer.run(TrainingListener.NONE).progress().step()).isEqualTo(6);
    }
  }
}
