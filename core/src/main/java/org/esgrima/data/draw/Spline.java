package org.esgrima.data.draw;

/**
 * Smooth curves through points: centripetal Catmull-Rom splines, which neither overshoot nor make
 * loops between unevenly spaced points.
 *
 * <p>Between the points p₁ and p₂ lies Hermite's cubic with the tangents that belong to the knots
 * tᵢ₊₁ = tᵢ + √‖pᵢ₊₁ − pᵢ‖.
 *
 * <p>Paper: Yuksel, Schaefer and Keyser, "Parameterization and applications of Catmull-Rom curves",
 * 2011.
 */
final class Spline {
  /** Length of a straight piece in pixels. */
  private static final double PIECE = 1.6;

  private static final double LEAST_KNOT = 1e-6;

  private final double[] points;
  private final Contour target;

  /** A curve through points x, y, x, y …, appended to a contour. */
  Spline(double[] points, Contour target) {
    this.points = points;
    this.target = target;
  }

  /** From the first point to the last. */
  void open() {
    int n = points.length / 2;
    for (int i = 0; i + 1 < n; i++) {
      piece(Math.max(0, i - 1), i, i + 1, Math.min(n - 1, i + 2));
    }
    target.add(points[2 * n - 2], points[2 * n - 1]);
  }

  /** From the last point on to the first. */
  void closed() {
    int n = points.length / 2;
    for (int i = 0; i < n; i++) {
      piece((i + n - 1) % n, i, (i + 1) % n, (i + 2) % n);
    }
  }

  /** The curve from point i1 up to, but without, point i2. */
  private void piece(int i0, int i1, int i2, int i3) {
    double knot = knot(i1, i2);
    double before = i0 == i1 ? knot : knot(i0, i1);
    double after = i2 == i3 ? knot : knot(i2, i3);
    int pieces = 1 + (int) (knot * knot / PIECE);
    double x1 = points[2 * i1];
    double x2 = points[2 * i2];
    double y1 = points[2 * i1 + 1];
    double y2 = points[2 * i2 + 1];
    double fromX = tangent(x1 - points[2 * i0], x2 - x1, before, knot);
    double fromY = tangent(y1 - points[2 * i0 + 1], y2 - y1, before, knot);
    double toX = tangent(points[2 * i3] - x2, x2 - x1, after, knot);
    double toY = tangent(points[2 * i3 + 1] - y2, y2 - y1, after, knot);
    for (int k = 0; k < pieces; k++) {
      double t = (double) k / pieces;
      target.add(hermite(x1, fromX, x2, toX, t), hermite(y1, fromY, y2, toY, t));
    }
  }

  private double knot(int a, int b) {
    double dx = points[2 * b] - points[2 * a];
    double dy = points[2 * b + 1] - points[2 * a + 1];
    return Math.max(LEAST_KNOT, Math.sqrt(Math.sqrt(dx * dx + dy * dy)));
  }

  private static double tangent(double outer, double chord, double outerKnot, double knot) {
    return chord + knot * (outer / outerKnot - (outer + chord) / (outerKnot + knot));
  }

  private static double hermite(double p1, double m1, double p2, double m2, double t) {
    double s = 1 - t;
    return s * s * ((1 + 2 * t) * p1 + t * m1) + t * t * ((3 - 2 * t) * p2 - s * m2);
  }
}
