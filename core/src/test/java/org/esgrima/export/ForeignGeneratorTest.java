package org.esgrima.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.esgrima.Golden;
import org.esgrima.InputException;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Conditions;
import org.esgrima.architecture.Projection;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Safetensors;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class ForeignGeneratorTest {
  private static final String STYLEGAN2 =
      "{type: stylegan2, resolution: 16, channels: 3, latent: 6, styles: 5, mapping-layers: 3,"
          + " capacity: 64, max-width: 8}";

  @TempDir Path directory;

  private static Architecture architecture(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "test"), Architecture.class, "test");
  }

  private static Conditioning classes(int count) {
    return count == 0
        ? Conditioning.none()
        : new Projection("class", List.of("0", "1", "2").subList(0, count));
  }

  private static Network random(Architecture architecture, Conditioning conditioning) {
    try (RandomStream random = new RandomStream(4)) {
      Network network =
          Network.create(
              architecture.generator(conditioning),
              Shape.of(architecture.latent()),
              conditioning.toldGenerator(),
              ElementType.F32,
              Initializer.of(random));
      // what starts at 0 shall count too
      try (Scope scope = Scope.open();
          Autograd.NoGrad noGrad = Autograd.noGrad()) {
        for (Tensor tensor : network.parameters().values()) {
          tensor.addInPlace(random.normal(ElementType.F32, tensor.shape(), 0, 0.1), 1);
        }
      }
      return network.training(false);
    }
  }

  /** Writes weights as a Python program would. */
  private Path write(Network network, Consumer<Map<String, Safetensors.Source>> damage) {
    Map<String, Safetensors.Source> sources = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      for (String name : network.state().names()) {
        Tensor tensor = network.state().get(name).detach();
        sources.put(
            name,
            Safetensors.Source.of(name, tensor.elementType(), tensor.shape(), tensor.toBytes()));
      }
    }
    damage.accept(sources);
    Path file = directory.resolve("foreign.safetensors");
    Safetensors.write(file, Map.of("format", "pt"), new ArrayList<>(sources.values()));
    return file;
  }

  private Path imported(Path file, ForeignKind kind, String changes) {
    ObjectNode tree = (ObjectNode) Json.parseYaml(changes, "test");
    return new ForeignGenerator(kind, file, tree)
        .toRun(directory.resolve("runs"), "foreign", List.of())
        .path();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stylegan2|0|" + STYLEGAN2,
        "stylegan2|3|" + STYLEGAN2,
        "stylegan2|0|{type: stylegan2, resolution: 8, channels: 1, latent: 4, styles: 4,"
            + " capacity: 400, max-width: 7, noise: none}",
        "r3gan|0|{type: r3gan, resolution: 16, channels: 3, latent: 6, widths: [8, 6, 4],"
            + " cardinality: [2, 3, 1], blocks: [1, 2, 1], expansion: 3}",
        "r3gan|3|{type: r3gan, resolution: 8, channels: 1, latent: 6, widths: [8], blocks: [1],"
            + " embedding: 5}",
        "dcgan|0|{type: dcgan, resolution: 32, channels: 1, latent: 6, width: 4}",
        "dcgan|0|{type: dcgan, resolution: 64, channels: 3, latent: 5, width: 2}"
      })
  void makesTheSamePicturesAsTheNetworkOfTheWeights(String kind, int classes, String yaml) {
    Architecture architecture = architecture(yaml);
    Conditioning conditioning = classes(classes);
    try (Network network = random(architecture, conditioning);
        Scope scope = Scope.open()) {
      Path run = imported(write(network, sources -> {}), ForeignKind.of(kind), "{}");
      try (TrainedGenerator generator = TrainedGenerator.open(run);
          RandomStream random = new RandomStream(1);
          Autograd.NoGrad noGrad = Autograd.noGrad()) {
        assertThat(generator.classes()).hasSize(classes);
        Tensor z = random.normal(ElementType.F32, Shape.of(2, architecture.latent()), 0, 1);
        long[] seeds = {3, 4};
        int[] wanted = classes == 0 ? new int[] {-1, -1} : new int[] {2, 0};
        Tensor expected =
            network.forward(z, Conditions.ofSeeds(conditioning, seeds, wanted, ElementType.F32));
        assertThat(generator.samples(z, seeds, wanted).toFloats())
            .isEqualTo(expected.toFloats())
            .isNotEmpty();
      }
    }
  }

  /** The images that the reference implementations make of the same weights and latents. */
  @ParameterizedTest
  @CsvSource({
    "stylegan2, stylegan2/uncond, img.const", // the case has the published rate of the mapping
    "r3gan, r3gan/uncond, img"
  })
  void weightsOfTheReferenceMakeItsPictures(String kind, String name, String images) {
    try (Golden golden = Golden.open(name);
        SafetensorsFile weights = Golden.weights(name + ".G");
        Scope scope = Scope.open()) {
      Path run = imported(weights.path(), ForeignKind.of(kind), "{}");
      try (TrainedGenerator generator = TrainedGenerator.open(run)) {
        Tensor z = golden.tensor("z", ElementType.F32);
        int count = (int) z.shape().size(0);
        golden.assertClose(generator.samples(z, new long[count], new int[count]), images);
      }
    }
  }

  @Test
  void whatWeightsDoNotTellCanBeGiven() {
    try (Network network = random(architecture(STYLEGAN2), classes(0))) {
      Path run =
          imported(write(network, s -> {}), ForeignKind.STYLEGAN2, "{clamp: 2, mapping-rate: 1}");
      try (TrainedGenerator generator = TrainedGenerator.open(run)) {
        assertThat(generator.architecture())
            .isEqualTo(architecture(STYLEGAN2.replace("}", ", clamp: 2, mapping-rate: 1}")));
      }
    }
  }

  @Test
  void whatDoesNotFitIsNamed() {
    try (Network network = random(architecture(STYLEGAN2), classes(0))) {
      refused(network, sources -> sources.remove("mapping.w_avg"), "missing mapping.w_avg");
      refused(
          network,
          sources -> sources.put("x", Safetensors.Source.of("x", Shape.of(1), 1)),
          "unexpected x");
      refused(
          network,
          sources ->
              sources.put(
                  "mapping.fc1.bias", Safetensors.Source.of("mapping.fc1.bias", Shape.of(1), 1)),
          "mapping.fc1.bias is F32[1] instead of F32[5]");
      refused(network, sources -> sources.remove("mapping.fc0.weight"), "a tensor mapping.fc0");
      Path file = write(network, sources -> {});
      assertThatThrownBy(() -> imported(file, ForeignKind.R3GAN, "{}"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("not the weights of a generator of r3gan");
    }
    assertThat(directory.resolve("runs")).doesNotExist();
    assertThatThrownBy(() -> ForeignKind.of("biggan"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("dcgan, stylegan2, r3gan");
  }

  private void refused(
      Network network, Consumer<Map<String, Safetensors.Source>> damage, String message) {
    Path file = write(network, damage);
    assertThatThrownBy(() -> imported(file, ForeignKind.STYLEGAN2, "{}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
