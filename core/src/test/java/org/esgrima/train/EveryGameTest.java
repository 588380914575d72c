package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every loss with every penalty on every architecture trains, or is refused with a reason; on the
 * device that the system property {@code esgrima.device} names, else on the processor.
 */
@ExtendWith(NoLeaks.class)
class EveryGameTest {
  private static final int STEPS = 20;

  private static final List<String> LOSSES =
      List.of(
          "minimax",
          "non-saturating",
          "least-squares",
          "wasserstein",
          "hinge",
          "relativistic-average",
          "relativistic-pairing");

  private static final List<String> PENALTIES =
      List.of("none", "gradient-penalty", "dragan", "r1", "r2", "consistency", "weight-clipping");

  private static final Map<String, String> GAMES =
      Map.of(
          "mlp",
          "{batch: 16, architecture: {type: mlp, generator-widths: [8], discriminator-widths: [8]}}",
          "dcgan",
          "{batch: 4, architecture: {width: 2}}",
          "dcgan without norm",
          "{batch: 4, architecture: {width: 2, discriminator-norm: false}}",
          "resnet",
          "{batch: 4, resolution: 32, threads: 1,"
              + " architecture: {type: resnet, latent: 8, width: 4}}",
          "r3gan",
          "{batch: 4, resolution: 8, threads: 1,"
              + " architecture: {type: r3gan, latent: 8, widths: [4], blocks: [1]}}",
          "stylegan",
          "{batch: 4, resolution: 8, threads: 1, architecture: {type: stylegan, latent: 8,"
              + " styles: 8, mapping-layers: 2, capacity: 64, max-width: 4}}",
          "stylegan2",
          "{batch: 4, resolution: 8, threads: 1, architecture: {type: stylegan2, latent: 8,"
              + " styles: 8, mapping-layers: 2, capacity: 64, max-width: 4}}");

  private static final List<String> KNOW_PROJECTION_ONLY =
      List.of("r3gan", "stylegan", "stylegan2");

  static List<Arguments> games() {
    List<Arguments> games = new ArrayList<>();
    for (String game : GAMES.keySet()) {
      for (String loss : LOSSES) {
        for (String penalty : PENALTIES) {
          games.add(Arguments.of(game, loss, penalty));
        }
      }
    }
    return games;
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("games")
  void trainsOrSaysWhyNot(String game, String loss, String penalty) {
    TrainingConfig config = configured(game, loss, penalty);
    boolean perSample = List.of("gradient-penalty", "dragan", "r1", "r2").contains(penalty);
    if (game.equals("dcgan") && perSample) {
      assertThatThrownBy(() -> prepare(config).close())
          .isInstanceOf(InputException.class)
          .hasMessageContaining(penalty)
          .hasMessageContaining("batch normalisation")
          .hasMessageContaining("discriminator-norm");
      return;
    }
    if (game.equals("mlp") && penalty.equals("consistency")) {
      assertThatThrownBy(() -> prepare(config).close())
          .isInstanceOf(InputException.class)
          .hasMessageContaining("penalties: consistency")
          .hasMessageContaining("samples of shape [2]");
      return;
    }
    boolean logged = perSample || penalty.equals("consistency");
    try (Preparation ready = prepare(config)) {
      Map<String, Double> means = play(ready);
      assertThat(means.values()).allMatch(Double::isFinite);
      assertThat(means).containsKeys("loss/d/adversarial", "loss/g/adversarial");
      assertThat(means.containsKey("loss/d/" + penalty)).isEqualTo(logged);
    }
  }

  static List<Arguments> conditionedGames() {
    List<Arguments> games = new ArrayList<>();
    for (String game : GAMES.keySet()) {
      for (String conditioning :
          List.of("concatenation", "projection", "auxiliary-classifier", "latent-codes")) {
        games.add(Arguments.of(game, conditioning));
      }
    }
    return games;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("conditionedGames")
  void everyConditionTrainsOnEveryArchitecture(String game, String conditioning) {
    String condition = "conditioning: {type: " + conditioning + "}, minibatch-std: 4";
    if (KNOW_PROJECTION_ONLY.contains(game) && !conditioning.equals("projection")) {
      assertThatThrownBy(() -> prepare(config("digits", game, condition)).close())
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected none or projection, got " + conditioning);
      return;
    }
    try (Preparation ready = prepare(config("digits", game, condition))) {
      Map<String, Double> means = play(ready);
      assertThat(means.values()).allMatch(Double::isFinite);
      assertThat(means.containsKey("loss/g/classes"))
          .isEqualTo(conditioning.equals("auxiliary-classifier"));
      assertThat(means.containsKey("loss/g/codes")).isEqualTo(conditioning.equals("latent-codes"));
    }
  }

  @Test
  void severalLabelsMakeOneClass() {
    TrainingConfig config =
        Presets.config(
            "dcgan-avatars64",
            "{batch: 16, architecture: {width: 2},"
                + " conditioning: {type: projection, label: person+glasses}}");
    try (Preparation ready = prepare(config);
        Loader loader = new Loader(ready.dataset(), Sampler.inOrder(ready.dataset()), 16, 0, 1, 1);
        Scope scope = Scope.open()) {
      assertThat(ready.config().conditioning().classes())
          .containsExactly("man+no glasses", "man+glasses", "woman+no glasses", "woman+glasses");
      Batch batch = loader.next();
      List<LabelColumn> labels = ready.dataset().labelColumns();
      float[] told =
          Samples.toMinibatch(batch, labels, ready.config()).condition().orElseThrow().toFloats();
      for (int i = 0; i < 16; i++) {
        int person = (int) batch.labels()[i * labels.size()];
        int glasses = (int) batch.labels()[i * labels.size() + 1];
        assertThat(told[4 * i + 2 * person + glasses]).as("sample %d", i).isEqualTo(1);
      }
      assertThat(play(ready).values()).allMatch(Double::isFinite);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mlp", "dcgan", "dcgan without norm", "resnet", "r3gan", "stylegan", "stylegan2"})
  void packsAreJudgedTogether(String game) {
    TrainingConfig config = config(game.equals("mlp") ? "ring" : "digits", game, "packing: 2");
    try (Preparation ready = prepare(config)) {
      assertThat(play(ready).values()).allMatch(Double::isFinite);
    }
    assertThatThrownBy(
            () ->
                prepare(config("digits", game, "packing: 2, conditioning: {type: projection}"))
                    .close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--packing 1");
  }

  static List<Arguments> treatedGames() {
    List<Arguments> games = new ArrayList<>();
    for (String game : GAMES.keySet()) {
      for (String treatment :
          List.of("unrolling, steps: 2", "replay", "historical-averaging", "top-k", "balance")) {
        games.add(Arguments.of(game, treatment));
      }
    }
    return games;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("treatedGames")
  void everyTreatmentWorksOnEveryArchitecture(String game, String treatment) {
    String treatments = "treatments: [{type: " + treatment + "}]";
    try (Preparation ready = prepare(config("digits", game, treatments))) {
      Map<String, Double> means = play(ready);
      assertThat(means.values()).allMatch(Double::isFinite);
      assertThat(means.containsKey("loss/g/historical-average"))
          .isEqualTo(treatment.equals("historical-averaging"));
    }
  }

  static List<Arguments> augmentedGames() {
    List<Arguments> games = new ArrayList<>();
    for (String game : List.of("dcgan without norm", "resnet", "stylegan2")) {
      for (String more :
          List.of(
              "type: diff-augment",
              "type: scheduled, probability: 0.5",
              "type: adaptive, start: 0.5, target: -1, interval: 1")) {
        for (String penalty : List.of("[]", "[{type: r1}, {type: gradient-penalty}]")) {
          games.add(Arguments.of(game, more, penalty));
        }
      }
    }
    return games;
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("augmentedGames")
  void everyPenaltyGoesThroughAugmentedImages(String game, String augmentation, String penalties) {
    String more = "augmentation: {%s}, penalties: %s".formatted(augmentation, penalties);
    try (Preparation ready = prepare(config("digits", game, more))) {
      assertThat(play(ready).values()).allMatch(Double::isFinite);
      ready
          .players()
          .augmentationProbability()
          .ifPresent(p -> assertThat(p).as("D is surer than the target").isGreaterThan(0.5));
    }
  }

  @Test
  void pointsCannotBeAugmented() {
    assertThatThrownBy(
            () -> prepare(config("ring", "mlp", "augmentation: {type: diff-augment}")).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--augmentation none");
  }

  @Test
  void lazyPenaltiesOfBothPlayersHaveStepsOfTheirOwn() {
    String lazy =
        "penalties: [{type: r1, interval: 4}, {type: r2, interval: 4}], style-mixing: 0.9,"
            + " generator-penalties: [{type: path-length, interval: 2}]";
    for (String order : List.of("discriminator-first", "generator-first", "simultaneous")) {
      String game = order.equals("simultaneous") ? "stylegan" : "stylegan2";
      String more = ", conditioning: {type: projection}, reuse-latents: false, order: " + order;
      TrainingConfig config = config("digits", game, lazy + more);
      try (Preparation ready = prepare(config)) {
        Map<String, Double> means = play(ready);
        assertThat(means.values()).as(order).allMatch(Double::isFinite);
        assertThat(means).containsKeys("loss/d/r1", "loss/d/r2", "loss/g/path-length");
        assertThat(updates(ready, "D-optimizer")).as(order).isEqualTo(STEPS + STEPS / 4);
        assertThat(updates(ready, "G-optimizer")).as(order).isEqualTo(STEPS + STEPS / 2);
      }
    }
  }

  private static long updates(Preparation ready, String optimizer) {
    try (Scope scope = Scope.open()) {
      return Math.round(ready.players().sections().get(optimizer).get("step").item());
    }
  }

  @Test
  void whatLazyPenaltiesAndStylesNeedIsNamed() {
    assertThatThrownBy(() -> config("ring", "mlp", "style-mixing: 0.5"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("style-mixing");
    assertThatThrownBy(() -> config("ring", "mlp", "generator-penalties: [{type: path-length}]"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("path-length");
    assertThatThrownBy(() -> config("ring", "mlp", "order: generator-first"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--reuse-latents false");
    String two = "penalties: [{type: r1, interval: 4}, {type: r2, interval: 8}]";
    assertThatThrownBy(() -> prepare(config("ring", "mlp", two)).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("[4, 8]");
    String sgd = "penalties: [{type: r1, interval: 4}], discriminator-optimizer: {type: rmsprop}";
    assertThatThrownBy(() -> prepare(config("ring", "mlp", sgd)).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("discriminator-optimizer: expected adam");
  }

  @Test
  void aTreatmentTwiceIsRefused() {
    String twice = "treatments: [{type: replay}, {type: replay, capacity: 5}]";
    assertThatThrownBy(() -> config("ring", "mlp", twice))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("treatments: expected each at most once");
  }

  @Test
  void dataWithoutClassesCannotBeAskedForThem() {
    assertThatThrownBy(
            () ->
                prepare(config("ring", "mlp", "conditioning: {type: projection, label: glasses}")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("glasses")
        .hasMessageContaining("conditioning");
  }

  private static TrainingConfig config(String preset, String game, String more) {
    String changes = GAMES.get(game);
    String device = "device: " + System.getProperty("esgrima.device", "cpu");
    return Presets.config(
        preset, changes.substring(0, changes.length() - 1) + ", " + device + ", " + more + "}");
  }

  private static TrainingConfig configured(String game, String loss, String penalty) {
    String preset = game.equals("mlp") ? "ring" : "digits";
    String more =
        switch (penalty) {
          case "none" -> "";
          case "weight-clipping" -> ", constraints: [{type: weight-clipping}]";
          default -> ", penalties: [{type: " + penalty + "}]";
        };
    return config(preset, game, "loss: {type: " + loss + "}" + more);
  }

  private static Preparation prepare(TrainingConfig config) {
    return Preparation.of(config, Datasets.open(config.dataOptions()));
  }

  private static Map<String, Double> play(Preparation ready) {
    StepReport report = new StepReport();
    TwoPlayerStep step = ready.players().step();
    Dataset data = ready.dataset();
    int batch = ready.config().batch();
    try (Loader loader = new Loader(data, Sampler.inOrder(data), batch, 0, 1, 1)) {
      for (int i = 0; i < STEPS; i++) {
        try (Scope scope = Scope.open()) {
          step.play(
              () -> Samples.toMinibatch(loader.next(), data.labelColumns(), ready.config()),
              ready.players(),
              loader.position(),
              report);
        }
      }
    }
    return report.takeMeans();
  }
}
