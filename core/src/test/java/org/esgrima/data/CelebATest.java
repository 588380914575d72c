package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.data.image.TestImages;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CelebATest {
  private static final String ATTRIBUTES =
      """
      5
      Bald Smiling
      000001.jpg -1  1
      000002.jpg  1 -1
      000003.jpg  1  1
      000004.jpg -1 -1
      000009.jpg -1 -1
      """;
  private static final String PARTITION =
      """
      000001.jpg 0
      000002.jpg 0
      000003.jpg 1
      000004.jpg 2
      """;

  @TempDir Path temporary;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private int opened;

  @BeforeEach
  void fourFaces() {
    for (int i = 1; i <= 4; i++) {
      add("img_align_celeba/00000" + i + ".jpg", face(i));
    }
    add("list_attr_celeba.txt", ATTRIBUTES.getBytes(StandardCharsets.UTF_8));
    add("list_eval_partition.txt", PARTITION.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] face(int seed) {
    return TestImages.file(TestImages.colour(18, 22, seed), "jpg");
  }

  private void add(String name, byte[] content) {
    files.put(name, content);
  }

  private Dataset open(Split split) throws IOException {
    Path folder = TestFiles.folder(temporary.resolve("celeba" + opened++), files);
    return Datasets.open(new DataOptions(folder.toString(), 16, 0, split, 0, 0, 0));
  }

  private static List<Float> labels(Dataset set, long index) {
    float[] values = new float[set.labelColumns().size()];
    set.readLabels(index, values);
    return List.of(values[0], values[1]);
  }

  @Test
  void attributesAreLabelsAndPartsAreSplits() throws IOException {
    try (Dataset train = open(Split.TRAIN);
        Dataset test = open(Split.TEST)) {
      assertThat(train.size()).isEqualTo(2);
      assertThat(train.sampleShape()).isEqualTo(Shape.of(3, 16, 16));
      assertThat(train.labelColumns())
          .containsExactly(
              LabelColumn.classes("Bald", List.of("no Bald", "Bald")),
              LabelColumn.classes("Smiling", List.of("no Smiling", "Smiling")));
      assertThat(labels(train, 0)).containsExactly(0f, 1f);
      assertThat(labels(train, 1)).containsExactly(1f, 0f);
      assertThat(test.size()).isEqualTo(1);
      assertThat(labels(test, 0)).containsExactly(0f, 0f);
      assertThat(train.fingerprint()).isNotEqualTo(test.fingerprint());
    }
  }

  @Test
  void withoutPartsAllImagesBelongToBothSplits() throws IOException {
    files.remove("list_eval_partition.txt");
    try (Dataset train = open(Split.TRAIN);
        Dataset test = open(Split.TEST)) {
      assertThat(train.size()).isEqualTo(4);
      assertThat(test.size()).isEqualTo(4);
    }
  }

  @Test
  void theFoldersOfTheDownloadAndAnArchiveAreKnownToo() throws IOException {
    Map<String, byte[]> images = new LinkedHashMap<>();
    for (int i = 1; i <= 4; i++) {
      images.put("img_align_celeba/00000" + i + ".jpg", face(i));
      files.remove("img_align_celeba/00000" + i + ".jpg");
    }
    files.put("Anno/list_attr_celeba.txt", files.remove("list_attr_celeba.txt"));
    files.put("Eval/list_eval_partition.txt", files.remove("list_eval_partition.txt"));
    Path folder = TestFiles.folder(temporary.resolve("celeba"), files);
    Files.createDirectories(folder.resolve("Img"));
    TestFiles.zip(folder.resolve("Img/img_align_celeba.zip"), images);
    try (Dataset train =
        Datasets.open(new DataOptions(folder.toString(), 16, 0, Split.TRAIN, 0, 0, 0))) {
      assertThat(train.size()).isEqualTo(2);
      assertThat(labels(train, 0)).containsExactly(0f, 1f);
    }
  }

  @Test
  void whatIsMissingOrDamagedIsNamed() throws IOException {
    add("img_align_celeba/000005.jpg", face(5));
    assertRefused("2 attributes for 000005.jpg");
    files.remove("img_align_celeba/000005.jpg");
    add(
        "list_eval_partition.txt",
        PARTITION
            .replace("2.jpg 0", "2.jpg 1")
            .replace("3.jpg 1", "3.jpg 0")
            .getBytes(StandardCharsets.UTF_8));
    assertRefused("without gaps");
    add(
        "list_attr_celeba.txt",
        ATTRIBUTES.replace(" -1 ", "  7 ").getBytes(StandardCharsets.UTF_8));
    assertRefused("1 or -1");
    files.keySet().removeIf(name -> name.startsWith("img_align"));
    assertRefused("img_align_celeba or img_align_celeba.zip");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> open(Split.TRAIN).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
