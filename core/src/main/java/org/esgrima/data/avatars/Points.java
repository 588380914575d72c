package org.esgrima.data.avatars;

import java.util.Arrays;

/**
 * Lists of points in the head's space: x, y, z, x, y, z …
 *
 * <p>The origin lies between the eyes, x to the right of the picture, y down, z to the viewer; the
 * side of the image is 100 units / {@link View#SIZE} long.
 */
final class Points {
  private static final double WIDTH = 22;
  private static final double HEIGHT = 36;
  private static final double DEPTH = 19;
  private static final double LEAST = 0.06;

  private Points() {}

  /** How far the face stands out at (x, y): an ellipsoid. */
  static double depth(double x, double y) {
    double u = x / WIDTH;
    double v = y / HEIGHT;
    return DEPTH * Math.sqrt(Math.max(LEAST, 1 - u * u - v * v));
  }

  /** Points x, y, x, y … that all lie at this z. */
  static double[] at(double z, double... xy) {
    double[] points = new double[xy.length / 2 * 3];
    for (int i = 0; i < xy.length / 2; i++) {
      points[3 * i] = xy[2 * i];
      points[3 * i + 1] = xy[2 * i + 1];
      points[3 * i + 2] = z;
    }
    return points;
  }

  /** Points x, y, x, y … so far above the face. */
  static double[] onFace(double above, double... xy) {
    double[] points = at(above, xy);
    for (int i = 0; i < points.length; i += 3) {
      points[i + 2] += depth(points[i], points[i + 1]);
    }
    return points;
  }

  /** Left and right exchanged, in the opposite order: still from left to right. */
  static double[] mirrored(double[] points) {
    return scaled(-1, 1, reversed(points));
  }

  /** A left half, whose last point is in the middle, and its mirror image. */
  static double[] symmetric(double[] left) {
    double[] right = mirrored(left);
    return joined(left, Arrays.copyOfRange(right, 3, right.length));
  }

  /** The opposite order. */
  static double[] reversed(double[] points) {
    double[] reversed = new double[points.length];
    for (int i = 0; i < points.length; i += 3) {
      System.arraycopy(points, points.length - 3 - i, reversed, i, 3);
    }
    return reversed;
  }

  /** One list after the other. */
  static double[] joined(double[] first, double[] second) {
    double[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** Scaled about the origin. */
  static double[] scaled(double x, double y, double[] points) {
    double[] scaled = points.clone();
    for (int i = 0; i < scaled.length; i += 3) {
      scaled[i] *= x;
      scaled[i + 1] *= y;
    }
    return scaled;
  }

  /** A share of the way from each point of one list to that of another. */
  static double[] between(double[] first, double[] second, double share) {
    double[] points = new double[first.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = first[i] + share * (second[i] - first[i]);
    }
    return points;
  }
}
