package org.esgrima.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.augment.DiffAugment.Policy;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoLeaks.class)
class AugmentationConfigurationTest {
  private static Augmentation read(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "config.yaml"), Augmentation.class, "config.yaml");
  }

  static Stream<Augmentation> augmentations() {
    return Stream.of(
        new NoAugmentation(),
        new DiffAugment(List.of(Policy.TRANSLATION)),
        AdaptiveAugmentation.published(),
        read("{type: adaptive, categories: [noise], amounts: {noise: 0.2}, ramp-images: 1000}"),
        read("{type: scheduled, without: [hue], probability: " + RISING + "}"));
  }

  private static final String RISING =
      "{type: linear, from: 0, to: 1, start-images: 0, end-images: 100, every-images: 1}";

  @Test
  void theProbabilityFollowsItsSchedule() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Augmenter rising = read("{type: scheduled, probability: " + RISING + "}").augmenter();
      Tensor images = random.uniform(ElementType.F32, Shape.of(8, 1, 8, 8), -1, 1);
      assertThat(rising.apply(images, random)).isSameAs(images);
      rising.at(100);
      assertThat(rising.apply(images, random).contentEquals(images)).isFalse();
      rising.at(0);
      assertThat(rising.apply(images, random)).isSameAs(images);
    }
  }

  @ParameterizedTest
  @MethodSource("augmentations")
  void isReadAsItWasWritten(Augmentation augmentation) {
    assertThat(read(Json.yaml(augmentation))).isEqualTo(augmentation);
  }

  @Test
  void namesChooseTheKindAndEverythingElseMayBeAbsent() {
    assertThat(read("type: none")).isEqualTo(new NoAugmentation());
    assertThat(read("type: diff-augment")).isEqualTo(new DiffAugment());
    assertThat(read("{type: diff-augment, policy: [translation, cutout]}"))
        .isEqualTo(new DiffAugment(List.of(Policy.TRANSLATION, Policy.CUTOUT)));
    assertThat(read("type: adaptive")).isEqualTo(AdaptiveAugmentation.published());
  }

  @Test
  void adaptiveTransformsAreThoseOfTheCategoriesWithoutSome() {
    AdaptiveAugmentation published = AdaptiveAugmentation.published();
    assertThat(published.pipe().transforms())
        .hasSize(13)
        .contains(Transform.POST_ROTATION, Transform.HUE)
        .doesNotContain(Transform.FILTERING, Transform.NOISE, Transform.CUTOUT);
    AdaptiveAugmentation some =
        (AdaptiveAugmentation)
            read("{type: adaptive, categories: [blitting, cutout], without: [x-flip]}");
    assertThat(some.pipe().transforms())
        .containsExactlyInAnyOrder(
            Transform.QUARTER_TURN, Transform.INTEGER_TRANSLATION, Transform.CUTOUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: mixup}|adaptive",
        "{type: diff-augment, policy: []}|policy must be one change at least, got []",
        "{type: diff-augment, policy: [colour]}|policy",
        "{type: adaptive, target: 2}|target must be from -1 to 1, got 2.0",
        "{type: adaptive, interval: 0}|interval must be at least 1, got 0",
        "{type: adaptive, ramp-images: 0}|ramp-images must be at least 1, got 0",
        "{type: scheduled, probability: 2}|probability must be from 0 to 1, got 2.0",
        "{type: adaptive, start: -1}|start must be at least 0 and finite, got -1.0",
        "{type: adaptive, categories: []}|categories must be some that are left, got []",
        "{type: adaptive, amounts: {hue: -1}}|hue must be at least 0 and finite, got -1.0",
        "{type: adaptive, amounts: {bands: [1]}}|bands must be 4 numbers from 0 to 1, got [1.0]",
        "{type: adaptive, amounts: {hues: 1}}|hues"
      })
  void unusableValuesAreRefused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void samplesThatCannotBeAugmentedAreRefused() {
    Shape gray = Shape.of(1, 28, 28);
    Shape point = Shape.of(2);
    Shape two = Shape.of(2, 28, 28);
    augmentations().forEach(augmentation -> augmentation.requireFits(gray));
    new NoAugmentation().requireFits(point);
    new DiffAugment().requireFits(two);
    assertThatThrownBy(() -> new DiffAugment().requireFits(point))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected images [C,H,W], got samples of shape [2]");
    assertThatThrownBy(() -> AdaptiveAugmentation.published().requireFits(two))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 or 3 channels for color, got samples of shape [2,28,28]");
    read("{type: adaptive, categories: [blitting]}").requireFits(two);
  }

  @Test
  void adaptiveAugmentersBeginAtTheirStartAndFollowTheirProbability() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor images = random.uniform(ElementType.F32, Shape.of(8, 1, 8, 8), -1, 1);
      Augmenter none = new NoAugmentation().augmenter();
      assertThat(none.apply(images, random)).isSameAs(images);
      assertThat(none.adaptive()).isEmpty();
      Augmenter adaptive = AdaptiveAugmentation.published().augmenter();
      assertThat(adaptive.apply(images, random)).isSameAs(images);
      AdaptiveProbability p = adaptive.adaptive().orElseThrow();
      p.restore(new AdaptiveProbability.State(1, 0, 0, 0));
      assertThat(adaptive.apply(images, random).contentEquals(images)).isFalse();
      assertThat(AdaptiveAugmentation.published().augmenter().adaptive().orElseThrow().value())
          .isZero();
    }
  }
}
