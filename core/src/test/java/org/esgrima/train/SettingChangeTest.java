package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.objective.R1;
import org.junit.jupiter.api.Test;

class SettingChangeTest {
  private static final String G = "generator-optimizer.learning-rate";
  private static final TrainingConfig CONFIG =
      Presets.config(
          "ring",
          "{penalties: [{type: r1, gamma: {type: cosine, from: 4, to: 0, start-images: 0,"
              + " end-images: 1000}}, {type: dragan}], generator-optimizer: {learning-rate:"
              + " {type: warm-up, from: 0, images: 100, then: {type: linear, from: 1e-3, to: 1e-4,"
              + " start-images: 0, end-images: 1000, every-images: 1}}}}");

  private static Optional<JsonNode> change(long images, double share, String key, String yaml) {
    return new SettingChange(CONFIG, images, share).of(key, Json.parseYaml(yaml, "test"));
  }

  private static TrainingConfig with(long images, double share, String key, String yaml) {
    return SteerableSettings.with(
        CONFIG, Map.of(key, change(images, share, key, yaml).orElseThrow()));
  }

  @Test
  void knowsWhatCanBeSet() {
    assertThat(SteerableSettings.of(CONFIG))
        .containsOnlyKeys(
            G,
            "discriminator-optimizer.learning-rate",
            "discriminator-steps",
            "generator-steps",
            "penalties.r1.gamma",
            "penalties.dragan.weight");
  }

  @Test
  void aNumberInThePlaceOfAScheduleScalesItAsAWhole() {
    var rate = with(550, 1, G, "1e-2").generatorOptimizer().learningRate();
    var before = CONFIG.generatorOptimizer().learningRate();
    assertThat(rate.at(550)).isEqualTo(1e-2, Offset.offset(1e-15));
    for (long images : new long[] {0, 50, 100, 700, 1000, 5000}) {
      assertThat(rate.at(images))
          .isEqualTo(before.at(images) * 1e-2 / before.at(550), Offset.offset(1e-15));
    }
  }

  @Test
  void aFactorMultiplies() {
    assertThat(
            with(0, 1, "discriminator-optimizer.learning-rate", "x0.5")
                .discriminatorOptimizer()
                .learningRate()
                .at(7))
        .isEqualTo(2.5e-4);
    R1 r1 = (R1) with(0, 1, "penalties.r1.gamma", "x3").penalties().get(0);
    assertThat(r1.gamma().at(0)).isEqualTo(12);
    assertThat(r1.gamma().at(1000)).isZero();
    assertThat(with(0, 1, "discriminator-steps", "x4").discriminatorSteps()).isEqualTo(4);
  }

  @Test
  void aLearningRateIsWhatWasAskedForAlsoAfterRollBacks() {
    assertThat(change(0, 0.25, "discriminator-optimizer.learning-rate", "1e-4"))
        .hasValueSatisfying(rate -> assertThat(rate.doubleValue() * 0.25).isEqualTo(1e-4));
  }

  @Test
  void aScheduleTakesThePlaceOfAnother() {
    String linear =
        "{type: linear, from: 1, to: 2, start-images: 0, end-images: 10, every-images: 1}";
    R1 r1 = (R1) with(0, 1, "penalties.r1.gamma", linear).penalties().get(0);
    assertThat(r1.gamma().at(5)).isEqualTo(1.5);
    assertThat(with(0, 1, "penalties.dragan.weight", "0").penalties()).hasSize(2);
  }

  @Test
  void configuredTakesAllBack() {
    assertThat(change(0, 1, G, "configured")).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    String[][] nonsense = {
      {"generator-optimizer.beta1", "0.5"},
      {"penalties.r2.gamma", "1"},
      {"penalties.dragan.noise", "1"},
      {"generator-steps", "0"},
      {"generator-steps", "x0.5"},
      {"generator-steps", "{type: linear}"},
      {"penalties.r1.gamma", "-1"},
      {"penalties.r1.gamma", "x-1"},
      {"penalties.r1.gamma", "{type: linear}"},
      {"penalties.dragan.weight", "much"},
      {"penalties.dragan.weight", "[1]"},
      {"penalties.dragan.weight", "true"},
      {G, "0"},
      {G, "x0"},
      {G, "Infinity"},
    };
    for (String[] one : nonsense) {
      assertThatThrownBy(() -> change(50, 1, one[0], one[1]))
          .as(one[0] + " " + one[1])
          .isInstanceOf(InputException.class)
          .hasMessageContaining(one[0].split("\\.", -1)[0]);
    }
    assertThatThrownBy(() -> change(0, 1, G, "1e-4"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the schedule is 0 at this moment");
  }
}
