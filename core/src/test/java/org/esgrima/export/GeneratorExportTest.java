package org.esgrima.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.torch.NoLeaks;
import org.esgrima.train.Presets;
import org.esgrima.train.TrainingConfig;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
                    Stream.of(BY_CLASS.get(0), BY_CLASS.get(3))
                        .map(c -> Untrained.config(gan, c)));
    return Stream.of(presets, any, byProjection).flatMap(s -> s);
  }

  static Stream<Arguments> generatorsAndFormats() {
    return generators()
        .flatMap(
            config ->
                Stream.of(ExportFormat.values()).map(format -> Arguments.of(config, format)));
  }

  @ParameterizedTest
  @MethodSource("generatorsAndFormats")
  void doesThereWhatItDoesHere(TrainingConfig config, ExportFormat format) {
    try (TrainedGenerator generator = Untrained.open(config, directory)) {
      Path file = directory.resolve("exported");
      double difference =
          new GeneratorExport(generator, ExportSettings.DEFAULT).write(format, file);
      assertThat(difference).isLessThan(1e-4);
      assertThat(file).exists();
    }
  }
}
