package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class SheetsTest {
  private static final int GAP = 0xC4C9D0;

  @ParameterizedTest
  @CsvSource({"-1,0", "1,255", "0,128", "-2,0", "7,255", "-0.9961,0", "-0.996,1", "Infinity,255"})
  void floatsBecomePixelsByTheRule(float x, int pixel) {
    assertThat(ImageGrid.toUint8(x)).isEqualTo(pixel);
  }

  @Test
  void placesGrayImagesRowByRowWithGapsAndScale() {
    float[] values = {-1, 1, 0, -1, /* second */ 1, 1, 1, 1, /* third */ -1, -1, -1, 0};
    BufferedImage sheet;
    try (Scope scope = Scope.open()) {
      sheet = new ImageGrid(2, 3).draw(Tensor.of(values, Shape.of(3, 1, 2, 2)));
    }
    assertThat(sheet.getWidth()).isEqualTo(2 + 2 * 8);
    assertThat(sheet.getHeight()).isEqualTo(2 + 2 * 8);
    assertThat(pixel(sheet, 0, 0)).isEqualTo(GAP);
    assertThat(pixel(sheet, 2, 2)).isEqualTo(0x000000); // each pixel is a square of 3 × 3
    assertThat(pixel(sheet, 4, 4)).isEqualTo(0x000000);
    assertThat(pixel(sheet, 5, 4)).isEqualTo(0xFFFFFF);
    assertThat(pixel(sheet, 4, 5)).isEqualTo(0x808080);
    assertThat(pixel(sheet, 8, 2)).isEqualTo(GAP);
    assertThat(pixel(sheet, 10, 2)).isEqualTo(0xFFFFFF);
    assertThat(pixel(sheet, 7, 15)).isEqualTo(0x808080); // last pixel of the third image
    assertThat(pixel(sheet, 12, 12)).isEqualTo(GAP); // no fourth image
  }

  @Test
  void keepsTheOrderOfColoursOfBytes() {
    byte[] redThenTeal = {(byte) 255, 0, 0, (byte) 200, 0, (byte) 100};
    BufferedImage sheet = new ImageGrid(1, 1).draw(redThenTeal, Shape.of(1, 3, 1, 2));
    assertThat(pixel(sheet, 2, 2)).isEqualTo(0xFF0000);
    assertThat(pixel(sheet, 3, 2)).isEqualTo(0x00C864);
  }

  @Test
  void enlargesSmallImagesOnly() {
    assertThat(ImageGrid.fitting(64, 28)).isEqualTo(new ImageGrid(8, 3));
    assertThat(ImageGrid.fitting(10, 64)).isEqualTo(new ImageGrid(4, 1));
    assertThat(ImageGrid.fitting(1, 256)).isEqualTo(new ImageGrid(1, 1));
  }

  @Test
  void refusesOtherShapesAndNumbersThatAreNone() {
    try (Scope scope = Scope.open()) {
      ImageGrid grid = new ImageGrid(1, 1);
      Tensor flat = Tensor.of(new float[4], Shape.of(1, 4));
      assertThatThrownBy(() -> grid.draw(flat)).hasMessageContaining("got [1,4]");
      Tensor nan = Tensor.of(new float[] {0, Float.NaN}, Shape.of(1, 1, 1, 2));
      assertThatThrownBy(() -> grid.draw(nan)).hasMessageContaining("element 1");
      assertThatThrownBy(() -> PointSheet.draw(flat, flat, 1)).hasMessageContaining("[1,4]");
    }
  }

  @Test
  void drawsPointsAtTheSamePlaceWhateverElseIsDrawn() {
    float[] one = {1, 1};
    BufferedImage alone = PointSheet.draw(new float[0], one, 2);
    BufferedImage crowded = PointSheet.draw(new float[] {-1, -1, 0.5f, -0.5f}, one, 2);
    long alike = 0;
    for (int y = 0; y < PointSheet.SIZE / 2; y++) {
      for (int x = PointSheet.SIZE / 2; x < PointSheet.SIZE; x++) {
        assertThat(crowded.getRGB(x, y)).isEqualTo(alone.getRGB(x, y));
        alike++;
      }
    }
    assertThat(alike).isPositive();
  }

  @Test
  void writesSamplesAndSaysWhenItCannot(@TempDir Path root) throws Exception {
    RunDirectory run = RunDirectory.create(root, "sheet");
    BufferedImage sheet = new ImageGrid(8, 3).draw(noise(64 * 784), Shape.of(64, 1, 28, 28));
    Path file = run.writeSamples(RunDirectory.fakesName(200), sheet);
    assertThat(file).isEqualTo(run.path().resolve("samples/fakes-000200.png"));
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getRGB(40, 60)).isEqualTo(sheet.getRGB(40, 60));
    assertThat(run.samplesDirectory().toFile().list()).containsExactly("fakes-000200.png");
    assertThatThrownBy(() -> run.writeSamples("no/such", sheet))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no directory");
  }

  private static byte[] noise(int length) {
    byte[] pixels = new byte[length];
    new Random(1).nextBytes(pixels);
    return pixels;
  }

  private static int pixel(BufferedImage sheet, int x, int y) {
    return sheet.getRGB(x, y) & 0xFFFFFF;
  }
}
