package org.esgrima.data.avatars;

import org.esgrima.data.draw.Mask;
import org.esgrima.data.draw.Tone;

/** The hair behind head and neck. */
final class HairBehindPainter {
  private static final double BEHIND = -7;

  private final Easel easel;
  private final View view;
  private final Hair hair;
  private final Tone tone;
  private final Mask mask;

  HairBehindPainter(Easel easel) {
    this.easel = easel;
    view = easel.head();
    hair = easel.face().hair();
    tone = easel.palette().hair.lighter(-0.07);
    mask = easel.mask();
  }

  void paint() {
    switch (hair.style()) {
      case PONYTAIL -> tail(hair.parting() < 0 ? -1 : 1);
      case BUN -> bun();
      default -> {
        if (hair.style().falls() || hair.style() == Hairstyle.AFRO) {
          curtain();
        }
      }
    }
  }

  /** Closes the outer edge of what is in front of the head. */
  private void curtain() {
    double[] points = HairEdges.of(easel.face()).outer();
    for (int i = 2; i < points.length; i += 3) {
      points[i] = BEHIND;
    }
    easel.canvas().shape(mask, view.closed(points));
    easel.shaded(mask, tone, 0.02, 0.05, 4);
  }

  private void tail(int s) {
    double end = 26 + 8 * hair.length();
    double[] right = {
      8, -27, 19, -29, 27, -20, 31, -6, 31.5, 8, 28.5, end - 4, 25, end, 23.6, end - 6, 25, 8, 24,
      -4, 19, -14
    };
    double[] strand = {18, -22, 26, -14, 28, 4, 26, end - 2};
    easel.canvas().shape(mask, view.closed(Points.scaled(s, 1, Points.at(-10, right))));
    easel.shaded(mask, tone.lighter(0.05), 0.05, 0.05, 3);
    easel.fillWithin(
        mask, tone, 0.5, view.stroke(0.4, 1.1, 0.3, Points.scaled(s, 1, Points.at(-9, strand))));
  }

  private void bun() {
    double radius = 7.3 + 0.5 * hair.volume();
    double y = -32.6;
    double[] strand = Points.at(-4, -0.7 * radius, y + 1, -1, y - 3, 0.7 * radius, y - 1);
    easel.canvas().shape(mask, view.circle(0, y, -5, radius));
    easel.shaded(mask, tone.lighter(0.07), 0.05, 0.07, 3);
    easel.fillWithin(mask, tone, 0.5, view.stroke(0.3, 1, 0.3, strand));
  }
}
