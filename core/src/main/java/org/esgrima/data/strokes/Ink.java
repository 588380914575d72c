package org.esgrima.data.strokes;

import java.util.Arrays;

/** A trace of the pen: straight pieces between points, each point with the pen's radius. */
final class Ink {
  private double[] x = new double[256];
  private double[] y = new double[256];
  private double[] radius = new double[256];
  private boolean[] starts = new boolean[256];
  private int count;

  /** Adds a point; a start is not joined with the point before it. */
  void add(double pointX, double pointY, double pointRadius, boolean start) {
    if (count == x.length) {
      x = Arrays.copyOf(x, 2 * count);
      y = Arrays.copyOf(y, 2 * count);
      radius = Arrays.copyOf(radius, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
    }
    x[count] = pointX;
    y[count] = pointY;
    radius[count] = pointRadius;
    starts[count] = start;
    count++;
  }

  int count() {
    return count;
  }

  double x(int i) {
    return x[i];
  }

  double y(int i) {
    return y[i];
  }

  double radius(int i) {
    return radius[i];
  }

  boolean starts(int i) {
    return starts[i];
  }

  /** Smallest x of the inked area when the centre line is scaled but the pen is not. */
  double left(double scale) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, scale * x[i] - radius[i]);
    }
    return least;
  }

  /** Largest x; see {@link #left}. */
  double right(double scale) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, scale * x[i] + radius[i]);
    }
    return most;
  }

  /** Smallest y; see {@link #left}. */
  double top(double scale) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, scale * y[i] - radius[i]);
    }
    return least;
  }

  /** Largest y; see {@link #left}. */
  double bottom(double scale) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, scale * y[i] + radius[i]);
    }
    return most;
  }

  /** Scales and shifts the centre line; the pen stays as wide as it is. */
  void place(double scale, double shiftX, double shiftY) {
    for (int i = 0; i < count; i++) {
      x[i] = scale * x[i] + shiftX;
      y[i] = scale * y[i] + shiftY;
    }
  }
}
