package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.esgrima.io.Json;
import org.esgrima.train.Presets;
import org.esgrima.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ConfigOptionsTest {
  private static TrainingConfig config(String... args) {
    ConfigOptions options = new ConfigOptions(key -> true);
    CommandSpec spec = CommandSpec.create();
    options.addTo(spec);
    new CommandLine(spec).parseArgs(args);
    ObjectNode tree = Presets.tree("digits");
    Presets.overlay(tree, options.changes());
    return TrainingConfig.of(tree, "test");
  }

  @Test
  void everyKeyOfTheConfigurationIsAnOption() {
    ObjectNode tree = (ObjectNode) Json.tree(Presets.config("digits"));
    tree.fieldNames()
        .forEachRemaining(
            key -> assertThat(new ConfigOptions(k -> true).names()).as(key).contains(key));
    assertThat(Captured.run("train", "--help").out())
        .doesNotContain("Further settings")
        .contains("--batch=N", "Images in a minibatch (64).", "Examples:");
  }

  @Test
  void valuesKeepTheirKinds() {
    TrainingConfig config =
        config(
            "--batch",
            "16",
            "--images=3e5",
            "--minutes",
            "0.5",
            "--data",
            "12",
            "--split",
            "test",
            "--reuse-latents=false",
            "--order",
            "simultaneous");
    assertThat(config.batch()).isEqualTo(16);
    assertThat(config.images()).isEqualTo(300_000);
    assertThat(config.minutes()).isEqualTo(0.5);
    assertThat(config.data()).isEqualTo("12");
    assertThat(config.split()).isEqualTo(org.esgrima.data.Split.TEST);
    assertThat(config.reuseLatents()).isFalse();
    assertThat(config.order()).isEqualTo(org.esgrima.train.TurnOrder.SIMULTANEOUS);
  }

  @Test
  void dotsReachInsideAndATypeStartsAnew() {
    assertThat(config("--architecture.width", "7").architecture())
        .isEqualTo(Presets.config("digits", "architecture: {width: 7}").architecture())
        .isNotEqualTo(Presets.config("digits").architecture());
    TrainingConfig sgd =
        config(
            "--generator-optimizer.learning-rate",
            "{type: linear, from: 0.1, to: 0, start-images: 0, end-images: 10, every-images: 1}",
            "--generator-optimizer=sgd",
            "--discriminator-optimizer.learning-rate=1e-4");
    assertThat(sgd.generatorOptimizer()).isInstanceOf(org.esgrima.optim.Sgd.class);
    assertThat(sgd.generatorOptimizer().learningRate().at(5)).isEqualTo(0.05);
    assertThat(sgd.discriminatorOptimizer().learningRate().at(0)).isEqualTo(1e-4);
  }
}
