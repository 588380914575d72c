package org.esgrima.data.draw;

import java.util.Arrays;

/**
 * A square colour image that shapes are painted on, one over the other.
 *
 * <p>Colours are mixed as encoded in sRGB. Only exactly rounded operations and {@link StrictMath}
 * are used, so the same calls give the same bytes on every platform.
 */
public final class Canvas {
  private final int side;
  private final float[][] planes;
  private final float[] area;
  private int top;
  private int bottom;

  /** A black image of side × side pixels. */
  public Canvas(int side) {
    this.side = side;
    planes = new float[3][side * side];
    area = new float[(side + 2) * side];
    clearRows();
  }

  /** Height and breadth in pixels. */
  public int side() {
    return side;
  }

  /** Paints over everything. */
  public void fill(Paint paint) {
    Mask all = new Mask(side);
    Arrays.fill(all.cover, 1);
    all.box(0, 0, side, side);
    paint(all, paint, 1);
  }

  /** Paints what a mask covers, at an opacity of 0 … 1. */
  public void paint(Mask mask, Paint paint, double opacity) {
    float strength = (float) opacity;
    for (int c = 0; c < 3; c++) {
      float[] plane = planes[c];
      float from = paint.from[c];
      float step = paint.step[c];
      for (int y = mask.top; y < mask.bottom; y++) {
        float start = paint.start + paint.slopeY * y;
        for (int x = mask.left; x < mask.right; x++) {
          float t = Math.max(0, Math.min(1, start + paint.slopeX * x));
          int at = y * side + x;
          plane[at] += strength * mask.cover[at] * (from + t * step - plane[at]);
        }
      }
    }
  }

  /**
   * The shape that contours enclose, into a mask: the exact area of each pixel inside.
   *
   * <p>Contours that turn the same way are united (a pixel on the edges of two counts both areas);
   * one that turns the other way is a hole in them.
   */
  public Mask shape(Mask target, Contour... contours) {
    target.clear();
    double left = side;
    double right = 0;
    for (Contour contour : contours) {
      int n = contour.count();
      for (int i = 0; i < n; i++) {
        int next = i + 1 == n ? 0 : i + 1;
        edge(contour.x(i), contour.y(i), contour.x(next), contour.y(next));
        left = Math.min(left, contour.x(i));
        right = Math.max(right, contour.x(i));
      }
    }
    if (top < bottom) {
      target.box(Mask.floor(left), top, Mask.floor(right) + 1, bottom);
      resolve(target);
    }
    clearRows();
    return target;
  }

  /** The image, [3,side,side]. */
  public byte[] bytes() {
    byte[] bytes = new byte[3 * side * side];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < side * side; i++) {
        bytes[c * side * side + i] = (byte) (int) (planes[c][i] + 0.5f);
      }
    }
    return bytes;
  }

  /** Sums the signed areas along each row: what lies right of an edge is inside by its height. */
  private void resolve(Mask target) {
    for (int y = top; y < bottom; y++) {
      int row = y * (side + 2);
      float sum = 0;
      for (int x = target.left; x < target.right; x++) {
        sum += area[row + x];
        target.cover[y * side + x] = Math.min(1, Math.abs(sum));
      }
      Arrays.fill(area, row, row + side + 2, 0);
    }
  }

  private void edge(double x0, double y0, double x1, double y1) {
    if (y0 > y1) {
      edge(x1, y1, x0, y0, -1);
    } else {
      edge(x0, y0, x1, y1, 1);
    }
  }

  private void edge(double x0, double y0, double x1, double y1, float sign) {
    double from = Math.max(0, y0);
    double to = Math.min(side, y1);
    if (from >= to) {
      return;
    }
    double slope = (x1 - x0) / (y1 - y0);
    int first = (int) from;
    int last = (int) Math.ceil(to);
    top = Math.min(top, first);
    bottom = Math.max(bottom, last);
    for (int row = first; row < last; row++) {
      double upper = Math.max(from, row);
      double lower = Math.min(to, row + 1);
      double a = limited(x0 + (upper - y0) * slope);
      double b = limited(x0 + (lower - y0) * slope);
      span(row * (side + 2), Math.min(a, b), Math.max(a, b), sign * (float) (lower - upper));
    }
  }

  private double limited(double x) {
    return Math.max(0, Math.min(side, x));
  }

  /** One edge within one row, from x = a to b ≥ a, of signed height {@code height}. */
  private void span(int row, double a, double b, float height) {
    int first = (int) a;
    int last = (int) b;
    if (first == last) {
      float outside = (float) (0.5 * (a + b) - first);
      area[row + first] += height * (1 - outside);
      area[row + first + 1] += height * outside;
      return;
    }
    // The share of the height that lies left of x grows evenly from 0 at a to 1 at b; a pixel is
    // covered by its mean over the pixel.
    double inverse = 1 / (b - a);
    double before = 0;
    for (int x = first; x <= last; x++) {
      double l = Math.max(a, x);
      double r = Math.min(b, x + 1);
      double covered = (r - l) * (0.5 * (l + r) - a) * inverse + (x + 1 - r);
      area[row + x] += height * (float) (covered - before);
      before = covered;
    }
    area[row + last + 1] += height * (float) (1 - before);
  }

  private void clearRows() {
    top = side;
    bottom = 0;
  }
}
