package org.esgrima.data.strokes;

import org.esgrima.data.draw.Chance;

/**
 * Moves along the control points of one digit: blends the masters, adds the hand's deviations and
 * draws a smooth curve through the result.
 *
 * <p>Between two control points p₁, p₂ the curve is the cubic Hermite polynomial with tangents
 * c·(p₂−p₀)/2 and c·(p₃−p₁)/2, c = {@link Hand#curvature}: a cardinal spline, the one of Catmull
 * and Rom for c = 1. The pen's radius is a third coordinate and runs through the same spline.
 *
 * <p>Paper: Catmull and Rom, "A class of local interpolating splines", 1974.
 */
final class Pen {
  /** Length of a straight piece, in units of the master grid (100 is the digit's height). */
  private static final double PIECE = 3.5;

  private final Hand hand;
  private final Style style;
  private final Chance chance;
  private final double[] x;
  private final double[] y;
  private final double[] radius;
  private final Ink ink = new Ink();

  private Pen(Hand hand, Chance chance) {
    this.hand = hand;
    this.chance = chance;
    style = DigitShapes.styles(hand.digit()).get(hand.style());
    x = new double[style.points()];
    y = new double[style.points()];
    radius = new double[style.points()];
  }

  /** The trace of the digit in grid units, with radii in pixels. */
  static Ink trace(Hand hand, Chance chance) {
    Pen pen = new Pen(hand, chance);
    pen.blend();
    pen.overshoot();
    pen.deviate();
    pen.warp();
    pen.draw();
    return pen.ink;
  }

  private void blend() {
    double[][] masters = style.masters();
    double[] weights = new double[masters.length];
    double sum = 0;
    for (int m = 0; m < weights.length; m++) {
      double u = chance.uniform(0, 1);
      // A power, so that most drawings are close to one master; a little below 0 extrapolates.
      weights[m] = u * u * u - 0.05;
      sum += weights[m];
    }
    if (sum < 0.2) {
      weights[0] += 0.5;
      sum += 0.5;
    }
    for (int i = 0; i < x.length; i++) {
      for (int m = 0; m < weights.length; m++) {
        x[i] += weights[m] / sum * masters[m][2 * i];
        y[i] += weights[m] / sum * masters[m][2 * i + 1];
      }
    }
  }

  /** Starts earlier or later and ends farther or sooner than the master, along the stroke. */
  private void overshoot() {
    boolean start = true;
    for (int i = 0; i < x.length; i++) {
      boolean end = style.joints()[i] == Style.Joint.LIFT;
      if (start || end) {
        int inner = start ? i + 1 : i - 1;
        double share = chance.uniform(-0.2, 0.3);
        x[i] += share * (x[i] - x[inner]);
        y[i] += share * (y[i] - y[inner]);
      }
      start = end;
    }
  }

  private void deviate() {
    double shiftX = 0;
    double shiftY = 0;
    boolean start = false;
    for (int i = 0; i < x.length; i++) {
      if (start) {
        // A lifted pen comes down a little beside where it was meant to.
        shiftX = 2.5 * chance.bell();
        shiftY = 2.5 * chance.bell();
      }
      x[i] += shiftX + 100 * hand.jitter() * chance.bell();
      y[i] += shiftY + 100 * hand.jitter() * chance.bell();
      radius[i] = 0.5 * hand.width() * Math.max(0.35, 1 + hand.pressure() * chance.bell());
      start = style.joints()[i] == Style.Joint.LIFT;
    }
  }

  /** Bends the plane: where the waist lies, top against bottom breadth, a bow; then the lean. */
  private void warp() {
    double waist = 0.14 * chance.bell();
    double taper = 0.12 * chance.bell();
    double bow = 0.05 * chance.bell();
    double tilt = 0.05 * chance.bell();
    double shear = StrictMath.tan(StrictMath.toRadians(hand.slant()));
    double cos = StrictMath.cos(StrictMath.toRadians(hand.rotation()));
    double sin = StrictMath.sin(StrictMath.toRadians(hand.rotation()));
    for (int i = 0; i < x.length; i++) {
      double u = (x[i] - 50) / 50;
      double v = (y[i] - 50) / 50;
      double across = hand.aspect() * (u * (1 + taper * v) + bow * v * v);
      double down = v + waist * (1 - v * v) + tilt * u;
      double leaning = across - shear * down;
      x[i] = 50 * (cos * leaning - sin * down);
      y[i] = 50 * (sin * leaning + cos * down);
    }
  }

  private void draw() {
    int first = 0;
    boolean down = false;
    for (int i = 0; i < x.length; i++) {
      Style.Joint joint = style.joints()[i];
      // In a hurry the hand rounds its corners.
      boolean corner = joint == Style.Joint.CORNER && chance.uniform(0, 1) < 0.7;
      if (corner || joint == Style.Joint.LIFT) {
        run(first, i, down);
        first = corner ? i : i + 1;
        down = corner;
      }
    }
  }

  /** One smooth curve through the control points first … last. */
  private void run(int first, int last, boolean down) {
    ink.add(x[first], y[first], radius[first], !down);
    for (int i = first; i < last; i++) {
      int before = Math.max(first, i - 1);
      int after = Math.min(last, i + 2);
      double length = Math.sqrt(square(x[i + 1] - x[i]) + square(y[i + 1] - y[i]));
      int pieces = 1 + (int) (length / PIECE);
      for (int k = 1; k <= pieces; k++) {
        double t = (double) k / pieces;
        double rough = 1 + 0.07 * chance.bell();
        ink.add(
            hermite(x[before], x[i], x[i + 1], x[after], t),
            hermite(y[before], y[i], y[i + 1], y[after], t),
            rough
                * Math.max(
                    0.3, hermite(radius[before], radius[i], radius[i + 1], radius[after], t)),
            false);
      }
    }
  }

  private double hermite(double p0, double p1, double p2, double p3, double t) {
    double m1 = 0.5 * hand.curvature() * (p2 - p0);
    double m2 = 0.5 * hand.curvature() * (p3 - p1);
    double s = 1 - t;
    return s * s * ((1 + 2 * t) * p1 + t * m1) + t * t * ((3 - 2 * t) * p2 - s * m2);
  }

  private static double square(double a) {
    return a * a;
  }
}
