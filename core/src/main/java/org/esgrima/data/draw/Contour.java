package org.esgrima.data.draw;

import java.util.Arrays;

/**
 * A line through the image, in pixels, as short straight pieces; filled, its end joins its start.
 */
public final class Contour {
  private double[] xy = new double[128];
  private int count;

  /** A smooth closed curve through points x, y, x, y … */
  public static Contour closed(double... points) {
    Contour contour = new Contour();
    new Spline(points, contour).closed();
    return contour;
  }

  /** A circle, as a regular polygon. */
  public static Contour circle(double x, double y, double radius) {
    int corners = 12 + (int) (2 * radius);
    double cos = StrictMath.cos(2 * Math.PI / corners);
    double sin = StrictMath.sin(2 * Math.PI / corners);
    Contour contour = new Contour();
    double across = radius;
    double down = 0;
    for (int i = 0; i < corners; i++) {
      contour.add(x + across, y + down);
      double turned = across * cos - down * sin;
      down = across * sin + down * cos;
      across = turned;
    }
    return contour;
  }

  /** Straight lines from corner to corner, x, y, x, y … */
  public static Contour polygon(double... corners) {
    Contour contour = new Contour();
    for (int i = 0; i < corners.length; i += 2) {
      contour.add(corners[i], corners[i + 1]);
    }
    return contour;
  }

  /** Appends a smooth curve through points x, y, x, y …; where two curves meet is a corner. */
  public Contour curve(double... points) {
    new Spline(points, this).open();
    return this;
  }

  /** Appends one point. */
  public Contour add(double x, double y) {
    if (2 * count == xy.length) {
      xy = Arrays.copyOf(xy, 4 * count);
    }
    xy[2 * count] = x;
    xy[2 * count + 1] = y;
    count++;
    return this;
  }

  /**
   * The area that a brush covers along this line.
   *
   * @param from width of the brush at the start, in pixels
   * @param middle width half way
   * @param to width at the end
   */
  public Contour stroke(double from, double middle, double to) {
    Contour area = new Contour();
    for (int i = 0; i < count; i++) {
      beside(area, i, 0.5 * width(i, from, middle, to));
    }
    for (int i = count - 1; i >= 0; i--) {
      beside(area, i, -0.5 * width(i, from, middle, to));
    }
    return area;
  }

  /** Points on this line, evenly spaced by about {@code distance} pixels, as x, y, x, y … */
  public double[] spaced(double distance) {
    double length = 0;
    for (int i = 1; i < count; i++) {
      length += piece(i);
    }
    int steps = Math.max(1, (int) Math.rint(length / distance));
    double[] points = new double[2 * steps + 2];
    double passed = 0;
    int written = 0;
    for (int i = 1; i < count; i++) {
      double piece = piece(i);
      while (written <= steps && (i == count - 1 || passed + piece >= written * length / steps)) {
        double t = (written * length / steps - passed) / Math.max(1e-9, piece);
        points[2 * written] = x(i - 1) + t * (x(i) - x(i - 1));
        points[2 * written + 1] = y(i - 1) + t * (y(i) - y(i - 1));
        written++;
      }
      passed += piece;
    }
    return points;
  }

  int count() {
    return count;
  }

  double x(int i) {
    return xy[2 * i];
  }

  double y(int i) {
    return xy[2 * i + 1];
  }

  private double piece(int i) {
    double dx = x(i) - x(i - 1);
    double dy = y(i) - y(i - 1);
    return Math.sqrt(dx * dx + dy * dy);
  }

  private double width(int i, double from, double middle, double to) {
    double t = count == 1 ? 0 : (double) i / (count - 1);
    double fromMiddle = 2 * t - 1;
    return middle + ((t < 0.5 ? from : to) - middle) * fromMiddle * fromMiddle;
  }

  private void beside(Contour area, int i, double offset) {
    int before = Math.max(0, i - 1);
    int after = Math.min(count - 1, i + 1);
    double dx = x(after) - x(before);
    double dy = y(after) - y(before);
    double factor = offset / Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
    area.add(x(i) - dy * factor, y(i) + dx * factor);
  }
}
