package org.esgrima.data.avatars;

import org.esgrima.data.draw.Contour;
import org.esgrima.data.draw.Mask;
import org.esgrima.data.draw.Paint;
import org.esgrima.data.draw.Tone;

/** Glasses: arms that the hair may cover, and rims and lenses over everything. */
final class GlassesPainter {
  private static final double X = 9.8;
  private static final double Y = 0.4;
  private static final double Z = 20.5;

  /** The right lens around its middle. */
  private static final double[] ROUND = {
    7.2, 0.6, 6.6, 3.7, 5, 5.9, 0, 7.4, -5, 5.9, -7, 0.6, -5, -4.6, 0, -6.2, 5, -4.6, 6.6, -2.4
  };

  private static final double[] RECTANGULAR = {
    7.8, -3.6, 7.5, 2.4, 6.2, 5.2, 0, 5.9, -6, 5.2, -7.2, 2.4, -7.2, -3.4, -5.6, -4.9, 0, -5.3, 6.4,
    -5
  };
  private static final double[] CAT_EYE = {
    8.8, -5.6, 7.7, 0.4, 5.4, 4.7, 0, 5.9, -5, 4.6, -7, 0.6, -6.6, -3.2, -4.6, -4.6, 0, -5, 5, -5.6
  };
  private static final double[] AVIATOR = {
    7.6, -3.2, 7.3, 1.6, 5.2, 6, 1, 8, -3.6, 6.6, -6.4, 2, -7, -2.6, -5.4, -4.4, 0, -4.9, 5.6, -4.8
  };

  private final Easel easel;
  private final Glasses glasses;
  private final Tone tone;
  private final View view;

  GlassesPainter(Easel easel) {
    this.easel = easel;
    glasses = easel.face().glasses();
    tone = easel.palette().frame;
    view = easel.head();
  }

  void arms() {
    if (!glasses.worn()) {
      return;
    }
    for (int s = -1; s <= 1; s += 2) {
      double[] arm = {
        s * (X + 7 * glasses.size()), -2.4, 16,
        s * 20, -2, 6,
        s * 21.5 * easel.face().head().width(), -1.2, -3
      };
      double[] seen = view.project(arm);
      // The arm behind a turned head is hidden.
      if (s * (seen[4] - seen[0]) > 0) {
        easel.fillWithin(easel.skin(), tone.lighter(-0.02), 1, view.stroke(1.7, 1.5, 1.3, arm));
      }
    }
  }

  void front() {
    if (!glasses.worn()) {
      return;
    }
    Mask lenses = easel.mask();
    easel.canvas().shape(lenses, lens(-1, 0), lens(1, 0));
    Mask rims = rims(lenses);
    easel.shadow(rims, easel.skin(), 1.8, 0.55);
    boolean dark = glasses.dark();
    Tone glass = dark ? Palette.DARK_LENS : Palette.CLEAR_LENS;
    easel.canvas().paint(lenses, Paint.of(glass), dark ? 0.95 : 0.05 + 0.4 * glasses.tint());
    for (int s = -1; s <= 1; s += 2) {
      double[] glint = Points.at(Z, s * X - 5.6, 1.2, s * X - 2.2, -5.4);
      easel.fillWithin(lenses, Tone.WHITE, dark ? 0.22 : 0.32, view.stroke(0.8, 1.5, 0.8, glint));
    }
    easel.shaded(rims, tone, 0.08, 0.05, 1);
  }

  private Mask rims(Mask lenses) {
    double thick = glasses.frame() == Frame.AVIATOR ? 0.95 : 1.5;
    double inner = X - 6.9 * glasses.size();
    double[] bridge = {-inner, -1, Z, 0, -2.4, Z + 0.5, inner, -1, Z};
    Mask rims = easel.mask();
    easel.canvas().shape(rims, lens(-1, thick), lens(1, thick));
    rims.minus(lenses);
    Mask nose = easel.mask();
    easel.canvas().shape(nose, view.stroke(1.5, 1.3, 1.5, bridge));
    return rims.plus(nose);
  }

  /** The edge of a lens, or of the rim that is so many units wider. */
  private Contour lens(int s, double wider) {
    double[] xy =
        switch (glasses.frame()) {
          case ROUND -> ROUND;
          case RECTANGULAR -> RECTANGULAR;
          case CAT_EYE -> CAT_EYE;
          case AVIATOR -> AVIATOR;
        };
    double[] points = Points.at(Z, xy);
    for (int i = 0; i < points.length; i += 3) {
      double x = s * (X + (1 + wider / 7) * glasses.size() * points[i]);
      points[i] = x;
      points[i + 1] = Y + (1 + wider / 6) * glasses.size() * points[i + 1];
      points[i + 2] = Z - 0.012 * x * x;
    }
    // Both contours must turn the same way to be one shape.
    return view.closed(s < 0 ? points : Points.reversed(points));
  }
}
