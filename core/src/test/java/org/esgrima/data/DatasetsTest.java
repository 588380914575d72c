package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esgrima.data.RawFiles.expectRefused;
import static org.esgrima.data.RawFiles.sample;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  @TempDir Path directory;

  @Test
  void recognisesLayouts() throws IOException {
    Path idx = Files.createDirectory(directory.resolve("idx"));
    Path images = idx.resolve("train-images-idx3-ubyte");
    Files.write(images, RawFiles.idxImages(5, 2, 2));
    Path renamed = directory.resolve("renamed.idx");
    Files.write(renamed, RawFiles.gzip(RawFiles.idxImages(6, 2, 2)));
    Path cifar = Files.createDirectories(directory.resolve("cifar/cifar-10-batches-bin"));
    Files.write(cifar.resolve("data_batch_1.bin"), new byte[3073]);
    Path packed = directory.resolve("packed.safetensors");
    PackedDataset.write(new NumberedDataset(4), packed);

    assertThat(size(idx)).isEqualTo(5);
    assertThat(size(images)).isEqualTo(5);
    assertThat(size(renamed)).isEqualTo(6);
    assertThat(size(cifar)).isEqualTo(1);
    assertThat(size(cifar.getParent())).isEqualTo(1);
    assertThat(size(packed)).isEqualTo(4);
  }

  @Test
  void skipsAndTakes() {
    Path packed = directory.resolve("packed.safetensors");
    PackedDataset.write(new NumberedDataset(10), packed);
    String source = packed.toString();
    try (Dataset set = Datasets.open(new DataOptions(source, 0, 0, Split.TRAIN, 2, 3, 0))) {
      assertThat(set.size()).isEqualTo(3);
      assertThat(sample(set, 0)[0]).isEqualTo((byte) 2);
    }
    expectRefused(
        () -> Datasets.open(new DataOptions(source, 0, 0, Split.TRAIN, 9, 3, 0)),
        "too few samples");
  }

  @Test
  void unknownNamesAreAnsweredWithTheClosest() {
    expectRefused(
        () -> Datasets.open(DataOptions.of("minst")), "unknown data set: minst", "mean mnist?");
    expectRefused(() -> Datasets.open(DataOptions.of("ring:wgangp")), "Did you mean ring:wgan-gp?");
    expectRefused(
        () -> Datasets.open(DataOptions.of("ring:other")), "unknown data set", "ring:unrolled,");
    expectRefused(
        () -> Datasets.open(DataOptions.of("no/such/thing")),
        "unknown data set: no/such/thing: expected a file or directory, or one of",
        "mnist",
        "Check the path");
    assertThatThrownBy(() -> Datasets.open(DataOptions.of("no/such/thing")))
        .as("variants are of no help to somebody who looks for a file")
        .hasMessageNotContaining("ring:");
    expectRefused(() -> Datasets.open(DataOptions.of("a\0b")), "unknown data set");
  }

  @Test
  void directoriesWithoutDataNameTheKnownLayouts() throws IOException {
    expectRefused(
        () -> Datasets.open(DataOptions.of(directory.toString())),
        "no known kind of data",
        "IDX",
        "CIFAR-10",
        ".safetensors");
    Path text = Files.writeString(directory.resolve("notes.txt"), "hello");
    expectRefused(() -> Datasets.open(DataOptions.of(text.toString())), "another kind of file");
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    expectRefused(() -> new DataOptions("mnist", 0, 2, Split.TRAIN, 0, 0, 0), "channels", "got 2");
    expectRefused(() -> new DataOptions("mnist", -1, 0, Split.TRAIN, 0, 0, 0), "resolution");
    expectRefused(() -> new DataOptions("mnist", 0, 0, Split.TRAIN, -1, 0, 0), "skip");
    expectRefused(() -> new DataOptions("mnist", 0, 0, Split.TRAIN, 0, -1, 0), "take");
    expectRefused(() -> DataOptions.of(" "), "data");
  }

  @Test
  void sizeAndChannelsAsStoredNeedNoConversion() {
    Path packed = directory.resolve("packed.safetensors");
    PackedDataset.write(new NumberedDataset(4), packed);
    try (Dataset set =
        Datasets.open(new DataOptions(packed.toString(), 0, 3, Split.TRAIN, 0, 0, 0))) {
      assertThat(set.sampleShape()).isEqualTo(Shape.of(3, 2, 1));
    }
  }

  @Test
  void reshapedImagesAreConvertedAsTheyAreRead() {
    NumberedDataset base = new NumberedDataset(4);
    Dataset gray =
        new Reshaped(base, Shape.of(1, 2, 1), (image, from, to) -> new byte[] {image[2], image[3]});
    assertThat(sample(gray, 1)).containsExactly(3, 4);
    assertThat(gray.labelColumns()).isEqualTo(base.labelColumns());
    assertThat(gray.fingerprint()).isNotEqualTo(base.fingerprint());
  }

  @Test
  void everyNameAndFormOfImagesIsOpened() throws IOException {
    for (String name :
        List.of(
            "strokes",
            "avatars",
            "ring",
            "ring:unrolled",
            "ring:unrolled-notebook",
            "ring:wgan-gp",
            "grid",
            "grid:wgan-gp",
            "swiss-roll")) {
      try (Dataset set = Datasets.open(DataOptions.of(name))) {
        assertThat(set.name()).isEqualTo(name);
        assertThat(set.size()).isEqualTo(Dataset.UNLIMITED);
      }
    }
    expectRefused(
        () -> Datasets.open(new DataOptions("ring", 32, 0, Split.TRAIN, 0, 0, 0)), "no images");
    Path folder = Files.createDirectory(directory.resolve("folder"));
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    String source = folder.toString();
    try (Dataset set = Datasets.open(new DataOptions(source, 16, 1, Split.TRAIN, 0, 0, 0))) {
      assertThat(set.sampleShape()).isEqualTo(Shape.of(1, 16, 16));
      assertThat(set.size()).isEqualTo(1);
    }
  }

  @Test
  void theUsualRingAndGridArePacGans() {
    for (String name : List.of("ring", "grid")) {
      try (Dataset usual = Datasets.open(DataOptions.of(name));
          Dataset named = Datasets.open(DataOptions.of(name + ":pacgan"))) {
        assertThat(named.fingerprint()).isEqualTo(usual.fingerprint());
      }
    }
  }

  @Test
  void drawnSetsHoldOutSamplesOfAnotherSeed() {
    for (String name : List.of("ring:wgan-gp", "swiss-roll")) {
      DataOptions held = new DataOptions(name, 0, 0, Split.TEST, 0, 0, 0);
      try (Dataset train = Datasets.open(DataOptions.of(name));
          Dataset test = Datasets.open(held)) {
        assertThat(sample(test, 0)).isNotEqualTo(sample(train, 0));
        assertThat(test.fingerprint()).isNotEqualTo(train.fingerprint());
      }
    }
  }

  @Test
  void storedImagesAreResizedAndColoured() {
    DataOptions options = new DataOptions("strokes", 16, 3, Split.TEST, 0, 5, 7);
    try (Dataset set = Datasets.open(options)) {
      assertThat(set.sampleShape()).isEqualTo(Shape.of(3, 16, 16));
      byte[] pixels = sample(set, 4);
      assertThat(pixels).hasSize(3 * 256);
      assertThat(Arrays.copyOf(pixels, 256)).isEqualTo(Arrays.copyOfRange(pixels, 512, 768));
      assertThat(set.size()).isEqualTo(5);
    }
  }

  private static long size(Path source) {
    try (Dataset set = Datasets.open(DataOptions.of(source.toString()))) {
      return set.size();
    }
  }
}
