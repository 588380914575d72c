package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.nn.Summary;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;

class R3GanTest extends ArchitectureContract {
  private static final R3Gan SMALL =
      new R3Gan(16, 3, 8, List.of(16, 12, 8), List.of(4, 3, 2), List.of(2, 1, 1));

  @Override
  Stream<Architecture> instances() {
    return Stream.of(
        SMALL,
        new R3Gan(32, 1, 5, List.of(8), List.of(2), List.of(1)),
        new R3Gan(8, 1, 4, List.of(6, 4), List.of(), List.of(1), 3, 5, List.of(1.0), 7, 9),
        new R3Gan(256, 3, 4, List.of(4), List.of(), List.of(1)));
  }

  @Override
  Stream<Conditioning> conditionings() {
    return Stream.of(new Projection("", CLASSES));
  }

  @Override
  Shape impossibleShape() {
    return Shape.of(1, 28, 28);
  }

  @Test
  void otherConditioningsAreRefused() {
    for (Conditioning conditioning :
        List.of(
            new Concatenation("", CLASSES),
            new AuxiliaryClassifier("", CLASSES, 1),
            new LatentCodes(3, 2, 1, 0.1, 8))) {
      assertThatThrownBy(() -> SMALL.generator(conditioning))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected none or projection, got " + type(conditioning));
      assertThatThrownBy(() -> SMALL.discriminator(new Judging(conditioning, 1, 0)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Use --conditioning projection");
    }
  }

  private static String type(Conditioning conditioning) {
    return Json.tree(conditioning).path("type").asText();
  }

  @Test
  void numbersLeftOutAreThosePublished() {
    Architecture bare =
        Json.bind(Json.parseJson("{\"type\":\"r3gan\"}", "test"), Architecture.class, "test");
    R3Gan cifar = (R3Gan) bare.fitting(Shape.of(3, 32, 32));
    assertThat(cifar)
        .isEqualTo(
            new R3Gan(
                32,
                3,
                64,
                List.of(768, 768, 768, 768),
                List.of(96, 96, 96, 96),
                List.of(2, 2, 2, 2)));
    R3Gan faces = (R3Gan) bare.fitting(Shape.of(3, 256, 256));
    assertThat(faces.widths()).containsExactly(768, 768, 768, 768, 384, 192, 96);
    assertThat(faces.cardinality()).containsExactly(96, 96, 96, 96, 48, 24, 12);
    assertThat(faces.blocks()).containsOnly(2).hasSize(7);
  }

  @Test
  void parameterCountsAreThoseOfTheLayers() {
    R3Gan cifar = new R3Gan(32, 3, 64, List.of(), List.of(), List.of());
    long block = 768 * 1536 + 1536 * 16 * 9 + 1536 * 768 + 2 * 1536;
    long blocks = 8 * block;
    assertThat(Summary.of("G", cifar.generator(), Shape.of(64)).parameters())
        .isEqualTo(768 * 16 + 64 * 768 + blocks + 768 * 3);
    assertThat(Summary.of("D", cifar.discriminator(), cifar.sampleShape()).parameters())
        .isEqualTo(3 * 768 + blocks + 768 * 16 + 768);
  }

  @Test
  void oneNumberServesForAllResolutions() {
    assertThat(new R3Gan(32, 1, 5, List.of(8), List.of(2), List.of(1)))
        .isEqualTo(
            new R3Gan(32, 1, 5, List.of(8, 8, 8, 8), List.of(2, 2, 2, 2), List.of(1, 1, 1, 1)));
  }

  @Test
  void weightsStartAsInThePaper() {
    R3Gan gan = new R3Gan(16, 3, 64, List.of(64), List.of(8), List.of(2));
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network g =
            Network.create(
                gan.generator(), Shape.of(64), ElementType.F32, Initializer.of(random))) {
      double gain = Math.sqrt(2 / 1.04) / Math.pow(6, 0.25); // 3 stages of 2 blocks
      String block = "MainLayers.1.Layers.2.";
      assertDeviation(g, "MainLayers.0.Layers.0.Basis", 1);
      assertDeviation(g, "MainLayers.0.Layers.0.LinearLayer.weight", 1 / 8.0);
      assertDeviation(g, block + "LinearLayer1.Layer.weight", gain / 8);
      assertDeviation(g, block + "LinearLayer2.Layer.weight", gain / Math.sqrt(16 * 9));
      assertThat(g.state().get(block + "LinearLayer3.Layer.weight").toDoubles()).containsOnly(0);
      assertThat(g.state().get(block + "NonLinearity1.Bias").toDoubles()).containsOnly(0);
      assertThat(g.state().get("MainLayers.1.Layers.0.Resampler.Kernel").toDoubles())
          .startsWith(1 / 64.0, 3 / 64.0, 3 / 64.0, 1 / 64.0, 3 / 64.0, 9 / 64.0)
          .hasSize(16);
    }
  }

  private static void assertDeviation(Network network, String name, double expected) {
    double deviation = Math.sqrt(network.state().get(name).detach().square().mean().item());
    assertThat(deviation).as(name).isCloseTo(expected, Offset.offset(0.05 * expected));
  }

  @Test
  void resamplingKeepsLevelImages() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network doubling =
            Network.create(
                new R3GanParts.Doubling(2, 2, List.of(1.0, 3.0, 3.0, 1.0)),
                Shape.of(2, 6, 6),
                ElementType.F64,
                Initializer.of(random))) {
      Tensor level = Tensor.full(ElementType.F64, Shape.of(1, 2, 6, 6), 3);
      Tensor inside = doubling.forward(level).narrow(2, 2, 8).narrow(3, 2, 8).contiguous();
      double[] level3 = new double[2 * 8 * 8];
      Arrays.fill(level3, 3);
      assertThat(inside.toDoubles()).containsExactly(level3, Offset.offset(1e-12));
    }
  }

  @Test
  void refusesWhatItCannotMake() {
    assertThatThrownBy(() -> new R3Gan(48, 3, 64, List.of(), List.of(), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.resolution: expected 8, 16, 32");
    assertThatThrownBy(() -> new R3Gan(32, 3, 64, List.of(8, 8), List.of(), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.widths: expected one number, or 4 for the resolutions");
    assertThatThrownBy(() -> new R3Gan(16, 3, 64, List.of(8), List.of(2, 2, 3), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a divisor of the 16 channels inside a block at 16 pixels, got 3");
    assertThatThrownBy(() -> new R3Gan(0, 0, 64, List.of(0), List.of(), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.widths: expected numbers of at least 1, got [0]");
    String even = "{type: r3gan, kernel: 4}";
    assertThatThrownBy(() -> Json.bind(Json.parseYaml(even, "test"), Architecture.class, "test"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("architecture.kernel: expected an odd number of pixels, got 4");
  }
}
