package org.esgrima.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.runtime.Generator;
import org.esgrima.torch.NoLeaks;
import org.esgrima.train.Presets;
import org.esgrima.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every generator leaves for every format and does there what it does here. */
@ExtendWith(NoLeaks.class)
class GeneratorExportTest {
  private static final List<String> BY_CLASS =
      List.of(
          "{type: none}",
          "{type: concatenation, classes: [a, b, c]}",
          "{type: auxiliary-classifier, classes: [a, b, c]}",
          "{type: projection, classes: [a, b, c]}",
          "{type: latent-codes, categories: 3, continuous: 2}");

  // The page holds the graph of ONNX; HtmlFileTest looks at it.
  private static final Set<ExportFormat> WITHOUT_PAGE =
      EnumSet.complementOf(EnumSet.of(ExportFormat.HTML));

  @TempDir private Path directory;

  static Stream<TrainingConfig> generators() {
    Stream<TrainingConfig> presets = Presets.names().stream().map(Untrained::preset);
    Stream<TrainingConfig> any =
        Stream.of(
                "{type: mlp}",
                "{type: dcgan}",
                "{type: dcgan, hidden: 6}",
                "{type: compact-dcgan}",
                "{type: resnet}")
            .flatMap(gan -> BY_CLASS.stream().map(c -> Untrained.config(gan, c)));
    Stream<TrainingConfig> byProjection =
        Stream.of(
                "{type: r3gan}",
                "{type: stylegan}",
                "{type: stylegan, fused-from: 8}",
                "{type: stylegan2}",
                "{type: stylegan2, clamp: 2, filter: [1, 2, 1]}")
            .flatMap(
                gan ->
                    Stream.of(BY_CLASS.get(0), BY_CLASS.get(3)).map(c -> Untrained.config(gan, c)));
    return Stream.of(presets, any, byProjection).flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("generators")
  void doesThereWhatItDoesHere(TrainingConfig config) {
    try (TrainedGenerator generator = Untrained.open(config, directory)) {
      for (ExportFormat format : WITHOUT_PAGE) {
        Path file = directory.resolve("exported-" + format);
        double difference =
            new GeneratorExport(generator, ExportSettings.DEFAULT).write(format, file);
        assertThat(difference).as("%s", format).isLessThan(1e-4);
        assertThat(file).exists();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{type: stylegan}", "{type: stylegan2}"})
  void noiseAndTruncationAreBuiltInOrGiven(String architecture) {
    TrainingConfig config = Untrained.config(architecture, BY_CLASS.get(3));
    try (TrainedGenerator generator = Untrained.open(config, directory)) {
      Path file = directory.resolve("exported");
      ExportSettings fixed = new ExportSettings(OptionalDouble.of(0.5), false, false, "CC0");
      for (ExportFormat format : ExportFormat.values()) {
        assertThat(new GeneratorExport(generator, fixed).write(format, file)).isLessThan(1e-4);
      }
      ExportSettings open = new ExportSettings(OptionalDouble.empty(), true, false, "CC0");
      assertThat(new GeneratorExport(generator, open).write(ExportFormat.ONNX, file))
          .isLessThan(1e-4);
      assertThatThrownBy(
              () -> new GeneratorExport(generator, open).write(ExportFormat.TORCHSCRIPT, file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("--format onnx");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{type: dcgan}", "{type: stylegan2}", "{type: mlp, sample: [1, 8, 8]}"})
  void pixelsAreThoseOfPictures(String architecture) {
    TrainingConfig config = Untrained.config(architecture, BY_CLASS.get(3));
    try (TrainedGenerator generator = Untrained.open(config, directory)) {
      Path file = directory.resolve("exported.onnx");
      OptionalDouble psi = OptionalDouble.of(1);
      GeneratorExport export =
          new GeneratorExport(generator, new ExportSettings(psi, false, true, "CC0"));
      assertThat(export.write(ExportFormat.ONNX, file)).isLessThan(1e-4);
      assertThatThrownBy(() -> Generator.open(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("without --pixels");
      assertThatThrownBy(() -> export.write(ExportFormat.HTML, file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("--format onnx");
    }
  }

  @Test
  void aFileThatDoesSomethingElseIsNeverThere() throws IOException {
    TrainingConfig config = Untrained.config("{type: dcgan}", BY_CLASS.get(0));
    try (TrainedGenerator generator = Untrained.open(config, directory)) {
      OnnxFile right = new OnnxFile(generator, ExportSettings.DEFAULT);
      ExportedFile wrong =
          new ExportedFile() {
            @Override
            public void write(Path file) throws IOException {
              Files.write(file, withAnotherEpsilon(right.model()).toByteArray());
            }

            @Override
            public float[] run(Path file, Probe probe) throws IOException {
              return right.run(file, probe);
            }
          };
      Path target = Files.writeString(directory.resolve("g.onnx"), "an older one");
      assertThatThrownBy(() -> wrong.writeChecked(target, Probe.of(generator, 1)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected a difference of at most 1.0E-4, got ");
      assertThat(target).hasContent("an older one");
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files).hasSize(2); // and the checkpoint
      }
    }
  }

  /** One normalisation with an epsilon that is not the network's: small, and yet seen. */
  private static ModelProto withAnotherEpsilon(ModelProto model) {
    ModelProto.Builder changed = model.toBuilder();
    NodeProto.Builder node =
        changed.getGraphBuilder().getNodeBuilderList().stream()
            .filter(n -> n.getOpType().equals("BatchNormalization"))
            .findFirst()
            .orElseThrow();
    node.getAttributeBuilder(0).setF(1e-2f);
    return changed.build();
  }

  @Test
  void aValueThatIsNotANumberIsNoAgreement() {
    Probe probe = new Probe(new float[1][2], new float[1][0], 1, new float[] {0.5f, 0.5f});
    assertThat(probe.difference(new float[] {0.5f, 0.25f})).isEqualTo(0.25);
    for (float[] got : List.of(new float[] {Float.NaN, 0.5f}, new float[] {0.5f})) {
      assertThatThrownBy(() -> probe.requireAgreement(got, "x")).isInstanceOf(InputException.class);
    }
  }
}
