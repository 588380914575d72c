package org.esgrima.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.ServiceLoader;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.latent.ExportedGenerator;
import org.esgrima.latent.SampleSource;
import org.esgrima.latent.SampleWriter;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.runtime.Generator;
import org.esgrima.runtime.ModelProvider;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checkpoint opened by the runtime: the same pictures for the same seeds and classes. */
@ExtendWith(NoLeaks.class)
class RunModelsTest {
  private static final Offset<Float> ROUNDING = Offset.offset(1e-4f);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: mlp, latent: 5} | {type: none} | normal | fp32",
        "{type: mlp, latent: 5} | {type: none} | normal | fp64",
        "{type: dcgan} | {type: concatenation, classes: [a, b, c]} | normal | fp64",
        "{type: dcgan} | {type: latent-codes, categories: 3, continuous: 2} | uniform | fp32",
        "{type: dcgan} | {type: latent-codes, categories: 0, continuous: 2} | uniform | fp64",
        "{type: stylegan2} | {type: projection, classes: [a, b, c]} | normal | fp32"
      })
  void aSeedNamesTheSamePicture(
      String architecture, String conditioning, String latents, String precision) {
    TrainingConfig config = Untrained.config(architecture, conditioning, latents, precision);
    Path checkpoint = Untrained.checkpoint(config, directory);
    long[] seeds = {0, 1, 7, 1L << 40, 12};
    int any = Conditions.ANY;
    int[] classes = {any, any, any, any, config.conditioning().classes().isEmpty() ? any : 2};
    Path onnx = new RunModels(directory.resolve("cache")).onnx(checkpoint);
    try (TrainedGenerator trained = TrainedGenerator.open(checkpoint);
        Generator generator = Generator.open(onnx);
        Scope scope = Scope.open()) {
      float[] samples =
          generator
              .ofLatents(generator.latents(seeds), generator.conditions(seeds, classes), 1)
              .values();
      assertThat(samples).containsExactly(trained.samples(seeds, classes).toFloats(), ROUNDING);
    }
  }

  @Test
  void whatWasExportedIsWrittenAsTheRunIs() throws IOException {
    TrainingConfig config =
        Untrained.config("{type: dcgan}", "{type: projection, classes: [a, b, c]}");
    Path checkpoint = Untrained.checkpoint(config, directory);
    Path onnx = new RunModels(directory.resolve("cache")).onnx(checkpoint);
    Path[] arrays = {directory.resolve("trained.npy"), directory.resolve("exported.npy")};
    try (SampleSource trained = TrainedGenerator.open(checkpoint);
        SampleSource exported = ExportedGenerator.open(onnx)) {
      assertThat(exported.classes()).isEqualTo(trained.classes());
      assertThat(exported.sampleShape()).isEqualTo(trained.sampleShape());
      assertThat(exported.file()).isEqualTo(onnx);
      assertThat(exported.name()).isEqualTo(trained.name());
      new SampleWriter(trained, 3, 2, List.of(2, 0), 1, 3, false, done -> {}).npy(arrays[0]);
      new SampleWriter(exported, 3, 2, List.of(2, 0), 1, 3, false, done -> {}).npy(arrays[1]);
    }
    byte[] one = Files.readAllBytes(arrays[0]);
    byte[] other = Files.readAllBytes(arrays[1]);
    assertThat(other).hasSameSizeAs(one);
    for (int i = 0; i < one.length; i++) {
      assertThat((other[i] & 0xff) - (one[i] & 0xff)).as("byte %d", i).isBetween(-1, 1);
    }
  }

  @Test
  void isMadeOnceForACheckpointAndTheOldestGo() throws IOException {
    Path checkpoint =
        Untrained.checkpoint(Untrained.config("{type: mlp}", "{type: none}"), directory);
    Path cache = Files.createDirectory(directory.resolve("cache"));
    for (int i = 0; i < 20; i++) {
      Path old = Files.createFile(cache.resolve("%02d.onnx".formatted(i)));
      Files.setLastModifiedTime(old, FileTime.fromMillis(1000L * i));
    }
    Path first = new RunModels(cache).onnx(checkpoint);
    byte[] content = Files.readAllBytes(first);
    assertThat(cache.resolve("04.onnx")).doesNotExist();
    assertThat(cache.resolve("05.onnx")).exists();
    Files.write(first, new byte[] {1});
    assertThat(new RunModels(cache).onnx(checkpoint)).isEqualTo(first).hasSize(1);
    Files.delete(first);
    assertThat(new RunModels(cache).onnx(checkpoint)).hasBinaryContent(content);
  }

  @Test
  void otherWeightsAreAnotherFile() throws IOException {
    Path checkpoint =
        Untrained.checkpoint(Untrained.config("{type: mlp}", "{type: none}"), directory);
    RunModels models = new RunModels(directory.resolve("cache"));
    Path first = models.onnx(checkpoint);
    byte[] content = Files.readAllBytes(checkpoint);
    content[content.length - 1] ^= 1; // the last weight
    Files.write(checkpoint, content);
    assertThat(models.onnx(checkpoint)).isNotEqualTo(first).exists();
    content[content.length - 1] ^= 1;
    Path moved = Files.write(directory.resolve("moved.safetensors"), content);
    assertThat(models.onnx(moved)).isEqualTo(first);
  }

  @Test
  void whereNothingCanBeKeptTheFileIsATemporaryOne() throws IOException {
    Path checkpoint =
        Untrained.checkpoint(Untrained.config("{type: mlp}", "{type: none}"), directory);
    Path kept = new RunModels(directory.resolve("cache")).onnx(checkpoint);
    // A directory below a file: unlike permissions this also stops the superuser.
    Path file = Files.writeString(directory.resolve("file"), "mine");
    Path temporary = new RunModels(file.resolve("onnx")).onnx(checkpoint);
    assertThat(temporary).hasSameBinaryContentAs(kept);
    assertThat(file).hasContent("mine");
    Files.delete(temporary);
  }

  @Test
  void theRuntimeFindsIt() {
    assertThat(ServiceLoader.load(ModelProvider.class))
        .anySatisfy(provider -> assertThat(provider).isInstanceOf(RunModels.class));
    assertThatThrownBy(() -> Generator.open(directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("config.yaml");
  }
}
