package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.esgrima.InputException;
import org.esgrima.data.image.ImageDecoder;
import org.esgrima.data.image.Pixels;
import org.esgrima.data.image.Resize;
import org.esgrima.data.image.TestImages;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What folders and archives promise alike. */
class ImageFilesTest {
  @TempDir Path temporary;
  private Map<String, byte[]> files;

  enum Container {
    FOLDER,
    ZIP
  }

  @BeforeEach
  void noFiles() {
    files = new LinkedHashMap<>();
  }

  @ParameterizedTest
  @EnumSource
  void flatImagesAreReadInSortedOrder(Container container) throws IOException {
    add("b.png", TestImages.png(8, 6, 1));
    add("a.jpg", TestImages.file(TestImages.colour(8, 6, 2), "jpg"));
    add("deep/.hidden/c.png", text("not looked at"));
    add(".DS_Store", text("x"));
    add("__MACOSX/._a.png", text("x"));
    add("readme.txt", text("x"));
    try (Dataset set = open(container, 0, 0)) {
      assertThat(set.size()).isEqualTo(2);
      assertThat(set.sampleShape()).isEqualTo(Shape.of(3, 6, 8));
      assertThat(set.labelColumns()).isEmpty();
      assertThat(set.name()).isEqualTo("photos");
      assertThat(read(set, 0)).isEqualTo(decode("a.jpg").values());
      assertThat(read(set, 1)).isEqualTo(decode("b.png").values());
      assertThatThrownBy(() -> read(set, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void foldersAreClasses(Container container) throws IOException {
    add("dog/2.png", TestImages.png(8, 8, 1));
    add("dog/old/1.png", TestImages.png(8, 8, 2));
    add("cat/9.png", TestImages.png(8, 8, 3));
    try (Dataset set = open(container, 0, 0)) {
      assertThat(set.labelColumns())
          .containsExactly(LabelColumn.classes("class", List.of("cat", "dog")));
      assertThat(IntStream.range(0, 3).mapToObj(i -> label(set, i))).containsExactly(0f, 1f, 1f);
      assertThat(read(set, 0)).isEqualTo(decode("cat/9.png").values());
    }
  }

  @ParameterizedTest
  @EnumSource
  void numberedFoldersAreNoClasses(Container container) throws IOException {
    add("thumbnails128x128/00000/00007.png", TestImages.png(8, 8, 1));
    add("thumbnails128x128/01000/01999.png", TestImages.png(8, 8, 2));
    add("thumbnails128x128/69000/69001.png", TestImages.png(8, 8, 3));
    add("thumbnails128x128/LICENSE.txt", text("x"));
    try (Dataset set = open(container, 0, 0)) {
      assertThat(set.size()).isEqualTo(3);
      assertThat(set.labelColumns()).isEmpty();
      assertThat(read(set, 2)).isEqualTo(decode("thumbnails128x128/69000/69001.png").values());
    }
  }

  @ParameterizedTest
  @EnumSource
  void classesMayBeCalledByNumbers(Container container) throws IOException {
    add("00000/00007.png", TestImages.png(8, 8, 1));
    add("00001/00008.png", TestImages.png(8, 8, 2));
    try (Dataset set = open(container, 0, 0)) {
      assertThat(set.labelColumns())
          .containsExactly(LabelColumn.classes("class", List.of("00000", "00001")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneFolderAroundAllIsNoClass(Container container) throws IOException {
    add("data/a.png", TestImages.png(8, 8, 1));
    add("data/b.png", TestImages.png(8, 8, 2));
    try (Dataset set = open(container, 0, 0)) {
      assertThat(set.labelColumns()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void looseImagesBesideClassesAreRefused(Container container) throws IOException {
    add("cat/1.png", TestImages.png(8, 8, 1));
    add("dog/1.png", TestImages.png(8, 8, 2));
    add("stray.png", TestImages.png(8, 8, 3));
    assertRefused(() -> open(container, 0, 0), "stray.png");
  }

  @ParameterizedTest
  @EnumSource
  void resolutionCropsAndResizes(Container container) throws IOException {
    add("a.png", TestImages.png(40, 30, 1));
    add("b.png", TestImages.file(TestImages.gray(20, 50, 3), "png"));
    try (Dataset set = open(container, 16, 0)) {
      assertThat(set.sampleShape()).isEqualTo(Shape.of(3, 16, 16));
      assertThat(read(set, 0)).isEqualTo(Resize.toSquare(decode("a.png"), 16).values());
      byte[] gray = Resize.toSquare(decode("b.png"), 16).values();
      assertThat(Arrays.copyOf(read(set, 1), 256)).isEqualTo(gray);
    }
    try (Dataset set = open(container, 16, 1)) {
      assertThat(set.sampleShape()).isEqualTo(Shape.of(1, 16, 16));
      assertThat(read(set, 0))
          .isEqualTo(Resize.toSquare(decode("a.png").withChannels(1), 16).values());
    }
  }

  @ParameterizedTest
  @EnumSource
  void grayImagesStayGrayUnlessAsked(Container container) throws IOException {
    add("a.png", TestImages.file(TestImages.gray(8, 8, 3), "png"));
    try (Dataset one = open(container, 0, 0);
        Dataset three = open(container, 0, 3)) {
      assertThat(one.size()).isEqualTo(1);
      assertThat(one.sampleShape()).isEqualTo(Shape.of(1, 8, 8));
      assertThat(three.sampleShape()).isEqualTo(Shape.of(3, 8, 8));
      assertThat(one.fingerprint()).isNotEqualTo(three.fingerprint());
    }
  }

  @ParameterizedTest
  @EnumSource
  void differentSizesNeedAResolution(Container container) throws IOException {
    add("a.png", TestImages.png(8, 8, 1));
    add("b.png", TestImages.png(8, 8, 1));
    add("c.png", TestImages.png(9, 8, 1));
    assertRefused(() -> open(container, 0, 0), "c.png", "8x8", "9x8", "--resolution");
  }

  @ParameterizedTest
  @EnumSource
  void filesThatAreNoImagesAreCountedAndTheFirstIsNamed(Container container) throws IOException {
    add("a.png", TestImages.png(8, 8, 1));
    add("b.png", text("hello"));
    add("c.png", TestImages.rawPng(60_000, 60_000, 8, 2, new byte[0]));
    add("d.tiff", text("II*"));
    assertRefused(
        () -> open(container, 8, 3), "3 of 4", "b.png", "not an image", "esgrima data inspect");
  }

  @ParameterizedTest
  @EnumSource
  void damageInsideAFileIsToldWhenItIsRead(Container container) throws IOException {
    byte[] jpeg = TestImages.file(TestImages.colour(64, 64, 2), "jpg");
    add("a.jpg", Arrays.copyOf(jpeg, jpeg.length - 200));
    try (Dataset set = open(container, 0, 0)) {
      assertRefused(() -> read(set, 0), "a.jpg", "damaged");
    }
  }

  @ParameterizedTest
  @EnumSource
  void noImagesAreAnError(Container container) throws IOException {
    add("notes.txt", text("x"));
    assertRefused(() -> open(container, 0, 0), "no images", "other kinds: 1");
  }

  @ParameterizedTest
  @EnumSource
  void wrongOptionsAreNamed(Container container) throws IOException {
    add("a.png", TestImages.png(8, 8, 1));
    assertRefused(() -> open(container, -1, 0), "--resolution", "-1");
    assertRefused(() -> open(container, 8, 2), "--channels", "2");
  }

  @ParameterizedTest
  @EnumSource
  void datasetJsonGivesClasses(Container container) throws IOException {
    add("00000/a.png", TestImages.png(8, 8, 1));
    add("00000/b.png", TestImages.png(8, 8, 2));
    add("00001/c.png", TestImages.png(8, 8, 3));
    add(
        "dataset.json",
        text(
            "{\"labels\": [[\"00001/c.png\", 3], [\"00000/a.png\", 0], "
                + "[\"00000/b.png\", 1], [\"00002/gone.png\", 9]]}"));
    try (Dataset set = open(container, 0, 0)) {
      assertThat(set.labelColumns()).hasSize(1);
      assertThat(set.labelColumns().get(0).classNames()).containsExactly("0", "1", "2", "3");
      assertThat(IntStream.range(0, 3).mapToObj(i -> label(set, i))).containsExactly(0f, 1f, 3f);
    }
  }

  @ParameterizedTest
  @EnumSource
  void datasetJsonGivesNumbersOrNothing(Container container) throws IOException {
    add("00000/a.png", TestImages.png(8, 8, 1));
    add("00001/b.png", TestImages.png(8, 8, 2));
    add("dataset.json", text("{\"labels\": null}"));
    try (Dataset set = open(container, 0, 0)) {
      assertThat(set.labelColumns()).isEmpty();
    }
    add(
        "dataset.json",
        text("{\"labels\": [[\"00000/a.png\", [0.5, 1]], [\"00001/b.png\", [2, 3]]]}"));
    try (Dataset set = open(container, 0, 0)) {
      assertThat(set.labelColumns())
          .containsExactly(LabelColumn.number("label0"), LabelColumn.number("label1"));
      float[] labels = new float[2];
      set.readLabels(1, labels);
      assertThat(labels).containsExactly(2, 3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrongDatasetJsonIsRefused(Container container) throws IOException {
    add("a.png", TestImages.png(8, 8, 1));
    for (String json :
        new String[] {
          "{\"labels\": [",
          "{\"labels\": [[\"b.png\", 1]]}",
          "{\"labels\": [[\"a.png\", -1]]}",
          "{\"labels\": [[\"a.png\", \"cat\"]]}",
          "{\"labels\": [\"a.png\"]}"
        }) {
      add("dataset.json", text(json));
      assertRefused(() -> open(container, 0, 0), "dataset.json");
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyThreadsReadAtTheSameTime(Container container) throws IOException {
    for (int i = 0; i < 12; i++) {
      add(i + ".png", TestImages.png(20, 20, i));
    }
    try (Dataset set = open(container, 8, 0)) {
      byte[][] expected = new byte[12][];
      for (int i = 0; i < 12; i++) {
        expected[i] = read(set, i);
      }
      assertThat(
              IntStream.range(0, 240)
                  .parallel()
                  .allMatch(i -> Arrays.equals(expected[i % 12], read(set, i % 12))))
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void fingerprintFollowsPixelsAndLabels(Container container) throws IOException {
    add("x/1.png", TestImages.png(8, 8, 1));
    add("y/2.png", TestImages.png(8, 8, 2));
    String before = fingerprint(container, 0);
    assertThat(before).hasSize(64).isEqualTo(fingerprint(Container.FOLDER, 0));
    assertThat(fingerprint(container, 4)).isNotEqualTo(before);
    add("y/2.png", TestImages.png(8, 8, 3));
    assertThat(fingerprint(container, 0)).isNotEqualTo(before);
    add("y/2.png", TestImages.png(8, 8, 2));
    assertThat(fingerprint(container, 0)).isEqualTo(before);
    add("dataset.json", text("{\"labels\": [[\"x/1.png\", 1], [\"y/2.png\", 0]]}"));
    assertThat(fingerprint(container, 0)).isNotEqualTo(before);
  }

  private String fingerprint(Container container, int resolution) throws IOException {
    try (Dataset set = open(container, resolution, 0)) {
      return set.fingerprint();
    }
  }

  private void add(String name, byte[] content) {
    files.put(name, content);
  }

  private Dataset open(Container container, int resolution, int channels) throws IOException {
    return switch (container) {
      case FOLDER ->
          ImageFolder.open(
              TestFiles.folder(temporary.resolve("photos"), files), resolution, channels);
      case ZIP ->
          ImageZip.open(
              TestFiles.zip(temporary.resolve("photos.zip"), files), resolution, channels);
    };
  }

  private Pixels decode(String name) {
    return ImageDecoder.decode(files.get(name), name);
  }

  private static byte[] read(Dataset set, long index) {
    ByteBuffer target = ByteBuffer.allocate((int) set.sampleShape().elements());
    set.read(index, target);
    assertThat(target.hasRemaining()).isFalse();
    return target.array();
  }

  private static float label(Dataset set, long index) {
    float[] label = new float[1];
    set.readLabels(index, label);
    return label[0];
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRefused(ThrowingCallable call, String... texts) {
    assertThatThrownBy(call)
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(texts)
        .hasMessageNotContaining("\n");
  }
}
