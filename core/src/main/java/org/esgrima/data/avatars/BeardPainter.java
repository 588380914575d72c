package org.esgrima.data.avatars;

import java.util.Arrays;
import org.esgrima.data.draw.Contour;
import org.esgrima.data.draw.Mask;

/** Beard and moustache; the mouth is painted over them. */
final class BeardPainter {
  private final Easel easel;
  private final Palette palette;
  private final View view;

  /** Height of the mouth's corners, and how far beside the middle the beard passes them. */
  private final double corner;

  private final double reach;

  BeardPainter(Easel easel) {
    this.easel = easel;
    palette = easel.palette();
    view = easel.head();
    Mouth mouth = easel.face().mouth();
    corner = MouthPainter.cornerHeight(mouth);
    reach = 7 + 1.2 * mouth.smile();
  }

  void paint() {
    switch (easel.face().beard()) {
      case CLEAN_SHAVEN -> {}
      case STUBBLE ->
          easel.softWithin(
              easel.skin(), palette.beard.mix(palette.shade, 0.35), 0.42, 0.9, full(0));
      case MOUSTACHE -> grow(moustache());
      case GOATEE -> grow(goatee());
      case FULL_BEARD -> grow(full(2.2));
    }
  }

  private void grow(Contour contour) {
    Mask mask = easel.mask();
    easel.canvas().shape(mask, contour);
    easel.shadow(mask, easel.skin(), 1.2, 0.5);
    easel.shaded(mask, palette.beard, 0.05, 0.07, 3);
  }

  /** Below it follows the jaw, so many units off; above, the cheeks. */
  private Contour full(double thick) {
    Head head = easel.face().head();
    double jaw = head.jaw();
    double[] left = {
      -20.5,
      0.5,
      1,
      -20.5 - 0.3 * thick,
      8,
      1,
      -15.6 - 3.4 * jaw - 0.5 * thick,
      18 + 1.2 * jaw + 0.4 * thick,
      3,
      -7 - 3.6 * jaw - 0.2 * thick,
      26.2 + 0.4 * jaw + 0.9 * thick,
      6,
      0,
      28.6 + 1.1 * thick,
      7
    };
    double[] cheek = {-18.6, 6.5, -14, 12.2, -8.2, 13.4, -4.6, 13.2, 0, 14.2};
    double[] edge = Points.onFace(0.5, cheek);
    double[] start = Arrays.copyOf(left, 3);
    double[] upper = Points.symmetric(Points.joined(start, edge));
    double[] lower = Points.symmetric(left);
    return view.curves(
        Points.scaled(head.width(), head.length(), lower),
        Points.reversed(Points.scaled(head.width(), 1, upper)));
  }

  private Contour moustache() {
    double[] right = {
      0, 13.7, 3.8, 13.2, reach, corner - 0.8, reach + 0.8, corner + 1.4, 4, 16.6, 0, 16.7
    };
    return view.closed(around(right));
  }

  private Contour goatee() {
    double chin = 28.5 * easel.face().head().length();
    double[] right = {
      0,
      13.7,
      4.2,
      13.3,
      reach + 0.4,
      corner - 1,
      reach + 2,
      corner + 3,
      7.2,
      chin - 3.5,
      4.4,
      chin + 0.4,
      0,
      chin + 1.5
    };
    return view.closed(around(right));
  }

  /** A right half from the middle above to the middle below, and its mirror image. */
  private static double[] around(double[] right) {
    double[] whole = Points.symmetric(Points.onFace(1.5, right));
    return Arrays.copyOf(whole, whole.length - 3);
  }
}
