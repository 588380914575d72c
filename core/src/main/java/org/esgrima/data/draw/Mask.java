package org.esgrima.data.draw;

import java.util.Arrays;

/**
 * How much of each pixel a shape covers, 0 … 1: exact areas, so that edges are smooth at any size.
 *
 * <p>Every operation keeps the smallest box outside of which all pixels are 0. Methods that change
 * a mask return it.
 */
public final class Mask {
  final int side;
  final float[] cover;
  int left;
  int top;
  int right;
  int bottom;

  /** An empty mask for a square image of {@code side} pixels. */
  public Mask(int side) {
    this.side = side;
    cover = new float[side * side];
    setEmpty();
  }

  /** Covers nothing. */
  public Mask clear() {
    for (int y = top; y < bottom; y++) {
      Arrays.fill(cover, y * side + left, y * side + right, 0);
    }
    setEmpty();
    return this;
  }

  /** Covers what another mask covers. */
  public Mask set(Mask other) {
    clear();
    box(other.left, other.top, other.right, other.bottom);
    for (int y = top; y < bottom; y++) {
      System.arraycopy(other.cover, y * side + left, cover, y * side + left, right - left);
    }
    return this;
  }

  /**
   * Covers an ellipse that fades towards its edge, 1 in the middle: (1 − d²)².
   *
   * @param ax one half axis, as a vector in pixels
   * @param bx the other half axis
   */
  public Mask glow(double x, double y, double ax, double ay, double bx, double by) {
    clear();
    double reachX = Math.abs(ax) + Math.abs(bx);
    double reachY = Math.abs(ay) + Math.abs(by);
    box(floor(x - reachX), floor(y - reachY), floor(x + reachX) + 1, floor(y + reachY) + 1);
    double inverse = 1 / nonzero(ax * by - ay * bx);
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        double dx = column + 0.5 - x;
        double dy = row + 0.5 - y;
        double u = (dx * by - dy * bx) * inverse;
        double v = (dy * ax - dx * ay) * inverse;
        double inside = Math.max(0, 1 - u * u - v * v);
        cover[row * side + column] = (float) (inside * inside);
      }
    }
    return this;
  }

  /** Keeps only what another mask covers, too. */
  public Mask times(Mask other) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        cover[y * side + x] *= other.cover[y * side + x];
      }
    }
    box(
        Math.max(left, other.left),
        Math.max(top, other.top),
        Math.min(right, other.right),
        Math.min(bottom, other.bottom));
    return this;
  }

  /** Takes away what another mask covers. */
  public Mask minus(Mask other) {
    int l = Math.max(left, other.left);
    int r = Math.min(right, other.right);
    for (int y = Math.max(top, other.top); y < Math.min(bottom, other.bottom); y++) {
      for (int x = l; x < r; x++) {
        cover[y * side + x] *= 1 - other.cover[y * side + x];
      }
    }
    return this;
  }

  /** Covers what either mask covers. */
  public Mask plus(Mask other) {
    for (int y = other.top; y < other.bottom; y++) {
      for (int x = other.left; x < other.right; x++) {
        int at = y * side + x;
        cover[at] = Math.max(cover[at], other.cover[at]);
      }
    }
    box(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
    return this;
  }

  /** Covers what another mask covers, moved by a vector and blurred. */
  public Mask cast(Mask other, double dx, double dy, double blur) {
    clear();
    int wholeX = (int) Math.rint(dx);
    int wholeY = (int) Math.rint(dy);
    int reach = (int) Math.ceil(2 * blur) + 2;
    box(
        other.left + wholeX - reach,
        other.top + wholeY - reach,
        other.right + wholeX + reach,
        other.bottom + wholeY + reach);
    for (int y = top; y < bottom; y++) {
      int from = Math.max(0, Math.min(side - 1, y - wholeY));
      for (int x = left; x < right; x++) {
        // The picture's edge is no edge of the shape: what leaves the picture goes on outside.
        int column = Math.max(0, Math.min(side - 1, x - wholeX));
        cover[y * side + x] = other.cover[from * side + column];
      }
    }
    if (blur > 0) {
      new Blur(blur).apply(this);
    }
    return this;
  }

  void box(int newLeft, int newTop, int newRight, int newBottom) {
    left = Math.max(0, Math.min(side, newLeft));
    top = Math.max(0, Math.min(side, newTop));
    right = Math.max(left, Math.min(side, newRight));
    bottom = Math.max(top, Math.min(side, newBottom));
  }

  private void setEmpty() {
    left = side;
    top = side;
    right = side;
    bottom = side;
  }

  static int floor(double x) {
    return (int) Math.floor(x);
  }

  private static double nonzero(double x) {
    return Math.abs(x) < 1e-9 ? 1e-9 : x;
  }
}
