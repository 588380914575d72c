package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esgrima.data.RawFiles.expectRefused;
import static org.esgrima.data.RawFiles.gzip;
import static org.esgrima.data.RawFiles.idxImages;
import static org.esgrima.data.RawFiles.idxLabels;
import static org.esgrima.data.RawFiles.labels;
import static org.esgrima.data.RawFiles.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path temp;
  private Path directory;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temp.resolve("Garments"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsImagesAndLabels(boolean compressed) throws IOException {
    put(IMAGES, idxImages(3, 2, 4), compressed);
    put(LABELS, idxLabels(0, 2, 1), compressed);
    Dataset set = Idx.open(directory, Split.TRAIN);
    assertThat(set.name()).isEqualTo("garments");
    assertThat(set.size()).isEqualTo(3);
    assertThat(set.sampleShape()).isEqualTo(Shape.of(1, 2, 4));
    assertThat(set.labelColumns())
        .containsExactly(LabelColumn.classes("class", java.util.List.of("0", "1", "2")));
    assertThat(sample(set, 2)).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(labels(set, 1)).containsExactly(2f);
  }

  @Test
  void fingerprintFollowsTheContentAndNotTheWrapping() throws IOException {
    put(IMAGES, idxImages(3, 2, 2), false);
    String plain = Idx.open(directory, Split.TRAIN).fingerprint();
    Files.delete(directory.resolve(IMAGES));
    put(IMAGES, idxImages(3, 2, 2), true);
    assertThat(Idx.open(directory, Split.TRAIN).fingerprint()).isEqualTo(plain).hasSize(64);
    put(LABELS, idxLabels(0, 1, 2), false);
    String labelled = Idx.open(directory, Split.TRAIN).fingerprint();
    put(LABELS, idxLabels(0, 2, 1), false);
    assertThat(Idx.open(directory, Split.TRAIN).fingerprint()).isNotIn(plain, labelled);
    byte[] changed = idxImages(3, 2, 2);
    changed[changed.length - 1]++;
    Files.delete(directory.resolve(LABELS));
    put(IMAGES, changed, true);
    assertThat(Idx.open(directory, Split.TRAIN).fingerprint()).isNotEqualTo(plain);
  }

  @Test
  void testSplitAndLargerSetsAreFound() throws IOException {
    // More than one block of memory, and samples that lie across two blocks.
    put("t10k-images-idx3-ubyte", idxImages(60, 300, 301), true);
    Dataset set = Idx.open(directory, Split.TEST);
    assertThat(set.size()).isEqualTo(60);
    assertThat(set.labelColumns()).isEmpty();
    for (int i = 0; i < 60; i++) {
      byte[] pixels = sample(set, i);
      assertThat(pixels[0]).isEqualTo((byte) i);
      assertThat(pixels[90_299]).isEqualTo((byte) (i + 90_299));
    }
    expectRefused(
        () -> Idx.open(directory, Split.TRAIN), "missing IDX images", "t10k-images-idx3-ubyte");
  }

  @Test
  void theImagesFileItselfCanBeNamed() throws IOException {
    put("my-" + IMAGES, idxImages(2, 2, 2), false);
    put("my-" + LABELS, idxLabels(0, 1), true);
    put(IMAGES, idxImages(2, 2, 2), false);
    assertThat(Idx.open(directory.resolve("my-" + IMAGES), Split.TEST).labelColumns()).hasSize(1);
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "several IDX image files", "my-");
  }

  @Test
  void missingFilesAreNamed() {
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "missing IDX images", "no IDX image");
    expectRefused(() -> Idx.open(directory.resolve("absent"), Split.TRAIN), "missing file");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyCutIsFound(boolean compressed) throws IOException {
    byte[] bytes = idxImages(3, 20, 20);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = i < 16 ? bytes[i] : (byte) (i * 31 ^ i >> 3);
    }
    byte[] whole = compressed ? gzip(bytes) : bytes;
    for (int length : new int[] {0, 3, 10, 15, 16, 100, whole.length - 1}) {
      Path file = directory.resolve(IMAGES);
      Files.write(file, Arrays.copyOf(whole, length));
      expectRefused(() -> Idx.open(file, Split.TRAIN), "truncated", file.toString());
    }
  }

  @Test
  void headerThatPromisesLessIsFound() throws IOException {
    put(IMAGES, Arrays.copyOf(idxImages(3, 2, 2), 16 + 13), true);
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "longer than its header says");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bombsAreRefusedBeforeMemoryIsTaken(boolean compressed) throws IOException {
    for (int[] sizes :
        new int[][] {
          {1, 60_000, 60_000},
          {60_000, 60_000, 60_000},
          {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE},
          {-1, 28, 28}
        }) {
      ByteBuffer bytes = ByteBuffer.allocate(1016);
      bytes.putInt(2051).putInt(sizes[0]).putInt(sizes[1]).putInt(sizes[2]);
      put(IMAGES, bytes.array(), compressed);
      expectRefused(() -> Idx.open(directory, Split.TRAIN), IMAGES);
    }
  }

  @Test
  void wrongMagicIsNamed() throws IOException {
    put(IMAGES, idxLabels(1, 2, 3), false);
    expectRefused(
        () -> Idx.open(directory, Split.TRAIN), "wrong magic number", "IDX labels (magic 2049)");
    put(IMAGES, "hello, world".getBytes(java.nio.charset.StandardCharsets.US_ASCII), false);
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "wrong magic number");
    put(IMAGES, idxImages(2, 2, 2), false);
    put(LABELS, idxImages(2, 2, 2), false);
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "wrong magic number", LABELS);
  }

  @Test
  void countsThatDifferAreNamed() throws IOException {
    put(IMAGES, idxImages(3, 2, 2), false);
    put(LABELS, idxLabels(1, 2), false);
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "counts differ", "3 labels", "got 2");
    put(LABELS, Arrays.copyOf(idxLabels(1, 2, 3), 10), false);
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "truncated", LABELS);
  }

  @Test
  void emptySetIsRefused() throws IOException {
    put(IMAGES, idxImages(0, 2, 2), false);
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "empty data set");
    put(IMAGES, idxImages(2, 0, 2), false);
    expectRefused(() -> Idx.open(directory, Split.TRAIN), "empty data set");
  }

  @Test
  void readsMnist() {
    Path mnist = RawFiles.data("mnist");
    Dataset train = Idx.open(mnist, Split.TRAIN);
    assertThat(train.name()).isEqualTo("mnist");
    assertThat(train.size()).isEqualTo(60_000);
    assertThat(train.sampleShape()).isEqualTo(Shape.of(1, 28, 28));
    assertThat(train.labelColumns().get(0).name()).isEqualTo("digit");
    assertThat(train.labelColumns().get(0).classNames()).hasSize(10);
    assertThat(labels(train, 0)).containsExactly(5f);
    Dataset test = Idx.open(mnist, Split.TEST);
    assertThat(test.size()).isEqualTo(10_000);
    assertThat(labels(test, 0)).containsExactly(7f);
    assertThat(labels(test, 9_999)).containsExactly(6f);
    int[] counts = new int[10];
    for (int i = 0; i < 60_000; i++) {
      counts[(int) labels(train, i)[0]]++;
    }
    // The published class counts of the training set.
    assertThat(counts).containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
  }

  private void put(String name, byte[] content, boolean compressed) throws IOException {
    Path file = directory.resolve(compressed ? name + ".gz" : name);
    Files.write(file, compressed ? gzip(content) : content);
  }
}
