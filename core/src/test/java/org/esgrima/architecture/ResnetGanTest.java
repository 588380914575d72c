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
import org.esgrima.nn.Summary;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;

class ResnetGanTest extends ArchitectureContract {
  private static final ResnetGan PUBLISHED = new ResnetGan(32, 3, 128, 256, true);

  @Override
  Stream<Architecture> instances() {
    return Stream.of(
        new ResnetGan(32, 3, 8, 4, true),
        new ResnetGan(32, 1, 8, 4, false),
        new ResnetGan(64, 1, 5, 16, true),
        new ResnetGan(128, 3, 5, 16, true));
  }

  @Override
  Shape impossibleShape() {
    return Shape.of(1, 28, 28);
  }

  private static long generatorParameters(ResnetGan gan) {
    return Summary.of("G", gan.generator(), Shape.of(gan.latent())).parameters();
  }

  private static long discriminatorParameters(ResnetGan gan) {
    return Summary.of("D", gan.discriminator(), gan.sampleShape()).parameters();
  }

  @Test
  void parameterCountsAreThoseOfTheReference() {
    // mimicry, nets/sngan/sngan_{32,64,128}.py, counted from the layers that they define
    assertThat(generatorParameters(PUBLISHED)).isEqualTo(4_276_739);
    assertThat(discriminatorParameters(PUBLISHED)).isEqualTo(1_053_825);
    ResnetGan at64 = new ResnetGan(0, 0, 128, 0, true).fitting(Shape.of(3, 64, 64));
    assertThat(at64.width()).isEqualTo(1024);
    assertThat(generatorParameters(at64)).isEqualTo(12_220_675);
    assertThat(discriminatorParameters(at64)).isEqualTo(10_141_441);
    ResnetGan at128 = new ResnetGan(0, 0, 128, 0, true).fitting(Shape.of(3, 128, 128));
    assertThat(generatorParameters(at128)).isEqualTo(32_150_787);
    assertThat(discriminatorParameters(at128)).isEqualTo(29_017_857);
  }

  private static List<String> generatorNames(ResnetGan gan) {
    return Network.describe(gan.generator(), Shape.of(gan.latent()), 1).parameters().stream()
        .map(ParameterInfo::name)
        .toList();
  }

  private static List<String> discriminatorNames(ResnetGan gan) {
    return Network.describe(gan.discriminator(), gan.sampleShape(), 1).parameters().stream()
        .map(ParameterInfo::name)
        .toList();
  }

  private static Stream<String> of(String path, String... tensors) {
    return Stream.of(tensors).map(tensor -> path + "." + tensor);
  }

  @Test
  void generatorNamesAreThoseOfTheReference() {
    Stream<String> names = of("l1", "weight", "bias");
    for (String block : List.of("block2", "block3", "block4")) {
      for (String conv : List.of("c1", "c2", "c_sc")) {
        names = Stream.concat(names, of(block + "." + conv, "weight", "bias"));
      }
      for (String norm : List.of("b1", "b2")) {
        names = Stream.concat(names, norm(block + "." + norm));
      }
    }
    names = Stream.concat(names, norm("b5"));
    names = Stream.concat(names, of("c5", "weight", "bias"));
    assertThat(generatorNames(PUBLISHED)).containsExactlyInAnyOrderElementsOf(names.toList());
  }

  private static Stream<String> norm(String path) {
    return of(path, "weight", "bias", "running_mean", "running_var", "num_batches_tracked");
  }

  @Test
  void discriminatorNamesAreThoseOfTheReference() {
    List<String> layers =
        List.of(
            "block1.c1",
            "block1.c2",
            "block1.c_sc",
            "block2.c1",
            "block2.c2",
            "block2.c_sc",
            "block3.c1",
            "block3.c2",
            "block4.c1",
            "block4.c2",
            "l5");
    assertThat(discriminatorNames(PUBLISHED))
        .containsExactlyInAnyOrderElementsOf(
            layers.stream()
                .flatMap(path -> of(path, "bias", "weight_orig", "weight_u", "weight_v"))
                .toList());
    ResnetGan plain = new ResnetGan(32, 3, 128, 256, false);
    assertThat(discriminatorNames(plain))
        .containsExactlyInAnyOrderElementsOf(
            layers.stream().flatMap(path -> of(path, "bias", "weight")).toList());
    assertThat(discriminatorParameters(plain)).isEqualTo(discriminatorParameters(PUBLISHED));
  }

  @Test
  void weightsStartAsInTheReference() {
    ResnetGan gan = new ResnetGan(32, 3, 64, 32, true);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network g =
            Network.create(
                gan.generator(), Shape.of(64), ElementType.F32, Initializer.of(random))) {
      assertLargest(g, "l1.weight", Math.sqrt(6.0 / (64 + 32 * 16)));
      assertLargest(g, "block2.c1.weight", Math.sqrt(2) * Math.sqrt(6.0 / (9 * (32 + 32))));
      assertLargest(g, "block2.c_sc.weight", Math.sqrt(6.0 / (32 + 32)));
      assertLargest(g, "c5.weight", Math.sqrt(6.0 / (9 * (32 + 3))));
      assertThat(g.state().get("c5.bias").abs().sum().item()).isZero();
    }
  }

  private static void assertLargest(Network network, String name, double bound) {
    double largest = network.state().get(name).detach().abs().reshape(-1).max(0).item();
    assertThat(largest).as(name).isBetween(0.97 * bound, bound * (1 + 1e-6));
  }

  @Test
  void onlyTrainingMovesTheDiscriminatorsVectors() {
    ResnetGan gan = new ResnetGan(32, 1, 8, 8, true);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network d =
            Network.create(
                gan.discriminator(), gan.sampleShape(), ElementType.F64, Initializer.of(random))) {
      Tensor x = random.normal(ElementType.F64, Shape.of(1, 1, 32, 32), 0, 1);
      double[] first = d.forward(x).toDoubles();
      double[] second = d.forward(x).toDoubles();
      assertThat(second).as("the power iteration moves on").isNotEqualTo(first);
      d.training(false);
      Tensor logit = d.forward(x);
      assertThat(d.forward(x).contentEquals(logit)).as("it stands still otherwise").isTrue();
    }
  }

  @Test
  void takesResolutionChannelsAndWidthFromTheData() {
    Architecture bare =
        Json.bind(Json.parseJson("{\"type\":\"resnet\"}", "test"), Architecture.class, "test");
    assertThat(bare).isEqualTo(new ResnetGan(0, 0, 128, 0, true));
    assertThat(bare.fitting(Shape.of(3, 32, 32))).isEqualTo(PUBLISHED);
  }

  @Test
  void refusesWhatItCannotMake() {
    assertThatThrownBy(() -> new ResnetGan(48, 3, 128, 0, true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.resolution: expected 32, 64 or 128 pixels");
    assertThatThrownBy(() -> new ResnetGan(64, 3, 128, 40, true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.width: expected a multiple of 16");
    assertThatThrownBy(() -> new ResnetGan(0, 0, 128, 5, true).fitting(Shape.of(1, 32, 32)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.width: expected a multiple of 2");
  }
}
