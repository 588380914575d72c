package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.esgrima.data.Inspection.Count;
import org.esgrima.data.Inspection.Finding;
import org.esgrima.data.image.ImageDecoder;
import org.esgrima.data.image.Pixels;
import org.esgrima.data.image.Resize;
import org.esgrima.data.image.TestImages;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
  @TempDir Path temporary;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  @Test
  void namesWhatIsWrongWithAFolder() throws IOException {
    files.put("cat/1.png", TestImages.png(32, 32, 1));
    files.put("cat/1 copy.bmp", TestImages.file(TestImages.colour(32, 32, 1), "bmp"));
    files.put("cat/1 again.jpg", TestImages.file(TestImages.colour(32, 32, 1), "jpg"));
    files.put("cat/2.png", TestImages.file(TestImages.gray(32, 32, 3), "png"));
    files.put("cat/3.png", TestImages.png(40, 30, 7));
    byte[] jpeg = TestImages.file(TestImages.colour(64, 64, 2), "jpg");
    files.put("dog/cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));
    files.put("dog/text.png", "hello".getBytes(StandardCharsets.UTF_8));
    files.put("dog/4.png", TestImages.rawPng(1, 1, 16, 4, new byte[] {0, 1, 1, 2, 2}));
    files.put("notes.txt", new byte[1]);
    for (Path path :
        List.of(
            TestFiles.folder(temporary.resolve("set"), files),
            TestFiles.zip(temporary.resolve("set.zip"), files))) {
      Inspection found = Inspection.of(path);
      assertThat(found.inspected()).isEqualTo(8);
      assertThat(found.ignoredFiles()).isEqualTo(1);
      assertThat(found.badFiles())
          .extracting(Finding::file)
          .containsExactly("dog/cut.jpg", "dog/text.png");
      assertThat(found.sizes())
          .containsExactly(new Count("32x32", 4), new Count("1x1", 1), new Count("40x30", 1));
      assertThat(found.oddSizes())
          .containsExactly(new Finding("cat/3.png", "40x30"), new Finding("dog/4.png", "1x1"));
      assertThat(found.kinds())
          .containsExactly(
              new Count("colour", 4),
              new Count("gray", 2),
              new Count("with 16 bits", 1),
              new Count("with transparency", 1));
      assertThat(found.formats())
          .containsExactly(new Count("PNG", 4), new Count("BMP", 1), new Count("JPEG", 1));
      assertThat(found.identical()).containsExactly(List.of("cat/1 copy.bmp", "cat/1.png"));
      assertThat(found.similar()).containsExactly(List.of("cat/1 again.jpg", "cat/1 copy.bmp"));
      assertThat(found.classes().get(0).classes())
          .containsExactly(new Count("cat", 5), new Count("dog", 1));
      assertThat(found.readyToTrain()).isFalse();
      assertThat(new InspectionReport(found).text())
          .contains("  not an image: dog/text.png: expected", "cat/3.png: 40x30")
          .contains("Verdict: not ready to train.", "2 bad files", "--resolution 32")
          .contains("1 superfluous copy", "Uneven classes", "dog: 1");
    }
  }

  @Test
  void goodFolderIsReady() throws IOException {
    for (int i = 0; i < 5; i++) {
      files.put(i + ".png", TestImages.png(32, 32, i * 11));
    }
    Inspection found = Inspection.of(TestFiles.folder(temporary, files));
    assertThat(found.readyToTrain()).isTrue();
    assertThat(found.identical()).isEmpty();
    assertThat(new InspectionReport(found).verdict()).isEqualTo("ready to train.");
  }

  @Test
  void emptyFolderAndLooseImagesAreNotReady() throws IOException {
    Inspection empty = Inspection.of(temporary);
    assertThat(empty.readyToTrain()).isFalse();
    assertThat(new InspectionReport(empty).text()).contains("There is no image");
    files.put("a.png", TestImages.png(8, 8, 1));
    files.put("x/b.png", TestImages.png(8, 8, 2));
    Inspection loose = Inspection.of(TestFiles.folder(temporary, files));
    assertThat(loose.readyToTrain()).isFalse();
    assertThat(new InspectionReport(loose).text()).contains("a.png");
  }

  @Test
  void copiesOfNoiseAreFoundAndOthersAreNot() {
    Random random = new Random(5);
    List<Pixels> images = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      images.add(blobs(random));
    }
    for (int i = 0; i < 20; i++) {
      Pixels brighter = images.get(100 * i);
      byte[] values = Resize.toSquare(Resize.toSquare(brighter, 56), 28).values().clone();
      for (int j = 0; j < values.length; j++) {
        values[j] = (byte) Math.min(255, (values[j] & 0xFF) + 4);
      }
      images.add(new Pixels(1, 28, 28, values));
    }
    SimilarImages search = new SimilarImages(images.size());
    for (int i = 0; i < images.size(); i++) {
      search.put(i, images.get(i));
    }
    List<List<Integer>> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      expected.add(List.of(100 * i, 3000 + i));
    }
    assertThat(search.groups()).isEqualTo(expected);
  }

  @Test
  void unlimitedSetIsSampled() {
    Inspection found = Inspection.of(new Endless());
    assertThat(found.inspected()).isEqualTo(10_000);
    assertThat(found.badFiles()).containsExactly(new Finding("sample 17", "contains NaN"));
    assertThat(found.identical()).containsExactly(List.of("sample 3", "sample 4"));
    assertThat(found.classes().get(0).uneven()).containsExactly(new Count("rare", 99));
    assertThat(new InspectionReport(found).text())
        .contains("unlimited samples, the first 10,000 inspected", "points of shape [2]");
  }

  @Test
  void everyPictureOfOneColourIsFlat() {
    byte[] two = new byte[512];
    Arrays.fill(two, 256, 512, (byte) 9);
    assertThat(Thumbnail.correlation(two, 0, 256)).isEqualTo(1);
    for (int i = 0; i < 256; i++) {
      two[i] = (byte) i;
      two[256 + i] = (byte) (255 - i);
    }
    assertThat(Thumbnail.correlation(two, 0, 256)).isBetween(-1.0001, -0.9999);
    Pixels ramp = ImageDecoder.decode(TestImages.file(TestImages.gray(64, 4, 1), "png"), "ramp");
    assertThat(Thumbnail.gray(ramp, 1, 1)).containsExactly((byte) 128);
    assertThat(Thumbnail.differenceHash(ramp)).isEqualTo(-1L);
  }

  /** A few soft spots on black, as sparse as a handwritten digit. */
  private static Pixels blobs(Random random) {
    double[] sum = new double[28 * 28];
    for (int blob = 0; blob < 5; blob++) {
      double cx = 5 + 18 * random.nextDouble();
      double cy = 5 + 18 * random.nextDouble();
      for (int i = 0; i < sum.length; i++) {
        double square = Math.pow(i % 28 - cx, 2) + Math.pow(Math.floorDiv(i, 28) - cy, 2);
        sum[i] += 180 * Math.exp(-square / 8);
      }
    }
    byte[] values = new byte[sum.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.min(250, Math.round(sum[i]));
    }
    return new Pixels(1, 28, 28, values);
  }

  private static final class Endless implements Dataset {
    @Override
    public String name() {
      return "endless";
    }

    @Override
    public ElementType elementType() {
      return ElementType.F32;
    }

    @Override
    public Shape sampleShape() {
      return Shape.of(2);
    }

    @Override
    public long size() {
      return UNLIMITED;
    }

    @Override
    public List<LabelColumn> labelColumns() {
      return List.of(LabelColumn.classes("mode", List.of("common", "rare")));
    }

    @Override
    public void read(long index, ByteBuffer target) {
      target.putFloat(index == 17 ? Float.NaN : 1).putFloat((float) (index == 4 ? 3 : index));
    }

    @Override
    public void readLabels(long index, float[] target) {
      target[0] = index % 100 == 99 && index != 99 ? 1 : 0;
    }

    @Override
    public String fingerprint() {
      return "";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
