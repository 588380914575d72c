package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
      d.dropoutStream(random);
      Tensor fakes = g.forward(random.normal(ElementType.F32, z.batched(BATCH), 0, 1));
      assertThat(fakes.shape()).isEqualTo(images);
      assertThat(d.forward(fakes).shape()).isEqualTo(logits);
      List<String> names = shapes.parameters().stream().map(ParameterInfo::name).toList();
      assertThat(g.state().names()).containsExactlyElementsOf(names);
    }
  }

  private static Initializer start(RandomStream random, Architecture architecture) {
    float[] mean = new float[(int) architecture.sampleShape().elements()];
    return new Initializer(random, java.util.Optional.of(mean));
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
