package org.esgrima.data.avatars;

import org.esgrima.data.draw.Mask;
import org.esgrima.data.draw.Paint;
import org.esgrima.data.draw.Tone;

/** Lips and teeth. */
final class MouthPainter {
  private static final double Y = 17.6;
  private static final Tone INSIDE = Tone.of(0.3, 0.08, 20);

  private final Easel easel;
  private final Palette palette;
  private final View view;
  private final Mouth mouth;

  /** Half the breadth, and the heights of corners, upper and lower lip. */
  private final double w;

  private final double corner;
  private final double upper;
  private final double lower;

  MouthPainter(Easel easel) {
    this.easel = easel;
    palette = easel.palette();
    view = easel.head();
    mouth = easel.face().mouth();
    w = (6.7 + 2.1 * mouth.smile()) * mouth.width();
    corner = Y - 0.3 - 2.3 * mouth.smile();
    upper = Y + 0.4 * mouth.smile();
    lower = upper + 0.3 + mouth.opening();
  }

  /** Where the corners are, for the beard around them. */
  static double cornerHeight(Mouth mouth) {
    return Y - 1.5 * mouth.smile();
  }

  void paint() {
    double full = mouth.fullness();
    double smile = mouth.smile();
    double open = mouth.opening();
    double[] top =
        arch(-1.2 * full - 0.55 * smile + upper, -1.95 * full + upper, -1.45 * full + upper);
    double[] between = arch(upper - 0.1 - 0.25 * smile, upper + 0.2, upper + 0.25);
    double[] gap = arch(lower - 0.5 * open, lower - 0.08 * open, lower);
    double[] bottom =
        arch(lower + 1.7 * full - 0.2 * smile, lower + 2.55 * full, lower + 2.7 * full);
    if (!easel.face().beard().grown()) {
      folds();
    }
    easel.fill(palette.lips, 0.95, view.curves(top, Points.reversed(bottom)));
    easel.fill(palette.lips.lighter(-0.06), 0.9, view.curves(top, Points.reversed(between)));
    if (open > 0) {
      teeth(between, gap);
    }
    easel.fill(palette.lips.lighter(-0.2), 0.85, view.stroke(0.7, 0.75, 0.7, between));
    shine(gap, bottom);
  }

  /** From corner to corner through heights at half the way, close to the middle, and there. */
  private double[] arch(double side, double near, double middle) {
    double[] left = {-w, corner, -0.55 * w, side, -0.22 * w, near, 0, middle};
    return Points.symmetric(Points.onFace(1, left));
  }

  private void teeth(double[] between, double[] gap) {
    Mask open = easel.mask();
    easel.canvas().shape(open, view.curves(between, Points.reversed(gap)));
    easel.canvas().paint(open, Paint.of(INSIDE), 1);
    double t = Math.min(0.85 * mouth.opening(), 2.4);
    easel.fillWithin(open, Palette.TEETH, 1, view.stroke(t, 2 * t, t, between));
  }

  private void shine(double[] gap, double[] bottom) {
    Mask lip = easel.mask();
    easel.canvas().shape(lip, view.curves(gap, Points.reversed(bottom)));
    double y = lower + 1.3 * mouth.fullness();
    double strength = easel.face().woman() ? 0.35 : 0.15;
    easel.glow(lip, Tone.WHITE, strength, 1.5 * easel.lightX(), y, Points.depth(0, y) + 1, 3, 1.2);
  }

  /** Shadows below the lip and beside the corners. */
  private void folds() {
    Mask skin = easel.skin();
    double below = lower + 2.9 * mouth.fullness() + 1.3;
    easel.glow(skin, palette.shade, 0.5, 0, below, Points.depth(0, 22), 6, 2.2);
    double strength = 0.6 * mouth.smile();
    for (int s = -1; s <= 1; s += 2) {
      double x = s * (w + 1);
      easel.glow(skin, palette.shade, strength, x, corner, Points.depth(x, corner), 1.8, 2.2);
    }
  }
}
