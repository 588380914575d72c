package org.esgrima.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final String WHERE = "photos/cat.png";

  @Test
  void grayPngKeepsItsValues() {
    Pixels pixels = decode(TestImages.file(TestImages.gray(16, 16, 1), "png"));
    assertThat(pixels.channels()).isEqualTo(1);
    assertThat(IntStream.range(0, 256).map(i -> pixels.at(0, i / 16, i % 16)))
        .containsExactlyElementsOf(IntStream.range(0, 256).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void colourKeepsItsValues(String format) {
    BufferedImage image = TestImages.colour(7, 5, 3);
    byte[] file = TestImages.file(image, format);
    Pixels pixels = decode(file);
    assertShape(pixels, 3, 5, 7);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 7; x++) {
        assertThat(rgb(pixels, y, x)).isEqualTo(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
    assertThat(header(file).size()).isEqualTo("7x5");
    assertThat(header(file).channels()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void paletteOfColoursIsColourAndOfGraysIsGray(String format) {
    Pixels colours = decode(TestImages.file(TestImages.palette(0xFFFF0000, 0xFF00FF10), format));
    assertShape(colours, 3, 1, 2);
    assertThat(rgb(colours, 0, 0)).isEqualTo(0xFF0000);
    assertThat(rgb(colours, 0, 1)).isEqualTo(0x00FF10);
    Pixels grays = decode(TestImages.file(TestImages.palette(0xFF000000, 0xFF808080), format));
    assertShape(grays, 1, 1, 2);
    assertThat(grays.at(0, 0, 1)).isEqualTo(128);
  }

  @Test
  void transparencyIsPutOnWhite() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00123456);
    image.setRGB(1, 0, 0x80FF0000);
    image.setRGB(2, 0, 0xFF0000FF);
    byte[] file = TestImages.file(image, "png");
    Pixels pixels = decode(file);
    assertThat(rgb(pixels, 0, 0)).isEqualTo(0xFFFFFF);
    assertThat(rgb(pixels, 0, 1)).isEqualTo(0xFF7F7F);
    assertThat(rgb(pixels, 0, 2)).isEqualTo(0x0000FF);
    assertThat(header(file).alpha()).isTrue();
  }

  @Test
  void grayWithAlphaIsPutOnWhite() {
    byte[] row = {0, 0, (byte) 255, 0, 0, 100, (byte) 255};
    Pixels pixels = decode(TestImages.rawPng(3, 1, 8, 4, row));
    assertShape(pixels, 1, 1, 3);
    assertThat(pixels.values()).containsExactly(0, 255, 100);
  }

  @Test
  void sixteenBitsAreScaledToEight() {
    // 0, 0x0080 (128 of 65535 is 0.498 of 255), 0x0081 (0.502), 0x8000, 0xFFFF
    byte[] row = {0, 0, 0, 0, (byte) 0x80, 0, (byte) 0x81, (byte) 0x80, 0, -1, -1};
    byte[] file = TestImages.rawPng(5, 1, 16, 0, row);
    assertThat(decode(file).values()).containsExactly(0, 0, 1, 128, 255);
    assertThat(header(file).bits()).isEqualTo(16);
    byte[] colour = {0, -1, -1, (byte) 0x80, 0, 0, 0};
    assertThat(rgb(decode(TestImages.rawPng(1, 1, 16, 2, colour)), 0, 0)).isEqualTo(0xFF8000);
  }

  @Test
  void oneBitGrayIsBlackAndWhite() {
    Pixels pixels = decode(TestImages.rawPng(3, 1, 1, 0, new byte[] {0, (byte) 0b1010_0000}));
    assertThat(pixels.values()).containsExactly(255, 0, 255);
  }

  @Test
  void jpegIsNearTheOriginal() {
    BufferedImage image = TestImages.colour(32, 32, 1);
    Pixels pixels = decode(TestImages.file(image, "jpg"));
    Pixels exact = decode(TestImages.file(image, "png"));
    double sum = 0;
    for (int i = 0; i < pixels.values().length; i++) {
      sum += Math.abs((pixels.values()[i] & 0xFF) - (exact.values()[i] & 0xFF));
    }
    assertThat(sum / pixels.values().length).isLessThan(6);
    Pixels gray = decode(TestImages.file(TestImages.gray(16, 16, 0), "jpg"));
    assertShape(gray, 1, 16, 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"red-blue-cmyk.jpg", "red-blue.webp", "red-blue-lossy.webp"})
  void cmykJpegAndWebpAreRead(String name) {
    byte[] file = TestImages.resource(name);
    Pixels pixels = decode(file);
    assertShape(pixels, 3, 16, 16);
    assertThat(header(file).channels()).isEqualTo(3);
    int tolerance = name.equals("red-blue.webp") ? 0 : 6;
    assertNear(pixels, 2, 2, 0xFF0000, tolerance);
    assertNear(pixels, 13, 13, 0x0000FF, tolerance);
  }

  @Test
  void exifOrientationIsApplied() {
    // Stored 16x8, red beside blue, "turn by 90 degrees clockwise to view": red above blue.
    byte[] file = TestImages.resource("orientation-6.jpg");
    assertThat(header(file).size()).isEqualTo("8x16");
    Pixels pixels = decode(file);
    assertShape(pixels, 3, 16, 8);
    assertNear(pixels, 2, 2, 0xFF0000, 6);
    assertNear(pixels, 13, 2, 0x0000FF, 6);
  }

  @Test
  void everyOrientationTurnsAsExifSays() {
    // Rows "12" and "34" as stored; expected as seen, from the table in CIPA DC-008.
    Pixels stored = new Pixels(1, 2, 2, new byte[] {1, 2, 3, 4});
    int[] seen = {1234, 2143, 4321, 3412, 1324, 3142, 4231, 2413};
    for (int exif = 1; exif <= 8; exif++) {
      byte[] v = Orientation.of(exif).apply(stored).values();
      assertThat(v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3])
          .as("EXIF %d", exif)
          .isEqualTo(seen[exif - 1]);
    }
  }

  @Test
  void imageBombIsRefusedByItsHeader() {
    byte[] bomb = TestImages.rawPng(60_000, 60_000, 8, 2, new byte[0]);
    for (ThrowingCallable read : new ThrowingCallable[] {() -> decode(bomb), () -> header(bomb)}) {
      assertThatThrownBy(read)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(WHERE)
          .hasMessageContaining("60000x60000")
          .hasMessageContaining("100 million");
    }
  }

  @Test
  void textAndNothingAreNoImages() {
    assertOneLine(() -> decode("hello, world".getBytes(StandardCharsets.UTF_8)), "not an image");
    assertOneLine(() -> decode(new byte[0]), "an empty file");
    assertOneLine(() -> header(new byte[] {'B'}), "not an image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void truncatedFilesAreDamaged(String format) {
    byte[] file = TestImages.file(TestImages.colour(40, 30, 2), format);
    for (double part : new double[] {0.1, 0.5, 0.9}) {
      byte[] cut = Arrays.copyOf(file, (int) (file.length * part));
      assertOneLine(() -> decode(cut), "damaged image");
    }
  }

  @Test
  void truncatedWebpIsDamaged() {
    byte[] file = TestImages.resource("red-blue.webp");
    assertOneLine(() -> decode(Arrays.copyOf(file, file.length - 3)), "ends early");
  }

  @Test
  void manyThreadsReadTheSame() {
    byte[] file = TestImages.file(TestImages.colour(33, 21, 5), "jpg");
    byte[] expected = decode(file).values();
    assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> decode(file).values()))
        .allSatisfy(values -> assertThat(values).isEqualTo(expected));
  }

  @Test
  void lumaIsThatOfRec601() {
    byte[] values = {-1, 0, 0, -1, 0, -1, 0, -1, 0, 0, -1, -1};
    Pixels colour = new Pixels(3, 1, 4, values);
    assertThat(colour.withChannels(1).values()).containsExactly(76, 150, 29, 255);
    Pixels gray = new Pixels(1, 1, 2, new byte[] {7, 9});
    assertThat(gray.withChannels(3).values()).containsExactly(7, 9, 7, 9, 7, 9);
  }

  private static Pixels decode(byte[] file) {
    return ImageDecoder.decode(file, WHERE);
  }

  private static ImageHeader header(byte[] file) {
    return ImageDecoder.header(new ByteArrayInputStream(file), WHERE);
  }

  private static int rgb(Pixels pixels, int y, int x) {
    return (pixels.at(0, y, x) << 16) | (pixels.at(1, y, x) << 8) | pixels.at(2, y, x);
  }

  private static void assertShape(Pixels pixels, int channels, int height, int width) {
    assertThat(new int[] {pixels.channels(), pixels.height(), pixels.width()})
        .containsExactly(channels, height, width);
  }

  private static void assertNear(Pixels pixels, int y, int x, int rgb, int tolerance) {
    for (int c = 0; c < 3; c++) {
      int expected = (rgb >> (16 - 8 * c)) & 0xFF;
      assertThat(Math.abs(pixels.at(c, y, x) - expected)).isLessThanOrEqualTo(tolerance);
    }
  }

  private static void assertOneLine(ThrowingCallable read, String text) {
    assertThatThrownBy(read)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(WHERE)
        .hasMessageContaining(text)
        .hasMessageNotContaining("\n");
  }
}
