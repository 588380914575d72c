package org.esgrima.data.avatars;

import org.esgrima.data.draw.Contour;
import org.esgrima.data.draw.Mask;
import org.esgrima.data.draw.Paint;
import org.esgrima.data.draw.Tone;

/** Background, neck and shoulders. */
final class BodyPainter {
  /** Where the neckline begins on the shoulder. */
  private static final double SHOULDER = 33.6;

  private final Easel easel;
  private final Palette palette;
  private final View view;
  private final Mask mask;

  /** Half the breadth of the neck. */
  private final double neck;

  private final double build;

  BodyPainter(Easel easel) {
    this.easel = easel;
    palette = easel.palette();
    view = easel.body();
    mask = easel.mask();
    neck = easel.face().woman() ? 8.4 : 11.2;
    build = easel.face().woman() ? 0.86 : 1;
  }

  void background() {
    int side = easel.canvas().side();
    double x = 0.6 * easel.lightX();
    double y = 0.6 * easel.lightY();
    easel
        .canvas()
        .fill(
            Paint.gradient(
                palette.near,
                side * (0.5 + x),
                side * (0.5 + y),
                palette.far,
                side * (0.5 - x),
                side * (0.5 - y)));
    double radius = 0.62 * side;
    mask.glow(0.5 * side, 0.45 * side, radius, 0, 0, radius);
    easel.canvas().paint(mask, Paint.of(palette.near.lighter(0.06)), 0.55);
  }

  void paint() {
    easel.canvas().shape(mask, neckContour());
    Tone dim = palette.skin.mix(palette.shade, 0.25);
    easel.shaded(mask, palette.skin, dim, palette.shade, 5, 0.7);
    Mask head = easel.mask();
    easel.canvas().shape(head, easel.head().closed(HeadPainter.outline(easel.face().head())));
    easel.shadow(head, mask, 4.6, 0.85);
    clothes();
  }

  /** Above it belongs to the head, below to the body. */
  private Contour neckContour() {
    double[] top = {-neck, 10, -neck, 21};
    double[] base = {-neck, 27, -neck - 0.8, 31.5, -neck - 5, 35, -neck - 12, 50};
    double[] topLeft = Points.at(-1, top);
    double[] baseLeft = Points.at(-1, base);
    return new Contour()
        .curve(easel.head().project(topLeft))
        .curve(view.project(baseLeft))
        .curve(view.project(Points.mirrored(baseLeft)))
        .curve(easel.head().project(Points.mirrored(topLeft)));
  }

  private void clothes() {
    Clothes kind = easel.face().scene().clothes();
    double[] neckline = Points.reversed(Points.symmetric(Points.at(1, neckline(kind))));
    double[] shoulder = {
      -neck - 4, SHOULDER, -21 * build, 37, -33 * build, 41.6, -40 * build, 52, -42 * build, 80
    };
    double[] left = Points.at(0, shoulder);
    easel.canvas().shape(mask, view.curves(left, Points.mirrored(left), neckline));
    Tone tone = palette.clothes;
    easel.shaded(mask, tone.lighter(0.03), tone.lighter(-0.02), tone.lighter(-0.09), 6, 0.6);
    if (kind == Clothes.SHIRT) {
      collar(-1);
      collar(1);
    } else {
      double step = tone.lightness() > 0.5 ? -0.08 : 0.08;
      easel.fill(tone.lighter(step), 0.9, view.stroke(1.6, 1.9, 1.6, neckline));
    }
  }

  /** Its left half, down to the middle. */
  private double[] neckline(Clothes kind) {
    double start = -neck - 4;
    double depth = easel.face().woman() ? 40.6 : 38.8;
    return switch (kind) {
      case CREW_NECK -> new double[] {start, SHOULDER, -0.68 * neck, depth - 2.1, 0, depth};
      case V_NECK -> new double[] {start, SHOULDER, -0.72 * neck, 38.4, -0.9, 43.6, 0, 44.2};
      case SHIRT -> new double[] {start, SHOULDER, -0.6 * neck, 38.4, -0.5, 43.2, 0, 43.8};
    };
  }

  private void collar(int s) {
    double[] flap = {
      s * (neck + 0.4), 30.6, 2,
      s * (neck - 0.6), 34.5, 2,
      s * 0.18 * neck, 42.2, 3,
      s * 0.42 * neck, 47, 3,
      s * (neck + 2), 43.5, 2,
      s * (neck + 5), 36, 1,
      s * (neck + 3.4), 32.6, 0
    };
    easel.canvas().shape(mask, Contour.polygon(view.project(flap)));
    Tone tone = palette.clothes;
    easel.shaded(mask, tone.lighter(0.1), tone.lighter(0.06), tone.lighter(-0.1), 1.6, 0.5);
  }
}
