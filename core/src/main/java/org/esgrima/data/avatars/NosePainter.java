package org.esgrima.data.avatars;

import org.esgrima.data.draw.Mask;

/** The nose: light and shadow, and one line below it. */
final class NosePainter {
  private final Easel easel;

  NosePainter(Easel easel) {
    this.easel = easel;
  }

  void paint() {
    Nose nose = easel.face().nose();
    Palette palette = easel.palette();
    Mask skin = easel.skin();
    double w = nose.width();
    double y = nose.length();
    double bridge = Points.depth(0, 4) + 1.5;
    double tip = Points.depth(0, y) + 4.5;
    double dark = easel.lightX() > 0 ? -1 : 1;
    double strength = 0.25 + 0.35 * Math.abs(easel.lightX());
    easel.glow(skin, palette.shade, strength, 2.4 * dark, 4, bridge, 2.6, 8);
    easel.glow(skin, palette.shade, 0.75, 0.5 * dark, y + 1.3, tip - 2, w + 1.4, 2.5);
    easel.glow(skin, palette.light, 0.75, -0.4 * dark, y - 2.2, tip, 2.1, 2.3);
    easel.glow(skin, palette.light, 0.4, -0.5 * dark, y - 7, bridge, 1.5, 6);
    double[] left = {-w, y - 0.7, -0.72 * w, y + 0.75, -0.3 * w, y + 0.5, 0, y + 1.2};
    double[] under = Points.symmetric(Points.onFace(2.2, left));
    easel.fill(palette.shade.lighter(-0.09), 0.75, easel.head().stroke(0.3, 1.1, 0.3, under));
  }
}
