package org.esgrima.data.avatars;

import java.util.Arrays;
import org.esgrima.data.draw.Contour;
import org.esgrima.data.draw.Mask;
import org.esgrima.data.draw.Paint;
import org.esgrima.data.draw.Tone;

/** The hair on the head. */
final class HairPainter {
  private static final int STRANDS = 4;

  private final Easel easel;
  private final View view;
  private final Hair hair;
  private final Tone tone;
  private final HairEdges edges;
  private final Mask mask;
  private final Mask part;

  HairPainter(Easel easel) {
    this.easel = easel;
    view = easel.head();
    hair = easel.face().hair();
    tone = easel.palette().hair;
    edges = HairEdges.of(easel.face());
    mask = easel.mask();
    part = easel.mask();
  }

  void paint() {
    easel.canvas().shape(mask, view.curves(edges.outer(), Points.reversed(edges.inner())));
    if (hair.style() == Hairstyle.BUZZ_CUT) {
      cropped();
      return;
    }
    if (hair.style().curls()) {
      addCurls();
    }
    easel.shadow(mask, easel.skin(), 2.6, 0.75);
    easel.shaded(mask, tone, 0.045, 0.075, 3.5);
    if (hair.style().curls()) {
      shadeCurls();
    } else {
      strands();
    }
    if (hair.style().falls()) {
      parting();
    }
    gloss();
  }

  /** So short that the skin shines through and the hairline is soft. */
  private void cropped() {
    double unit = view.unit();
    part.cast(mask, 0, -0.6 * unit, 0.7 * unit).times(easel.skin()).plus(mask);
    Tone sheer = tone.mix(easel.palette().shade, 0.12);
    easel.shaded(part, sheer, 0.05, 0.05, 3);
  }

  private void strands() {
    for (int i = 1; i <= STRANDS; i++) {
      boolean even = i % 2 == 0;
      double share = 0.2 * i + (even ? 0 : 0.03);
      Contour strand = view.stroke(0.3, 1.2, 0.3, edges.strand(share));
      easel.fillWithin(mask, tone.lighter(even ? 0.06 : -0.08), 0.4, strand);
    }
  }

  private void parting() {
    int middle = edges.outer().length / 6;
    double[] hairline = Arrays.copyOfRange(edges.inner(), 3 * middle, 3 * middle + 3);
    double[] crown = Arrays.copyOfRange(edges.strand(0.25), 3 * middle, 3 * middle + 3);
    Contour line = view.stroke(1.3, 0.8, 0.2, Points.joined(hairline, crown));
    easel.fillWithin(mask, tone.lighter(-0.11), 0.7 * (1 - hair.covering()), line);
  }

  /** A soft band around the crown, towards the light. */
  private void gloss() {
    double[] way = edges.strand(0.42);
    int points = way.length / 3;
    int middle = (int) Math.rint((points - 1) * (0.5 + 0.14 * easel.lightX()));
    double[] band = Arrays.copyOfRange(way, 3 * (middle - 1), 3 * (middle + 2));
    easel.softWithin(mask, tone.lighter(0.14), 0.55, 0.8, view.stroke(0.4, 3.4, 0.4, band));
  }

  private double curl() {
    return hair.style() == Hairstyle.AFRO ? 4.4 : 3.9;
  }

  private void addCurls() {
    mask.plus(easel.canvas().shape(part, curls(edges.strand(0.12), curl())));
    mask.plus(easel.canvas().shape(part, curls(edges.strand(0.9), 0.7 * curl())));
  }

  /** Inner curls show by their shadows alone. */
  private void shadeCurls() {
    Mask lit = easel.mask();
    double unit = view.unit();
    for (double share : new double[] {0.3, 0.6}) {
      for (Contour circle : curls(edges.strand(share), 3)) {
        easel.canvas().shape(part, circle);
        lit.cast(part, 1.2 * easel.lightX() * unit, 1.2 * easel.lightY() * unit, 0.5 * unit);
        easel.canvas().paint(part.minus(lit).times(mask), Paint.of(tone.lighter(-0.09)), 0.6);
      }
    }
  }

  /** Circles of uneven size in a row along a curve. */
  private Contour[] curls(double[] curve, double radius) {
    double pixels = radius * view.unit();
    double[] xy = view.curves(curve).spaced(1.25 * pixels);
    Contour[] circles = new Contour[xy.length / 2];
    for (int i = 0; i < circles.length; i++) {
      double uneven = 1 + 0.16 * StrictMath.sin(2.4 * i + 3 * hair.parting());
      circles[i] = Contour.circle(xy[2 * i], xy[2 * i + 1], pixels * uneven);
    }
    return circles;
  }
}
