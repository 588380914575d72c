package org.esgrima.data.avatars;

import org.esgrima.data.draw.Contour;

/** From the space of {@link Points} to pixels. */
final class View {
  /** How large a head of scale 1 is. */
  static final double SIZE = 1.17;

  private static final double ORIGIN_X = 50;
  private static final double ORIGIN_Y = 48.5;

  /** The height in the neck about which the head tilts. */
  private static final double PIVOT = 26;

  /** Up to this |z| points are taken for an outline, from {@link #SURFACE} on for a surface. */
  private static final double OUTLINE = 2.5;

  private static final double SURFACE = 8;

  private final double unit;
  private final double originX;
  private final double originY;
  private final double cosTurn;
  private final double sinTurn;
  private final double cosTilt;
  private final double sinTilt;

  private View(Pose pose, double turn, double tilt, int side) {
    unit = SIZE * pose.scale() * side / 100;
    originX = (ORIGIN_X + pose.x()) * side / 100;
    originY = (ORIGIN_Y + pose.y()) * side / 100;
    cosTurn = StrictMath.cos(StrictMath.toRadians(turn));
    sinTurn = StrictMath.sin(StrictMath.toRadians(turn));
    cosTilt = StrictMath.cos(StrictMath.toRadians(tilt));
    sinTilt = StrictMath.sin(StrictMath.toRadians(tilt));
  }

  static View ofHead(Pose pose, int side) {
    return new View(pose, pose.turn(), pose.tilt(), side);
  }

  /** The body follows the head a little. */
  static View ofBody(Pose pose, int side) {
    return new View(pose, 0.3 * pose.turn(), 0.15 * pose.tilt(), side);
  }

  /** Pixels in a unit. */
  double unit() {
    return unit;
  }

  /** Turned, tilted and moved, as x, y, x, y … in pixels. */
  double[] project(double... points) {
    double[] projected = new double[points.length / 3 * 2];
    for (int i = 0; i < points.length / 3; i++) {
      double z = points[3 * i + 2];
      double across = points[3 * i] * (1 - surface(z) * (1 - cosTurn)) + z * sinTurn;
      double down = points[3 * i + 1] - PIVOT;
      projected[2 * i] = originX + unit * (across * cosTilt - down * sinTilt);
      projected[2 * i + 1] = originY + unit * (PIVOT + across * sinTilt + down * cosTilt);
    }
    return projected;
  }

  /** A smooth closed curve. */
  Contour closed(double[] points) {
    return Contour.closed(project(points));
  }

  /** Smooth curves that meet in corners. */
  Contour curves(double[]... curves) {
    Contour contour = new Contour();
    for (double[] curve : curves) {
      contour.curve(project(curve));
    }
    return contour;
  }

  /** A brush stroke along a curve; widths at its start, middle and end in units. */
  Contour stroke(double from, double middle, double to, double... curve) {
    return curves(curve).stroke(unit * from, unit * middle, unit * to);
  }

  /** A circle that keeps its shape. */
  Contour circle(double x, double y, double z, double radius) {
    double[] centre = project(x, y, z);
    return Contour.circle(centre[0], centre[1], unit * radius);
  }

  /** A surface narrows as it turns away; the outline of something round does not. */
  private static double surface(double z) {
    double t = Math.max(0, Math.min(1, (Math.abs(z) - OUTLINE) / (SURFACE - OUTLINE)));
    return t * t * (3 - 2 * t);
  }
}
