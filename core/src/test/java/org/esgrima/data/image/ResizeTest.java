package org.esgrima.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResizeTest {
  /**
   * Pillow 13.0:
   *
   * <pre>
   * b = bytes((37*x + 101*y + 7*x*y) % 256 for y in range(n) for x in range(n))
   * list(Image.frombytes('L', (n, n), b).resize((m, m), Image.LANCZOS).tobytes())
   * </pre>
   */
  @Test
  void valuesAreThoseOfPillow() {
    assertThat(unsigned(Resize.toSquare(pattern(12), 4)))
        .containsExactly(
            119, 134, 131, 134, 145, 118, 148, 132, 135, 141, 125, 109, 149, 104, 127, 121);
    assertThat(unsigned(Resize.toSquare(pattern(5), 7)))
        .containsExactly(
            0, 12, 43, 61, 81, 130, 166, 39, 54, 100, 153, 207, 135, 52, 149, 184, 191, 160, 214,
            138, 32, 193, 252, 205, 48, 63, 134, 153, 74, 108, 139, 143, 206, 133, 34, 70, 112, 134,
            113, 172, 131, 57, 149, 220, 175, 8, 27, 129, 172);
  }

  @Test
  void finePatternsAverageOutInsteadOfAliasing() {
    // A chirp-like checkerboard far above what 16 pixels can show; picking pixels would give 0/255.
    for (int side : new int[] {64, 100, 251}) {
      byte[] board = new byte[side * side];
      for (int i = 0; i < board.length; i++) {
        board[i] = (byte) ((i % side + i / side) % 2 == 0 ? 255 : 0);
      }
      for (int value : unsigned(Resize.toSquare(new Pixels(1, side, side, board), 16))) {
        assertThat(value).as("side %d", side).isBetween(120, 135);
      }
    }
  }

  @Test
  void theMiddleIsKept() {
    // Columns 0 1 2 3 4, two rows: the square is columns 1 and 2, as (5 - 2) / 2 = 1.
    Pixels wide = new Pixels(1, 2, 5, new byte[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4});
    assertThat(Resize.toSquare(wide, 2).values()).containsExactly(1, 2, 1, 2);
    Pixels tall = new Pixels(1, 3, 1, new byte[] {5, 6, 7});
    assertThat(Resize.toSquare(tall, 1).values()).containsExactly(6);
  }

  @Test
  void fittingImageIsLeftAsItIs() {
    Pixels image = pattern(9);
    assertThat(Resize.toSquare(image, 9)).isSameAs(image);
  }

  @Test
  void channelsStayApartAndFlatStaysFlat() {
    byte[] values = new byte[3 * 20 * 30];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i < 600 ? 255 : i < 1200 ? 10 : 0);
    }
    for (int resolution : new int[] {1, 7, 64}) {
      int[] resized = unsigned(Resize.toSquare(new Pixels(3, 20, 30, values), resolution));
      int plane = resolution * resolution;
      assertThat(resized).hasSize(3 * plane);
      for (int i = 0; i < resized.length; i++) {
        assertThat(resized[i]).isEqualTo(i < plane ? 255 : i < 2 * plane ? 10 : 0);
      }
    }
  }

  @Test
  void smoothRampStaysInPlace() {
    // Half a pixel of shift would be 4 levels here.
    byte[] ramp = new byte[32 * 32];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (i % 32 * 8);
    }
    Pixels half = Resize.toSquare(new Pixels(1, 32, 32, ramp), 16);
    for (int x = 3; x < 13; x++) {
      assertThat(half.at(0, 8, x)).isEqualTo(16 * x + 4);
    }
  }

  private static Pixels pattern(int side) {
    byte[] values = new byte[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        values[y * side + x] = (byte) ((37 * x + 101 * y + 7 * x * y) % 256);
      }
    }
    return new Pixels(1, side, side, values);
  }

  private static int[] unsigned(Pixels pixels) {
    return IntStream.range(0, pixels.values().length).map(i -> pixels.values()[i] & 0xFF).toArray();
  }
}
