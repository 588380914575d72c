package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.nn.Summary;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StyleGan2Test extends ArchitectureContract {
  private static final List<Double> TAPS = List.of(1.0, 3.0, 3.0, 1.0);

  private static StyleGan2 small(int resolution, int channels, SynthesisNoise noise) {
    return sized(resolution, channels, 6, 2, 64, noise, 2, 1, 0);
  }

  private static StyleGan2 sized(
      int resolution,
      int channels,
      int latent,
      int layers,
      int capacity,
      SynthesisNoise noise,
      int group,
      int sets,
      double clamp) {
    return new StyleGan2(
        resolution,
        channels,
        latent,
        5,
        layers,
        0.01,
        0,
        capacity,
        8,
        TAPS,
        SynthesisInput.CONSTANT,
        noise,
        DiscriminatorLayout.RESIDUAL,
        0,
        group,
        sets,
        clamp);
  }

  @Override
  Stream<Architecture> instances() {
    return Stream.of(
        small(32, 3, SynthesisNoise.RANDOM),
        small(16, 1, SynthesisNoise.CONST),
        small(64, 1, SynthesisNoise.NONE),
        sized(8, 3, 6, 2, 64, SynthesisNoise.RANDOM, 0, 1, 256),
        startingFromStyles(),
        strided());
  }

  private static StyleGan2 strided() {
    return (StyleGan2)
        fromJson(
            "\"resolution\":16,\"channels\":3,\"latent\":6,\"styles\":5,\"capacity\":32,"
                + "\"max-width\":12,\"discriminator-layout\":\"strided\","
                + "\"discriminator-capacity\":64");
  }

  private static StyleGan2 startingFromStyles() {
    return (StyleGan2)
        fromJson(
            "\"resolution\":16,\"channels\":3,\"latent\":6,\"styles\":5,\"capacity\":64,"
                + "\"max-width\":8,\"noise\":\"none\",\"input\":\"style\"");
  }

  @Override
  Stream<Conditioning> conditionings() {
    return Stream.of(new Projection("", CLASSES));
  }

  @Override
  Shape impossibleShape() {
    return Shape.of(3, 48, 48);
  }

  private static Architecture fromJson(String keys) {
    String json = "{\"type\":\"stylegan2\"" + (keys.isEmpty() ? "" : "," + keys) + "}";
    return Json.bind(Json.parseJson(json, "test"), Architecture.class, "test");
  }

  private static StyleGan2 published(int resolution) {
    return (StyleGan2) fromJson("").fitting(Shape.of(3, resolution, resolution));
  }

  @Test
  void parameterCountsAreThoseOfTheReference() {
    // stylegan2-ada-pytorch, training/networks.py, counted from the layers that it defines
    StyleGan2 gan = published(1024);
    Summary g = Summary.of("G", gan.generator(), Shape.of(gan.latent()));
    assertThat(g.parameters()).isEqualTo(30_370_060);
    assertThat(g.text()).containsPattern("synthesis.b4 +constant +\\[8192\\] +8,192");
    Summary d = Summary.of("D", gan.discriminator(), gan.sampleShape());
    assertThat(d.parameters()).isEqualTo(29_012_513);
  }

  @Test
  void widthsFollowTheCapacity() {
    StyleGan2 gan = published(1024);
    assertThat(List.of(gan.width(4), gan.width(64), gan.width(128), gan.width(1024)))
        .containsExactly(512, 512, 256, 32);
    assertThat(gan.styleShape()).isEqualTo(Shape.of(18, 512));
    assertThat(published(8).styleCount()).isEqualTo(4);
  }

  @Test
  void strideHalvesInThePlaceOfBlocks() {
    Summary d = Summary.of("D", strided().discriminator(), strided().sampleShape());
    int first = 8 * (3 * 16 + 1); // min(64 / 8, 12) channels of 8 × 8 pixels
    int second = 12 * (8 * 16 + 1); // min(64 / 4, 12) of 4 × 4
    int end = 12 * (13 * 9 + 1) + 12 * (12 * 16 + 1) + 13;
    assertThat(d.parameters()).isEqualTo(first + second + end);
    assertThat(d.text()).contains("b16.conv", "b8.conv").doesNotContain("fromrgb", "skip");
    assertThat(strided().width(8)).isEqualTo(4);
  }

  static Stream<Conditioning> unknown() {
    return Stream.of(
        new Concatenation("", CLASSES),
        new AuxiliaryClassifier("", CLASSES, 1),
        new LatentCodes(3, 2, 1, 0.1, 8));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void refusesOtherConditionsInOneLine(Conditioning conditioning) {
    StyleGan2 gan = small(32, 3, SynthesisNoise.RANDOM);
    assertThatThrownBy(() -> gan.generator(conditioning))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected none or projection, got ")
        .hasMessageMatching("[^\\n]*(concatenation|auxiliary-classifier|latent-codes)[^\\n]*");
    assertThatThrownBy(() -> gan.discriminator(new Judging(conditioning, 1, 0)))
        .isInstanceOf(InputException.class);
  }

  @Test
  void refusesWhatItCannotMake() {
    assertThatThrownBy(() -> small(48, 3, SynthesisNoise.RANDOM))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.resolution");
    assertThatThrownBy(() -> sized(64, 3, 6, 2, 32, SynthesisNoise.NONE, 2, 1, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.capacity");
    assertThatThrownBy(() -> sized(64, 3, 6, 2, 64, SynthesisNoise.NONE, 2, 3, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.minibatch-std-channels: expected a divisor of the 8");
    assertThatThrownBy(() -> sized(64, 3, 6, 2, 64, SynthesisNoise.NONE, 2, 1, -1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.clamp");
    assertThatThrownBy(() -> fromJson("\"filter\":[1,-1]"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.filter: expected taps whose sum is not 0");
    assertThatThrownBy(() -> fromJson("\"resolution\":64,\"discriminator-capacity\":32"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.discriminator-capacity: expected 0, or at least");
    assertThatThrownBy(() -> fromJson("\"mapping-rate\":0"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.mapping-rate");
  }

  @Test
  void filterRateAndConditionWidthAreSettings() {
    StyleGan2 gan =
        new StyleGan2(
            16,
            3,
            6,
            5,
            2,
            0.5,
            7,
            64,
            8,
            List.of(1.0, 2.0, 1.0),
            SynthesisInput.STYLE,
            SynthesisNoise.CONST,
            DiscriminatorLayout.RESIDUAL,
            0,
            2,
            1,
            0);
    Judging judging = new Judging(new Projection("", CLASSES), 1, 0);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network d =
            Network.create(
                gan.discriminator(judging),
                gan.sampleShape(),
                CLASSES.size(),
                ElementType.F32,
                Initializer.of(random))) {
      assertThat(d.state().get("b4.out.weight").shape()).isEqualTo(Shape.of(7, 8));
      assertThat(d.state().get("mapping.fc1.weight").shape()).isEqualTo(Shape.of(7, 7));
      assertThat(d.state().get("b16.conv1.resample_filter").toDoubles())
          .containsExactly(
              new double[] {0.0625, 0.125, 0.0625, 0.125, 0.25, 0.125, 0.0625, 0.125, 0.0625});
      Tensor images = random.normal(ElementType.F32, gan.sampleShape().batched(2), 0, 1);
      Tensor c = Conditions.oneHot(new int[] {0, 2}, 3);
      assertThat(d.forward(images, Optional.of(c)).shape()).isEqualTo(Shape.of(2));
    }
    StyleSource source = gan.generator(Conditioning.none()).mapping().source();
    assertThat(((StyleSource.OfStyleGan2) source).layers().rate()).isEqualTo(0.5);
  }

  @Test
  void inputFromTheStyleReplacesTheConstant() {
    // A w + b with A = 0 and b = the constant: the images of the network that has a constant
    Layer fromStyles = startingFromStyles().synthesis();
    Layer fromConstant = small(16, 3, SynthesisNoise.NONE).synthesis();
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3);
        Network made = create(fromStyles, startingFromStyles().styleShape(), random);
        Network constant = create(fromConstant, startingFromStyles().styleShape(), random)) {
      Tensor styles =
          random.normal(ElementType.F32, startingFromStyles().styleShape().batched(2), 0, 1);
      assertThat(made.state().contains("synthesis.b4.const")).isFalse();
      Tensor still = constant.state().get("synthesis.b4.const");
      for (String name : constant.state().names()) {
        if (made.state().contains(name)) {
          made.state().get(name).detach().copyFrom(constant.state().get(name));
        }
      }
      Tensor own = made.forward(styles).detach();
      made.state().get("synthesis.b4.input.weight").detach().mulInPlace(0);
      made.state().get("synthesis.b4.input.bias").detach().copyFrom(still.reshape(-1));
      Tensor same = made.forward(styles).detach();
      double[] expected = constant.forward(styles).detach().toDoubles();
      assertThat(same.toDoubles()).containsExactly(expected, Offset.offset(1e-5));
      assertThat(own.toDoubles()).isNotEqualTo(expected);
    }
  }

  @Test
  void noiseIsNewForEverySampleInTrainingAndStillOtherwise() {
    StyleGan2 gan = small(16, 1, SynthesisNoise.RANDOM);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network g = create(gan.generator(), Shape.of(gan.latent()), random)) {
      g.state().get("synthesis.b16.conv1.noise_strength").detach().addInPlace(1.0);
      g.dropoutStream(random);
      Tensor z = random.normal(ElementType.F32, Shape.of(1, gan.latent()), 0, 1).expand(2, -1);
      Tensor noisy = g.forward(z).detach();
      assertThat(noisy.select(0, 0).contentEquals(noisy.select(0, 1))).isFalse();
      assertThat(g.forward(z).detach().contentEquals(noisy)).isFalse();
      g.training(false);
      Tensor still = g.forward(z).detach();
      assertThat(still.select(0, 0).toDoubles())
          .containsExactly(still.select(0, 1).toDoubles(), Offset.offset(1e-5));
      assertThat(g.forward(z).detach().contentEquals(still)).isTrue();
    }
  }

  private static Network create(Layer layer, Shape input, RandomStream random) {
    return Network.create(layer, input, ElementType.F32, Initializer.of(random));
  }

  @Test
  void stylesStartWithVarianceNearOne() {
    // equalised learning rates and gains of √2 keep it through all layers
    StyleGan2 gan =
        new StyleGan2(
            32,
            3,
            64,
            64,
            8,
            0.01,
            0,
            1024,
            32,
            TAPS,
            SynthesisInput.CONSTANT,
            SynthesisNoise.CONST,
            DiscriminatorLayout.RESIDUAL,
            0,
            4,
            1,
            0);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2);
        Network mapping =
            create(
                gan.mapping(Conditioning.none(), Truncation.NONE),
                Shape.of(gan.latent()),
                random)) {
      Tensor z = random.normal(ElementType.F32, Shape.of(64, gan.latent()), 0, 1);
      Tensor styles = mapping.forward(z);
      assertThat(styles.shape()).isEqualTo(Shape.of(64, 8, 64));
      assertThat(styles.square().mean().item()).isBetween(0.4, 2.5);
    }
  }
}
