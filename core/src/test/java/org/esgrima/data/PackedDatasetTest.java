package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esgrima.data.RawFiles.expectRefused;
import static org.esgrima.data.RawFiles.labels;
import static org.esgrima.data.RawFiles.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esgrima.io.ElementType;
import org.esgrima.io.Safetensors;
import org.esgrima.io.Safetensors.Source;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedDatasetTest {
  @TempDir Path directory;

  @Test
  void roundTripKeepsSamplesLabelsAndFingerprint() {
    // More than one buffer of labels and of images.
    Dataset numbered = new NumberedDataset(300_000);
    Path file = directory.resolve("a.safetensors");
    long[] last = new long[1];
    PackedDataset.write(numbered, file, written -> last[0] = written);
    assertThat(last[0]).isEqualTo(300_000);
    try (PackedDataset packed = PackedDataset.open(file)) {
      assertThat(packed.name()).isEqualTo("numbered");
      assertThat(packed.size()).isEqualTo(300_000);
      assertThat(packed.sampleShape()).isEqualTo(numbered.sampleShape());
      assertThat(packed.labelColumns()).isEqualTo(numbered.labelColumns());
      for (long i : new long[] {0, 1, 131_071, 131_072, 174_762, 174_763, 299_999}) {
        assertThat(sample(packed, i)).isEqualTo(sample(numbered, i));
        assertThat(labels(packed, i)).isEqualTo(labels(numbered, i));
      }
      assertThat(packed.fingerprint()).isEqualTo(ContentDigest.of(numbered));
      assertThat(packed.fingerprint()).isEqualTo(ContentDigest.of(packed));
      assertThatThrownBy(() -> sample(packed, 300_000))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void existingFileIsNotOverwritten() throws IOException {
    Path file = Files.writeString(directory.resolve("a.safetensors"), "mine");
    expectRefused(() -> PackedDataset.write(new NumberedDataset(2), file), "output exists");
    assertThat(file).hasContent("mine");
  }

  @Test
  void unreadableSampleLeavesNothingBehind() throws IOException {
    Dataset broken =
        new NumberedDataset(10) {
          @Override
          public void read(long index, ByteBuffer target) {
            if (index == 7) {
              throw new IllegalStateException("sample 7");
            }
            super.read(index, target);
          }
        };
    Path file = directory.resolve("a.safetensors");
    assertThatThrownBy(() -> PackedDataset.write(broken, file)).hasMessage("sample 7");
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void unlimitedSetsNeedANumber() {
    Dataset unlimited = new NumberedDataset(Dataset.UNLIMITED);
    Path file = directory.resolve("a.safetensors");
    expectRefused(() -> PackedDataset.write(unlimited, file), "unlimited");
    PackedDataset.write(Subset.of(unlimited, 5, 3), file);
    try (PackedDataset packed = PackedDataset.open(file)) {
      assertThat(packed.size()).isEqualTo(3);
      assertThat(sample(packed, 0)[0]).isEqualTo((byte) 5);
    }
  }

  @Test
  void filesOfOtherProgramsAreRead() {
    Path file = write(Map.of(), images(2, 1, 2, 2), Source.of("labels", Shape.of(2, 1), 5f, 0.5f));
    try (PackedDataset packed = PackedDataset.open(file)) {
      assertThat(packed.name()).isEqualTo("b");
      assertThat(packed.labelColumns()).containsExactly(LabelColumn.number("label0"));
      assertThat(labels(packed, 1)).containsExactly(0.5f);
      assertThat(packed.fingerprint()).hasSize(64);
    }
  }

  @Test
  void otherContentIsRefused() {
    refused(Map.of(), "a tensor 'images'", Source.of("w", Shape.of(1), 1f));
    refused(Map.of(), "images U8 [N,C,H,W]", Source.of("images", Shape.of(1, 1, 1, 1), 1f));
    refused(Map.of(), "images U8 [N,C,H,W]", images(2, 2, 2, 2));
    refused(Map.of(), "images U8 [N,C,H,W]", images(0, 1, 2, 2));
    refused(Map.of(), "images U8 [N,C,H,W]", images(2, 2, 2));
    Source image = images(2, 1, 2, 2);
    refused(Map.of(), "labels F32 [2,1]", image, Source.of("labels", Shape.of(3, 1), 1f, 2f, 3f));
    refused(Map.of(), "labels F32 [2,0]", image, Source.of("labels", Shape.of(2), 1f, 2f));
    refused(
        Map.of("format", "esgrima-images", "version", "2"),
        "packed images of another version",
        image);
    String column = "{\"name\":\"c\",\"classNames\":[\"a\",\"b\"]}";
    refused(Map.of("columns", "[" + column + "]"), "1 labels for each image", image);
    for (String broken : List.of("[", "null", "[null]", "[{}]", "{}", "[{\"name\":\"a\"}]")) {
      refused(Map.of("columns", broken), "label columns as JSON", image);
    }
    for (float label : new float[] {2f, -1f, 0.5f, Float.NaN}) {
      Source labels = Source.of("labels", Shape.of(2, 1), 0f, label);
      refused(Map.of("columns", "[" + column + "]"), "class numbers from 0 to 1", image, labels);
    }
  }

  private void refused(Map<String, String> metadata, String text, Source... sources) {
    Path file = write(metadata, sources);
    expectRefused(() -> PackedDataset.open(file).close(), text, file.toString());
  }

  private Path write(Map<String, String> metadata, Source... sources) {
    Path file = directory.resolve("b.safetensors");
    Safetensors.write(file, metadata, List.of(sources));
    return file;
  }

  private static Source images(long... sizes) {
    Shape shape = Shape.of(sizes);
    return Source.of("images", ElementType.U8, shape, ByteBuffer.allocate((int) shape.elements()));
  }
}
