package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.architecture.CompactDcgan;
import org.esgrima.architecture.Dcgan;
import org.esgrima.architecture.DenseInit;
import org.esgrima.architecture.LatentCodes;
import org.esgrima.architecture.LatentDistribution;
import org.esgrima.architecture.MlpGan;
import org.esgrima.architecture.R3Gan;
import org.esgrima.architecture.ResnetGan;
import org.esgrima.architecture.StyleGan2;
import org.esgrima.augment.ScheduledAugmentation;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Activation;
import org.esgrima.objective.GradientPenalty;
import org.esgrima.objective.Hinge;
import org.esgrima.objective.Minimax;
import org.esgrima.objective.NonSaturating;
import org.esgrima.objective.PathLength;
import org.esgrima.objective.R1;
import org.esgrima.objective.R2;
import org.esgrima.objective.RelativisticPairing;
import org.esgrima.objective.Wasserstein;
import org.esgrima.optim.Adam;
import org.esgrima.optim.EmaSettings;
import org.esgrima.optim.Sgd;
import org.esgrima.optim.UpdateRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  static List<String> names() {
    return Presets.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPresetIsCompleteAndSurvivesItsYaml(String name) {
    TrainingConfig config = Presets.config(name);
    assertThat(config.name()).isEqualTo(name);
    assertThat(Presets.describe(name)).hasSizeGreaterThan(20).doesNotStartWith("#");
    assertThat(TrainingConfig.of(Json.parseYaml(Json.yaml(config), name), name)).isEqualTo(config);
  }

  @Test
  void goodfellow2014HasThePublishedNumbers() {
    TrainingConfig config = Presets.config("goodfellow2014-mnist");
    MlpGan mlp = (MlpGan) config.architecture();
    assertThat(config.take()).isEqualTo(50_000);
    assertThat(config.batch()).isEqualTo(100);
    assertThat(config.latentDistribution()).isEqualTo(LatentDistribution.UNIFORM);
    assertThat(mlp.generatorWidths()).isEqualTo(List.of(1200, 1200));
    assertThat(mlp.pieces()).isEqualTo(5);
    assertThat(mlp.startAtMarginals()).isTrue();
    Sgd sgd = (Sgd) config.generatorOptimizer();
    assertThat(sgd.learningRate().at(0)).isEqualTo(0.1);
    assertThat(sgd.learningRate().at(100 * 1000))
        .isCloseTo(0.1 / Math.pow(1.000004, 1000), Offset.offset(1e-15));
    assertThat(sgd.momentum().at(0)).isEqualTo(0.5);
    assertThat(sgd.momentum().at(249L * 50_000)).isCloseTo(0.7, Offset.offset(1e-12));
    assertThat(config.discriminatorSteps()).isEqualTo(1);
  }

  @Test
  void infoGanHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("infogan-mnist");
    assertThat(config.architecture()).isEqualTo(new Dcgan(0, 0, 62, 64, 1024, true));
    assertThat(config.conditioning()).isEqualTo(new LatentCodes(10, 2, 1, 0.1, 128));
    assertThat(((Adam) config.generatorOptimizer()).learningRate().at(0)).isEqualTo(1e-3);
    assertThat(((Adam) config.discriminatorOptimizer()).learningRate().at(0)).isEqualTo(2e-4);
  }

  @Test
  void wganGpHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("wgan-gp-mnist");
    assertThat(config.loss()).isEqualTo(new Wasserstein());
    assertThat(config.penalties()).containsExactly(new GradientPenalty(10));
    assertThat(config.discriminatorSteps()).isEqualTo(5);
    assertThat(config.batch()).isEqualTo(50);
    Adam adam = (Adam) config.generatorOptimizer();
    assertThat(adam.beta2().at(0)).isEqualTo(0.9);
    assertThat(adam.learningRate().at(0)).isEqualTo(1e-4);
  }

  @Test
  void snganHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("sngan-cifar10");
    assertThat(config.architecture()).isEqualTo(new ResnetGan(0, 0, 128, 256, true));
    assertThat(config.loss()).isEqualTo(new Hinge());
    assertThat(config.discriminatorSteps()).isEqualTo(5);
    assertThat(config.batch()).isEqualTo(64);
    for (UpdateRule rule : List.of(config.generatorOptimizer(), config.discriminatorOptimizer())) {
      Adam adam = (Adam) rule;
      assertThat(adam.beta1().at(0)).isZero();
      assertThat(adam.beta2().at(0)).isEqualTo(0.9);
      assertThat(adam.learningRate().at(0)).isEqualTo(2e-4);
      long imagesPerStep = 5 * 64;
      assertThat(adam.learningRate().at(50_000 * imagesPerStep))
          .isCloseTo(1e-4, Offset.offset(1e-12));
      assertThat(adam.learningRate().at(config.steps() * imagesPerStep)).isZero();
    }
  }

  @Test
  void pacganHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("pacgan-grid");
    MlpGan mlp = (MlpGan) config.architecture();
    assertThat(config.take()).isEqualTo(100_000);
    assertThat(config.packing()).isEqualTo(2);
    assertThat(config.batch() / config.packing()).isEqualTo(100);
    assertThat(config.steps()).isEqualTo(400 * config.take() / 100);
    assertThat(config.order()).isEqualTo(TurnOrder.SIMULTANEOUS);
    assertThat(mlp.latent()).isEqualTo(2);
    assertThat(mlp.generatorWidths()).isEqualTo(List.of(400, 400, 400, 400));
    assertThat(mlp.generatorNorm()).isTrue();
    assertThat(mlp.discriminatorWidths()).isEqualTo(List.of(200, 200, 200));
    assertThat(mlp.pieces()).isEqualTo(5);
    assertThat(mlp.inputKeep() * mlp.hiddenKeep()).isEqualTo(1);
    assertThat(List.of(mlp.generatorInit(), mlp.discriminatorInit()))
        .containsOnly(new DenseInit.Normal(0.02));
    assertThat(List.of(config.generatorOptimizer(), config.discriminatorOptimizer()))
        .containsOnly(new Adam(1e-4, 0.8, 0.999));
  }

  @Test
  void stackedMnistUnrolledHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("stackedmnist-unrolled");
    assertThat(config.architecture()).isEqualTo(new CompactDcgan(0, 256, 8, 2));
    assertThat(config.treatments()).isEqualTo(List.of(new Unrolling(5)));
    assertThat(config.batch()).isEqualTo(128);
    assertThat(config.steps()).isEqualTo(500_000);
    assertThat(((Adam) config.generatorOptimizer()).beta2().at(0)).isEqualTo(0.99);
    assertThat(config.generatorOptimizer().learningRate().at(0)).isEqualTo(1e-4);
    assertThat(config.discriminatorOptimizer().learningRate().at(0)).isEqualTo(2e-4);
  }

  @Test
  void unrolledHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("unrolled-ring");
    MlpGan mlp = (MlpGan) config.architecture();
    assertThat(config.loss()).isEqualTo(new Minimax());
    assertThat(config.treatments()).isEqualTo(List.of(new Unrolling(5)));
    assertThat(config.batch()).isEqualTo(512);
    assertThat(config.steps()).isEqualTo(25_000);
    assertThat(mlp.latent()).isEqualTo(256);
    assertThat(mlp.generatorWidths()).isEqualTo(List.of(128, 128));
    assertThat(mlp.discriminatorWidths()).isEqualTo(List.of(128, 128));
    assertThat(List.of(mlp.generatorActivation(), mlp.discriminatorActivation()))
        .containsOnly(Activation.TANH);
    assertThat(List.of(mlp.generatorInit(), mlp.discriminatorInit()))
        .containsOnly(new DenseInit.Orthogonal(1.4));
    assertThat(((Adam) config.generatorOptimizer()).learningRate().at(0)).isEqualTo(1e-3);
    assertThat(((Adam) config.discriminatorOptimizer()).learningRate().at(0)).isEqualTo(1e-4);
    assertThat(((Adam) config.discriminatorOptimizer()).beta1().at(0)).isEqualTo(0.5);
  }

  @Test
  void wganGpToyHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("wgan-gp-toy");
    MlpGan mlp = (MlpGan) config.architecture();
    assertThat(config.loss()).isEqualTo(new Wasserstein());
    assertThat(config.penalties()).isEqualTo(List.of(new GradientPenalty(0.1)));
    assertThat(config.discriminatorSteps()).isEqualTo(5);
    assertThat(config.batch()).isEqualTo(256);
    assertThat(config.steps()).isEqualTo(100_000);
    assertThat(mlp.latent()).isEqualTo(2);
    assertThat(mlp.generatorWidths()).isEqualTo(List.of(512, 512, 512));
    assertThat(mlp.discriminatorWidths()).isEqualTo(List.of(512, 512, 512));
    assertThat(mlp.pieces()).isEqualTo(1);
    for (UpdateRule rule : List.of(config.generatorOptimizer(), config.discriminatorOptimizer())) {
      Adam adam = (Adam) rule;
      assertThat(adam.learningRate().at(0)).isEqualTo(1e-4);
      assertThat(adam.beta1().at(0)).isEqualTo(0.5);
      assertThat(adam.beta2().at(0)).isEqualTo(0.9);
    }
  }

  @Test
  void rpganPenalisesBothSidesInEveryStepAndEndsAtRateZero() {
    TrainingConfig config = Presets.config("rpgan-r1r2-grid");
    assertThat(config.loss()).isEqualTo(new RelativisticPairing());
    assertThat(config.penalties()).isEqualTo(List.of(new R1(0.3), new R2(0.3)));
    for (UpdateRule rule : List.of(config.generatorOptimizer(), config.discriminatorOptimizer())) {
      Adam adam = (Adam) rule;
      assertThat(adam.beta1().at(0)).isZero();
      assertThat(adam.learningRate().at(config.steps() * config.batch() - 1)).isPositive();
      assertThat(adam.learningRate().at(config.steps() * config.batch())).isZero();
    }
  }

  @Test
  void r3GanOnFacesHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("r3gan-ffhq256");
    R3Gan gan = (R3Gan) config.architecture().fitting(Shape.of(3, 256, 256));
    assertThat(gan.widths()).containsExactly(768, 768, 768, 768, 384, 192, 96);
    assertThat(gan.cardinality()).containsExactly(96, 96, 96, 96, 48, 24, 12);
    assertThat(gan.blocks()).containsOnly(2);
    assertThat(config.loss()).isEqualTo(new RelativisticPairing());
    for (long images : List.of(0L, 20_000_000L)) {
      boolean start = images == 0;
      R1 r1 = (R1) config.penalties().get(0).after(images);
      R2 r2 = (R2) config.penalties().get(1).after(images);
      assertThat(r1).isEqualTo(new R1(start ? 150 : 15));
      assertThat(r2).isEqualTo(new R2(start ? 150 : 15));
      Adam adam = (Adam) config.generatorOptimizer();
      assertThat(adam.learningRate().at(images)).isCloseTo(start ? 2e-4 : 5e-5, EXACT);
      assertThat(adam.beta2().at(images)).isCloseTo(start ? 0.9 : 0.99, EXACT);
      assertThat(config.average().beta(images, config.batch()))
          .isCloseTo(start ? 0 : Math.pow(0.5, 256.0 / 500_000), EXACT);
      ScheduledAugmentation augmentation = (ScheduledAugmentation) config.augmentation();
      assertThat(augmentation.probability().at(images)).isCloseTo(start ? 0 : 0.3, EXACT);
    }
    assertThat(config.discriminatorOptimizer()).isEqualTo(config.generatorOptimizer());
  }

  @Test
  void styleGan2OnFacesHasThePublishedNumbers() {
    TrainingConfig config = Presets.config("stylegan2-ffhq256");
    StyleGan2 gan = (StyleGan2) config.architecture();
    assertThat(List.of(gan.latent(), gan.styles(), gan.maxWidth())).containsOnly(512);
    assertThat(gan.mappingLayers()).isEqualTo(8);
    assertThat(gan.minibatchStd()).isEqualTo(8);
    assertThat(gan.capacity()).isEqualTo(16_384);
    assertThat(config.loss()).isEqualTo(new NonSaturating());
    assertThat(config.penalties()).isEqualTo(List.of(new R1(1, 16)));
    assertThat(config.generatorPenalties()).isEqualTo(List.of(new PathLength()));
    assertThat(config.styleMixing()).isEqualTo(0.9);
    assertThat(config.batch()).isEqualTo(64);
    assertThat(config.average()).isEqualTo(new EmaSettings.HalfLife(20_000, 0));
    assertThat(List.of(config.generatorOptimizer(), config.discriminatorOptimizer()))
        .containsOnly(new Adam(2.5e-3, 0, 0.99));
  }

  @Test
  void overlayReplacesAnObjectWhoseTypeChanges() {
    ObjectNode tree = Presets.tree("digits");
    Presets.overlay(
        tree, Json.parseYaml("{generator-optimizer: {type: sgd, learning-rate: 0.1}}", "test"));
    assertThat(TrainingConfig.of(tree, "test").generatorOptimizer()).isInstanceOf(Sgd.class);
  }

  @Test
  void unknownNamesAndKeysAreNamed() {
    assertThatThrownBy(() -> Presets.config("digitss"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("digitss")
        .hasMessageContaining("esgrima presets");
    ObjectNode tree = Presets.tree("digits").put("bacth", 3);
    assertThatThrownBy(() -> TrainingConfig.of(tree, "config.yaml"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bacth");
  }

  @Test
  void impossibleValuesAreRefused() {
    for (String wrong :
        List.of("batch: 0", "accumulate: 3", "tick-steps: 0", "minutes: -1", "precision: fp17")) {
      ObjectNode tree = Presets.tree("digits");
      Presets.overlay(tree, Json.parseYaml(wrong, "test"));
      assertThatThrownBy(() -> TrainingConfig.of(tree, "test"))
          .as(wrong)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(wrong.substring(0, wrong.indexOf(':')));
    }
  }

  @Test
  void changesReplaceOnlyWhatTheyName() {
    TrainingConfig config = Presets.config("digits", "{steps: 7, architecture: {width: 5}}");
    assertThat(config.steps()).isEqualTo(7);
    assertThat(config.architecture()).isEqualTo(new Dcgan(0, 0, 64, 5, 256, true));
    assertThat(config.batch()).isEqualTo(Presets.config("digits").batch());
    assertThatThrownBy(() -> Presets.config("digits", "{stepps: 7}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("changes of preset digits")
        .hasMessageContaining("stepps");
  }

  @Test
  void settingsOfEarlierVersionsMeanWhatTheyMeant() {
    ObjectNode tree = (ObjectNode) Json.tree(Presets.config("goodfellow2014-mnist"));
    TrainingConfig now = TrainingConfig.of(tree, "test");
    assertThat(now.order()).isEqualTo(TurnOrder.SIMULTANEOUS);
    List.of("order", "treatments", "conditioning", "style-mixing").forEach(tree::remove);
    assertThat(TrainingConfig.of(tree, "config.yaml").order())
        .isEqualTo(TurnOrder.DISCRIMINATOR_FIRST);
    tree.put("simultaneous", true);
    assertThat(TrainingConfig.of(tree, "config.yaml")).isEqualTo(now);
    tree.remove("batch");
    assertThatThrownBy(() -> TrainingConfig.of(tree, "config.yaml"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("batch");
  }
}
