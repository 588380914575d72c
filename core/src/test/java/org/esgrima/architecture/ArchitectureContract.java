package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.nn.ParameterInfo;
import org.esgrima.nn.ShapeOps;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every architecture promises, at several sizes. */
@ExtendWith(NoLeaks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ArchitectureContract {
  private static final int BATCH = 2;

  /** The architecture at several sample shapes, small enough to run. */
  abstract Stream<Architecture> instances();

  /** A sample shape that the architecture cannot make. */
  abstract Shape impossibleShape();

  @ParameterizedTest
  @MethodSource("instances")
  void shapesAloneAndTensorsAgree(Architecture architecture) {
    Shape z = Shape.of(architecture.latent());
    ShapeOps shapes = new ShapeOps();
    Shape images = architecture.generator().forward(shapes, z.batched(BATCH));
    assertThat(images).isEqualTo(architecture.sampleShape().batched(BATCH));
    Shape logits = architecture.discriminator().forward(new ShapeOps(), images);
    assertThat(logits).isEqualTo(Shape.of(BATCH));
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network g =
            Network.create(
                architecture.generator(), z, ElementType.F32, start(random, architecture));
        Network d =
            Network.create(
                architecture.discriminator(),
                architecture.sampleShape(),
                ElementType.F32,
                Initializer.of(random))) {
      g.dropoutStream(random);
      d.dropoutStream(random);
      Tensor fakes = g.forward(random.normal(ElementType.F32, z.batched(BATCH), 0, 1));
      assertThat(fakes.shape()).isEqualTo(images);
      assertThat(d.forward(fakes).shape()).isEqualTo(logits);
      List<String> names = shapes.parameters().stream().map(ParameterInfo::name).toList();
      assertThat(g.state().names()).containsExactlyElementsOf(names);
    }
  }

  static final List<String> CLASSES = List.of("a", "b", "c");

  /** The kinds of conditions that the architecture knows. */
  Stream<Conditioning> conditionings() {
    return Stream.of(
        new Concatenation("", CLASSES),
        new Projection("", CLASSES),
        new AuxiliaryClassifier("", CLASSES, 1),
        new LatentCodes(3, 2, 1, 0.1, 8));
  }

  Stream<Arguments> conditioned() {
    return instances()
        .limit(2)
        .flatMap(
            architecture ->
                conditionings().map(conditioning -> Arguments.of(architecture, conditioning)));
  }

  @ParameterizedTest
  @MethodSource("conditioned")
  void bothPlayersHearTheCondition(Architecture architecture, Conditioning conditioning) {
    Judging judging = new Judging(conditioning, 1, 2);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network g = generator(architecture, conditioning, random);
        Network d = discriminator(architecture, judging, random)) {
      d.training(false);
      g.training(false);
      liven(g, random);
      liven(d, random);
      Tensor z =
          random.normal(ElementType.F32, Shape.of(1, architecture.latent()), 0, 1).expand(2, -1);
      Optional<Tensor> c =
          Conditions.ofSeeds(conditioning, new long[] {5, 5}, new int[] {0, 2}, ElementType.F32);
      Tensor fakes = g.forward(z, c);
      assertThat(fakes.select(0, 0).contentEquals(fakes.select(0, 1))).isFalse();

      boolean told = conditioning.toldDiscriminator() > 0;
      Tensor same = fakes.narrow(0, 0, 1).contiguous();
      Tensor both = Tensor.concat(List.of(same, same), 0);
      Tensor verdict = d.forward(both, told ? c : Optional.empty());
      int answers = conditioning.answers();
      assertThat(verdict.shape()).isEqualTo(answers > 0 ? Shape.of(2, 1 + answers) : Shape.of(2));
      double[] said = verdict.toDoubles();
      assertThat(said[0] == said[said.length / 2]).isEqualTo(!told);
    }
  }

  @ParameterizedTest
  @MethodSource("instances")
  void packsAreJudgedAsOne(Architecture architecture) {
    Judging judging = new Judging(Conditioning.none(), 2, 0);
    Shape pack = judging.input(architecture.sampleShape());
    assertThat(pack.size(0)).isEqualTo(2 * architecture.sampleShape().size(0));
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network d = discriminator(architecture, judging, random)) {
      assertThat(d.forward(random.normal(ElementType.F32, pack.batched(3), 0, 1)).shape())
          .isEqualTo(Shape.of(3));
    }
  }

  private static Network generator(
      Architecture architecture, Conditioning conditioning, RandomStream random) {
    return Network.create(
        architecture.generator(conditioning),
        Shape.of(architecture.latent()),
        conditioning.toldGenerator(),
        ElementType.F32,
        start(random, architecture));
  }

  private static Network discriminator(
      Architecture architecture, Judging judging, RandomStream random) {
    return Network.create(
            architecture.discriminator(judging),
            judging.input(architecture.sampleShape()),
            judging.conditioning().toldDiscriminator(),
            ElementType.F32,
            Initializer.of(random))
        .dropoutStream(random);
  }

  /** Weights start small or equal for all classes; training makes them differ. */
  private static void liven(Network network, RandomStream random) {
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      for (Tensor weight : network.parameters().values()) {
        weight.addInPlace(random.normal(weight.elementType(), weight.shape(), 0, 0.2), 1);
      }
    }
  }

  private static Initializer start(RandomStream random, Architecture architecture) {
    float[] mean = new float[(int) architecture.sampleShape().elements()];
    return new Initializer(random, Optional.of(mean));
  }

  @ParameterizedTest
  @MethodSource("instances")
  void everyParameterLearnsThroughTheDiscriminator(Architecture architecture) {
    Shape z = Shape.of(architecture.latent());
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network g =
            Network.create(
                architecture.generator(), z, ElementType.F32, start(random, architecture));
        Network d =
            Network.create(
                architecture.discriminator(),
                architecture.sampleShape(),
                ElementType.F32,
                Initializer.of(random))) {
      g.dropoutStream(random);
      d.dropoutStream(random);
      try (Network.Frozen frozen = d.freeze()) {
        Tensor logits =
            d.forward(g.forward(random.normal(ElementType.F32, z.batched(BATCH), 0, 1)));
        List<Tensor> gradients = Autograd.gradients(logits.sum(), g.parameters().values());
        assertThat(gradients).hasSameSizeAs(g.parameters().names());
        Tensor last = gradients.get(gradients.size() - 1);
        assertThat(last.square().sum().item()).isGreaterThan(0);
        assertThat(last.isFinite()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("instances")
  void comesBackFromItsJson(Architecture architecture) {
    String json = Json.json(architecture);
    assertThat(Json.bind(Json.parseJson(json, "test"), Architecture.class, "test"))
        .isEqualTo(architecture);
  }

  @ParameterizedTest
  @MethodSource("instances")
  void fitsItsOwnSamplesAndNoOthers(Architecture architecture) {
    assertThat(architecture.fitting(architecture.sampleShape())).isEqualTo(architecture);
    assertThatThrownBy(() -> architecture.fitting(impossibleShape()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(impossibleShape().toString());
  }

  @Test
  void unknownKeysAreNamed() {
    String json = Json.json(instances().findFirst().orElseThrow());
    String wrong = json.substring(0, json.length() - 1) + ",\"wdith\":3}";
    assertThatThrownBy(
            () -> Json.bind(Json.parseJson(wrong, "test"), Architecture.class, "config.yaml"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("wdith")
        .hasMessageContaining("config.yaml");
  }
}
