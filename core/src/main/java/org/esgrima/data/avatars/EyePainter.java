package org.esgrima.data.avatars;

import org.esgrima.data.draw.Mask;
import org.esgrima.data.draw.Paint;
import org.esgrima.data.draw.Tone;

/** Eyes and brows. */
final class EyePainter {
  private static final double X = 9.5;

  private final Easel easel;
  private final Palette palette;
  private final View view;
  private final Eyes eyes;
  private final boolean woman;
  private final Mask ball;

  /** Height of the open eye above its corners. */
  private final double open;

  EyePainter(Easel easel) {
    this.easel = easel;
    palette = easel.palette();
    view = easel.head();
    eyes = easel.face().eyes();
    woman = easel.face().woman();
    ball = easel.mask();
    open = (woman ? 3.7 : 3.3) * eyes.size() * squint();
  }

  void paint() {
    eye(-1);
    eye(1);
    brow(-1);
    brow(1);
  }

  /** Who smiles narrows the eyes. */
  private double squint() {
    return 1 - 0.14 * easel.face().mouth().smile();
  }

  private void eye(int s) {
    double x = s * X;
    easel.glow(
        easel.skin(), palette.shade, woman ? 0.38 : 0.42, x, -1.6, Points.depth(x, 0), 6.6, 5);
    double[] upper = upperLid(s);
    double[] lower = lowerLid(s);
    easel.canvas().shape(ball, view.curves(upper, lower));
    easel.canvas().paint(ball, Paint.of(palette.eyeball), 1);
    iris(x);
    lids(s, upper, lower);
  }

  /** From the inner corner to the outer one. */
  private double[] upperLid(int s) {
    double x = s * X;
    double w = 5 * eyes.size();
    double rise = eyes.slant();
    double[] xy = {
      x - s * w,
      0.9,
      x - s * 0.52 * w,
      0.35 - 0.72 * open,
      x + s * 0.08 * w,
      0.3 - open,
      x + s * 0.64 * w,
      -0.55 * open - 0.4 * rise,
      x + s * 1.05 * w,
      0.2 - rise
    };
    return Points.onFace(0, xy);
  }

  /** From the outer corner to the inner one. */
  private double[] lowerLid(int s) {
    double x = s * X;
    double w = 5 * eyes.size();
    double[] xy = {
      x + s * 1.05 * w,
      0.2 - eyes.slant(),
      x + s * 0.52 * w,
      1.8 * squint(),
      x,
      2.5 * squint(),
      x - s * 0.56 * w,
      1.9 * squint(),
      x - s * w,
      0.9
    };
    return Points.onFace(0, xy);
  }

  private void iris(double x) {
    double size = eyes.size();
    double y = -0.25;
    // Someone who turns the head still looks at the viewer.
    double at = x + eyes.gaze() - 0.018 * easel.face().pose().turn();
    disc(palette.iris.lighter(-0.12), at, y, 2.95 * size);
    disc(palette.iris.lighter(0.04), at, y + 0.3, 2.25 * size);
    disc(Palette.PUPIL, at, y, 1.45 * size);
    easel.fillWithin(ball, Palette.LASH, 0.3, view.stroke(1.6, 2.2, 1.6, upperLid(x < 0 ? -1 : 1)));
    double glint = easel.lightX() < 0 ? -0.9 : 0.9;
    disc(Tone.WHITE, at + glint * size, y - size, 0.95 * size);
  }

  private void disc(Tone tone, double x, double y, double radius) {
    easel.fillWithin(ball, tone, 1, view.circle(x, y, Points.depth(x, y), radius));
  }

  private void lids(int s, double[] upper, double[] lower) {
    double x = s * X;
    double size = eyes.size();
    double rise = eyes.slant();
    easel.fill(palette.shade.lighter(-0.1), 0.45, view.stroke(0.2, 0.6, 0.3, lower));
    if (woman) {
      double corner = x + s * 5 * size;
      double[] lash = {
        corner - s * 0.8, -0.6 - rise, corner + s * 0.9, -1.4 - rise, corner + s * 2.3, -2.6 - rise
      };
      easel.fill(Palette.LASH, 1, view.stroke(0.5, 1.5, 1.6, upper));
      easel.fill(Palette.LASH, 1, view.stroke(1.6, 1, 0.2, Points.onFace(0, lash)));
    } else {
      Tone lid = Palette.LASH.mix(palette.shade, 0.15);
      easel.fill(lid, 0.85, view.stroke(0.5, 1.1, 0.9, upper));
    }
    double[] crease = {
      x - s * 3.6 * size,
      -0.62 * open - 0.9,
      x,
      -open - 1.15,
      x + s * 4 * size,
      -0.55 * open - 1.5 - 0.6 * rise
    };
    easel.fill(
        palette.shade.lighter(-0.06), 0.5, view.stroke(0.2, 0.7, 0.2, Points.onFace(0, crease)));
  }

  private void brow(int s) {
    Brows brows = easel.face().brows();
    double x = s * X;
    double y = -7.2 - brows.raise() - (woman ? 0.7 : 0);
    double arch = brows.arch();
    double[] way = {
      x - s * 5.4,
      y + 0.15 * arch + 0.1,
      x - s * 2,
      y - 0.5 * arch - 0.1,
      x + s * 2.2,
      y - 1.7 * arch - 0.2,
      x + s * 6.4,
      y + 0.9
    };
    double t = brows.thickness();
    easel.fill(palette.brow, 0.95, view.stroke(0.8 * t, t, 0.3, Points.onFace(0, way)));
  }
}
