package org.esgrima.latent;

import java.util.ArrayList;
import java.util.List;

/** Sums and means of points of one size. */
public final class LatentPoints {
  private LatentPoints() {}

  /** (a + b + …) / n; at least one. */
  public static double[] mean(List<double[]> points) {
    double[] sum = new double[points.get(0).length];
    points.forEach(point -> addTo(sum, point, 1.0 / points.size()));
    return sum;
  }

  /** a + weight · b, a new point. */
  public static double[] add(double[] a, double[] b, double weight) {
    double[] sum = a.clone();
    addTo(sum, b, weight);
    return sum;
  }

  private static void addTo(double[] sum, double[] point, double weight) {
    if (sum.length != point.length) {
      throw new IllegalArgumentException(sum.length + " and " + point.length + " numbers");
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * point[i];
    }
  }

  /**
   * A walk through points: a path of {@code frames} points from each to the next.
   *
   * @param stops at least two
   * @param frames points from one stop to the next, the first of them included, at least 1
   * @return the stops and what lies between them; the last stop is the last point
   */
  public static List<double[]> walk(List<double[]> stops, int frames, Interpolation interpolation) {
    if (stops.size() < 2 || frames < 1) {
      throw new IllegalArgumentException(stops.size() + " stops, " + frames + " frames");
    }
    List<double[]> path = new ArrayList<>();
    for (int leg = 0; leg + 1 < stops.size(); leg++) {
      for (int i = 0; i < frames; i++) {
        path.add(interpolation.between(stops.get(leg), stops.get(leg + 1), (double) i / frames));
      }
    }
    path.add(stops.get(stops.size() - 1));
    return path;
  }

  /**
   * A sheet between four corners: left and right edge first, then across.
   *
   * @param corners top left, top right, bottom left, bottom right
   * @param side rows and columns, at least 2
   * @return side² points, row by row
   */
  public static List<double[]> sheet(
      List<double[]> corners, int side, Interpolation interpolation) {
    if (corners.size() != 4 || side < 2) {
      throw new IllegalArgumentException(corners.size() + " corners, side " + side);
    }
    List<double[]> points = new ArrayList<>();
    for (int row = 0; row < side; row++) {
      double down = row / (side - 1.0);
      double[] left = interpolation.between(corners.get(0), corners.get(2), down);
      double[] right = interpolation.between(corners.get(1), corners.get(3), down);
      for (int column = 0; column < side; column++) {
        points.add(interpolation.between(left, right, column / (side - 1.0)));
      }
    }
    return points;
  }
}
