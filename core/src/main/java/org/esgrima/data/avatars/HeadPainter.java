package org.esgrima.data.avatars;

import java.util.Arrays;
import org.esgrima.data.draw.Mask;
import org.esgrima.data.draw.Tone;

/** Head, ears and earrings. */
final class HeadPainter {
  private static final Tone GOLD = Tone.of(0.8, 0.12, 85);
  private static final Tone GLEAM = Tone.of(0.96, 0.05, 95);

  private final Easel easel;
  private final Palette palette;
  private final View view;
  private final Head head;
  private final Mask mask;

  HeadPainter(Easel easel) {
    this.easel = easel;
    palette = easel.palette();
    view = easel.head();
    head = easel.face().head();
    mask = easel.mask();
  }

  /** The head without ears, from the crown around. */
  static double[] outline(Head head) {
    double jaw = head.jaw();
    double[] right = {
      0,
      -27.5,
      0,
      11.5,
      -25.3,
      0,
      19,
      -16.5,
      0,
      20.9,
      -4,
      0,
      20.3,
      7,
      1,
      15.4 + 3.4 * jaw,
      17.6 + 1.2 * jaw,
      3,
      7 + 3.6 * jaw,
      25.9 + 0.4 * jaw,
      6,
      0,
      28.4,
      7,
    };
    double[] whole = Points.symmetric(right);
    // The crown would be there twice.
    return Points.scaled(head.width(), head.length(), Arrays.copyOf(whole, whole.length - 3));
  }

  void paint() {
    ear(-1);
    ear(1);
    Mask skin = easel.canvas().shape(easel.skin(), view.closed(outline(head)));
    Tone lit = palette.skin.mix(palette.light, 0.5);
    easel.shaded(skin, lit, palette.skin, palette.shade, 4.2, 0.62);
    cheek(-1);
    cheek(1);
    easel.glow(skin, palette.light, 0.35, 0, -14, Points.depth(0, -14), 11, 7);
  }

  private void cheek(int s) {
    Skin skin = easel.face().skin();
    double strength = (0.2 + 0.25 * skin.blush()) * (1 - 0.35 * skin.depth());
    double x = s * 12.6 * head.width();
    easel.glow(easel.skin(), palette.blush, strength, x, 10.5, Points.depth(x, 10.5), 6.6, 5);
  }

  private void ear(int s) {
    double w = 20.6 * head.width();
    double[] shell = {
      s * (w - 2), -4, -4,
      s * (w + 1.6), -5, -5,
      s * (w + 3.3), -1.6, -6,
      s * (w + 2.6), 4, -6,
      s * (w + 0.9), 8.2, -5,
      s * (w - 2), 7, -4
    };
    double[] fold = {
      s * (w + 0.2), -2.6, -5,
      s * (w + 1.7), -2, -5,
      s * (w + 1.6), 1.5, -5,
      s * (w + 0.7), 4.5, -5
    };
    easel.canvas().shape(mask, view.closed(shell));
    easel.shaded(mask, palette.skin, palette.skin.mix(palette.shade, 0.3), palette.shade, 2, 0.5);
    easel.fill(palette.shade, 0.6, view.stroke(0.5, 1.2, 0.4, fold));
    if (easel.face().earrings()) {
      double x = s * (w + 1.2);
      easel.fill(GOLD, 1, view.circle(x, 9.4, -4.5, 1.4));
      easel.fill(GLEAM, 0.9, view.circle(x - 0.3, 9, -4.5, 0.6));
    }
  }
}
