package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Safetensors;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class CheckpointTest {
  @TempDir Path root;
  private Path file;

  record Mlp(int latentSize, List<Long> widths, double slope) {}

  private static final Mlp MLP = new Mlp(100, List.of(64L, 32L), 0.2);

  @BeforeEach
  void write() {
    file = root.resolve("000200.safetensors");
    try (Scope scope = Scope.open();
        NamedTensors g = network(1);
        RandomStream random = RandomStream.named(7, "latent")) {
      Checkpoint.write(
          file,
          Map.of("G", g.asMap(), "random", Map.of("latent", random.state()), "empty", Map.of()),
          Map.of("architecture", Json.json(MLP), "counters", "{\"step\":200}"));
    }
  }

  private static NamedTensors network(double value) {
    NamedTensors tensors = new NamedTensors();
    try (Scope scope = Scope.open()) {
      tensors.put(
          "main.0.weight",
          Tensor.full(ElementType.F32, Shape.of(3, 2), value).add(0.25).requireGrad(true));
      tensors.put("main.0.bias", Tensor.full(ElementType.BF16, Shape.of(3), -value));
      tensors.put("main.1.steps", Tensor.full(ElementType.I64, Shape.of(), 1L << 40));
      tensors.put("main.1.scale", Tensor.full(ElementType.F64, Shape.of(1), value / 3));
    }
    return tensors;
  }

  @Test
  void restoresEveryBit() {
    try (Scope scope = Scope.open();
        NamedTensors expected = network(1);
        NamedTensors target = network(5);
        Checkpoint checkpoint = Checkpoint.open(file)) {
      checkpoint.restore("G", target);
      for (String name : expected.names()) {
        assertThat(target.get(name).contentEquals(expected.get(name))).as(name).isTrue();
      }
      assertThat(target.get("main.0.weight").requiresGrad()).isTrue();
      assertThat(checkpoint.sections()).containsExactlyInAnyOrder("G", "random");
      assertThat(checkpoint.names("G")).containsExactlyInAnyOrderElementsOf(expected.names());
      assertThat(checkpoint.names("empty")).isEmpty();
      assertThat(checkpoint.metadata("counters")).isEqualTo("{\"step\":200}");
      checkpoint.requireArchitecture(MLP);
      checkpoint.restore("empty", new NamedTensors());
    }
  }

  @Test
  void continuesARandomStream() {
    try (Scope scope = Scope.open();
        Checkpoint checkpoint = Checkpoint.open(file);
        RandomStream expected = RandomStream.named(7, "latent");
        RandomStream restored = new RandomStream(0)) {
      restored.restore(checkpoint.tensor("random", "latent"));
      Tensor next = restored.normal(ElementType.F32, Shape.of(5), 0, 1);
      assertThat(next.contentEquals(expected.normal(ElementType.F32, Shape.of(5), 0, 1))).isTrue();
    }
  }

  @Test
  void listsAllThatDoesNotFitAndChangesNothing() {
    try (Scope scope = Scope.open();
        Checkpoint checkpoint = Checkpoint.open(file);
        NamedTensors target = new NamedTensors()) {
      target.put("main.0.weight", Tensor.zeros(ElementType.F32, Shape.of(2, 3)));
      target.put("main.0.bias", Tensor.zeros(ElementType.F32, Shape.of(3)));
      target.put("main.1.steps", Tensor.zeros(ElementType.I64, Shape.of()));
      target.put("extra", Tensor.zeros(ElementType.F32, Shape.of()));
      assertThatThrownBy(() -> checkpoint.restore("G", target))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("main.0.weight is F32[3,2] instead of F32[2,3]")
          .hasMessageContaining("main.0.bias is BF16[3] instead of F32[3]")
          .hasMessageContaining("missing extra")
          .hasMessageContaining("and 1 more");
      assertThat(target.get("main.1.steps").item()).isZero();
      assertThatThrownBy(() -> checkpoint.restore("D", target))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no section D")
          .hasMessageContaining("G");
      assertThatThrownBy(() -> checkpoint.restore("G", new NamedTensors()))
          .hasMessageContaining("unexpected main.");
      assertThatThrownBy(() -> checkpoint.tensor("G", "none"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("G/none");
    }
  }

  @Test
  void namesWhatAnotherArchitectureHasDifferent() {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThatThrownBy(() -> checkpoint.requireArchitecture(new Mlp(128, List.of(64L, 32L), 0.2)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("another architecture")
          .hasMessageContaining("latent-size is 100 instead of 128.");
    }
  }

  @Test
  void refusesAFileThatIsCutAnywhere() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 4, 8, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoint.open(file))
          .as("first " + length + " bytes")
          .isInstanceOf(InputException.class)
          .hasMessageContaining("000200.safetensors");
    }
  }

  @Test
  void refusesOtherFiles() throws Exception {
    Files.write(file, "PK\u0003\u0004 no safetensors at all".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Checkpoint.open(file)).isInstanceOf(InputException.class);
    Safetensors.write(file, Map.of("format", "pt"), List.of());
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a checkpoint of Esgrima")
        .hasMessageContaining("got pt");
    assertThatThrownBy(() -> Checkpoint.open(root.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing file");
  }

  @Test
  void refusesANewerFormatAndNamesTheVersionThatReadsIt() {
    Map<String, String> newer =
        Map.of("format", "esgrima-checkpoint", "format-version", "2", "esgrima-version", "3.5");
    Safetensors.write(file, newer, List.of());
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("newer format")
        .hasMessageContaining("Esgrima 3.5 or later");
    Safetensors.write(file, Map.of("format", "esgrima-checkpoint"), List.of());
    assertThatThrownBy(() -> Checkpoint.open(file)).hasMessageContaining("got none");
  }

  @Test
  void refusesNamesThatWouldBeAmbiguous() {
    assertThatThrownBy(() -> Checkpoint.write(file, Map.of("a/b", Map.of()), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Checkpoint.write(file, Map.of(), Map.of("format", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
