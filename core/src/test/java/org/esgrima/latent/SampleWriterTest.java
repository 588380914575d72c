package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.esgrima.InputException;
import org.esgrima.data.PackedDataset;
import org.esgrima.io.Json;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.run.ImageGrid;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Outcome;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class SampleWriterTest {
  private static final int PIXELS = 28 * 28;

  @TempDir static Path runs;
  private static Path digits;
  private static Path points;

  @TempDir Path directory;

  @BeforeAll
  static void train() {
    digits = trained("digits", "{architecture: {width: 4}, batch: 8, steps: 3, preview: 4}");
    points = trained("ring", "{batch: 8, steps: 2, preview: 4}");
  }

  private static Path trained(String preset, String changes) {
    ObjectNode tree = Presets.tree(preset);
    Presets.overlay(tree, Json.parseYaml(changes, "test"));
    try (Trainer trainer = Trainer.start(TrainingConfig.of(tree, "test"), runs)) {
      Outcome outcome = trainer.run(TrainingListener.NONE);
      return outcome.run().path();
    }
  }

  private static SampleWriter writer(TrainedGenerator generator, long seed, long count) {
    return new SampleWriter(generator, seed, count, List.of(), 1, 3, false, made -> {});
  }

  @Test
  void aSeedIsTheNameOfAPictureWhateverIsMadeWithIt() {
    try (TrainedGenerator generator = TrainedGenerator.open(digits);
        Scope scope = Scope.open()) {
      float[] many = generator.samples(5, 8).toFloats();
      float[] alone = generator.samples(7, 1).toFloats();
      float[] other = generator.samples(8, 1).toFloats();

      assertThat(alone)
          .containsExactly(Arrays.copyOfRange(many, 2 * PIXELS, 3 * PIXELS), within(1e-5f));
      assertThat(many).doesNotContain(Float.NaN);
      assertThat(other).isNotEqualTo(alone);
      assertThat(generator.samples(0, 2).shape()).isEqualTo(Shape.of(2, 1, 28, 28));
    }
  }

  @Test
  void aCheckpointFileAndItsRunGiveTheSamePictures() {
    Path file = digits.resolve("checkpoints/000003.safetensors");
    try (TrainedGenerator ofRun = TrainedGenerator.open(digits);
        TrainedGenerator ofFile = TrainedGenerator.open(file);
        Scope scope = Scope.open()) {
      assertThat(ofFile.samples(7, 2).toFloats()).isEqualTo(ofRun.samples(7, 2).toFloats());
      assertThat(ofRun.checkpoint()).isEqualTo(file);
    }
  }

  @Test
  void theDirectoryHoldsOnePngASeed() throws IOException {
    Path out = directory.resolve("out");
    try (TrainedGenerator generator = TrainedGenerator.open(digits);
        Scope scope = Scope.open()) {
      writer(generator, 7, 5).directory(out);

      assertThat(names(out))
          .containsExactly(
              "seed0000007.png",
              "seed0000008.png",
              "seed0000009.png",
              "seed0000010.png",
              "seed0000011.png");
      BufferedImage picture = ImageIO.read(out.resolve("seed0000011.png").toFile());
      assertThat(picture.getWidth()).isEqualTo(28);
      float[] expected = generator.samples(11, 1).toFloats();
      for (int at = 0; at < PIXELS; at++) {
        assertThat(picture.getRaster().getSample(at % 28, at / 28, 0))
            .isCloseTo(ImageGrid.toUint8(expected[at]), within(1));
      }
    }
  }

  @Test
  void theArrayHoldsUint8ImagesInTheOrderOfSeeds() throws IOException {
    Path out = directory.resolve("out.npy");
    try (TrainedGenerator generator = TrainedGenerator.open(digits);
        Scope scope = Scope.open()) {
      writer(generator, 7, 5).npy(out);

      byte[] file = Files.readAllBytes(out);
      String header = new String(file, 0, 128, StandardCharsets.ISO_8859_1);
      assertThat(header).contains("'|u1'", "(5, 1, 28, 28)");
      float[] last = generator.samples(11, 1).toFloats();
      assertThat(file[128 + 4 * PIXELS + 400] & 0xFF)
          .isCloseTo(ImageGrid.toUint8(last[400]), within(1));
      assertThat(file).hasSize(128 + 5 * PIXELS);
    }
  }

  @Test
  void thePackedFileIsADataSetAndSaysWhereItComesFrom() {
    Path out = directory.resolve("out.safetensors");
    try (TrainedGenerator generator = TrainedGenerator.open(digits)) {
      writer(generator, 7, 5).safetensors(out);
    }
    try (PackedDataset packed = PackedDataset.open(out);
        SafetensorsFile file = SafetensorsFile.open(out)) {
      assertThat(packed.size()).isEqualTo(5);
      assertThat(packed.sampleShape()).isEqualTo(Shape.of(1, 28, 28));
      packed.read(4, ByteBuffer.allocate(PIXELS));
      assertThat(file.metadata())
          .containsEntry("first-seed", "7")
          .containsEntry("truncation", "1.0")
          .containsKey("checkpoint");
    }
  }

  @Test
  void theSheetHasTheColumnsAskedFor() throws IOException {
    Path out = directory.resolve("sheet.png");
    try (TrainedGenerator generator = TrainedGenerator.open(digits)) {
      writer(generator, 7, 6).sheet(out, OptionalInt.of(3));
    }
    BufferedImage sheet = ImageIO.read(out.toFile());
    assertThat(sheet.getWidth()).isEqualTo(3 * (84 + ImageGrid.PADDING) + ImageGrid.PADDING);
    assertThat(sheet.getHeight()).isEqualTo(2 * (84 + ImageGrid.PADDING) + ImageGrid.PADDING);
  }

  @Test
  void pointsBecomeASheetAndFloat32Arrays() throws IOException {
    Path npy = directory.resolve("points.npy");
    Path sheet = directory.resolve("points.png");
    try (TrainedGenerator generator = TrainedGenerator.open(points)) {
      writer(generator, 0, 5).npy(npy);
      writer(generator, 0, 5).sheet(sheet, OptionalInt.empty());
      writer(generator, 0, 5).safetensors(directory.resolve("points.safetensors"));
      assertThatThrownBy(() -> writer(generator, 0, 5).directory(directory.resolve("pngs")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("samples are no images");
    }
    assertThat(Files.readString(npy, StandardCharsets.ISO_8859_1)).contains("'<f4'", "(5, 2)");
    assertThat(ImageIO.read(sheet.toFile())).isNotNull();
    assertThat(names(directory)).containsExactly("points.npy", "points.png", "points.safetensors");
  }

  @Test
  void existingOutputsAreReplacedOnlyWhenAsked() throws IOException {
    Path file = Files.writeString(directory.resolve("sheet.png"), "mine");
    Path pngs = directory.resolve("pngs");
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.writeString(home.resolve("thesis.txt"), "mine");
    try (TrainedGenerator generator = TrainedGenerator.open(digits)) {
      SampleWriter unasked = writer(generator, 0, 2);
      SampleWriter asked = new SampleWriter(generator, 5, 1, List.of(), 1, 3, true, made -> {});
      unasked.directory(pngs);

      assertThatThrownBy(() -> unasked.sheet(file, OptionalInt.empty()))
          .hasMessageContaining("--overwrite");
      assertThatThrownBy(() -> unasked.directory(pngs)).hasMessageContaining("--overwrite");
      assertThatThrownBy(() -> asked.directory(home)).hasMessageContaining("thesis.txt");
      assertThat(file).hasContent("mine");

      asked.sheet(file, OptionalInt.empty());
      asked.directory(pngs);
    }
    assertThat(names(pngs)).containsExactly("seed0000005.png");
    assertThat(names(home)).containsExactly("thesis.txt");
    assertThat(names(directory)).containsExactly("home", "pngs", "sheet.png");
  }

  @Test
  void everyClassThatIsAskedForIsMadeOfTheSameSeeds() throws IOException {
    Path run =
        trained(
            "digits",
            "{architecture: {width: 4, hidden: 8}, batch: 8, steps: 3, preview: 4,"
                + " conditioning: {type: concatenation}}");
    try (TrainedGenerator generator = TrainedGenerator.open(run);
        Scope scope = Scope.open()) {
      assertThat(generator.classes()).hasSize(10).startsWith("0", "1");
      SampleWriter asked =
          new SampleWriter(generator, 5, 2, List.of(7, 3), 1, 3, false, made -> {});
      Path pngs = directory.resolve("pngs");
      asked.directory(pngs);
      assertThat(names(pngs))
          .containsExactly(
              "class003-seed0000005.png",
              "class003-seed0000006.png",
              "class007-seed0000005.png",
              "class007-seed0000006.png");
      Tensor sevens = generator.samples(new long[] {5, 6}, new int[] {7, 7});
      Tensor threes = generator.samples(new long[] {5, 6}, new int[] {3, 3});
      assertThat(sevens.contentEquals(threes)).isFalse();
      Path file = directory.resolve("asked.npy");
      asked.npy(file);
      assertThat(Files.size(file)).isGreaterThan(4 * PIXELS).isLessThan(5 * PIXELS);
      // without a class the seed decides, the same one each time
      assertThat(generator.samples(5, 1).contentEquals(generator.samples(5, 1))).isTrue();
    }
  }

  @Test
  void workThatIsBrokenOffLeavesNothing() throws IOException {
    try (TrainedGenerator generator = TrainedGenerator.open(digits)) {
      SampleWriter broken =
          new SampleWriter(
              generator,
              0,
              9,
              List.of(),
              1,
              3,
              false,
              made -> {
                if (made > 3) {
                  throw new IllegalStateException("enough");
                }
              });
      assertThatThrownBy(() -> broken.directory(directory.resolve("d"))).hasMessage("enough");
      assertThatThrownBy(() -> broken.npy(directory.resolve("n.npy"))).hasMessage("enough");
      assertThatThrownBy(() -> broken.safetensors(directory.resolve("s.safetensors")))
          .hasMessage("enough");
    }
    assertThat(names(directory)).isEmpty();
  }

  @Test
  void sheetsThatNoMemoryHoldsAreRefused() {
    try (TrainedGenerator generator = TrainedGenerator.open(digits)) {
      assertThatThrownBy(
              () ->
                  writer(generator, 0, 1_000_000)
                      .sheet(directory.resolve("s.png"), OptionalInt.empty()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("directory, .npy or .safetensors");
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
