package org.esgrima.augment;

import java.util.Arrays;

/**
 * An affine map of colours as a matrix [4,4] for (red, green, blue, 1).
 *
 * <p>The axis of gray, along which all three channels are equal, is v = (1, 1, 1) / √3.
 */
final class ColorMatrix {
  static final ColorMatrix IDENTITY = scaling(1);

  private static final double[][] CROSS = {{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}};

  private final double[][] rows;

  private ColorMatrix(double[][] rows) {
    this.rows = rows;
  }

  /** Multiplies all channels by s. */
  static ColorMatrix scaling(double s) {
    return of((i, j) -> i == j ? s : 0, 0);
  }

  /** Adds b to all channels. */
  static ColorMatrix translation(double b) {
    return of((i, j) -> i == j ? 1 : 0, b);
  }

  /** Mirrors at the plane through 0 that is orthogonal to v: 1 − 2 v vᵀ. */
  static ColorMatrix lumaFlip() {
    return of((i, j) -> (i == j ? 1 : 0) - 2.0 / 3, 0);
  }

  /** Rotates around v: cos θ + sin θ [v]× + (1 − cos θ) v vᵀ. */
  static ColorMatrix hue(double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle) / Math.sqrt(3);
    return of((i, j) -> (i == j ? cos : 0) + sin * CROSS[i][j] + (1 - cos) / 3, 0);
  }

  /** Scales what is orthogonal to v: v vᵀ + s (1 − v vᵀ). */
  static ColorMatrix saturation(double s) {
    return of((i, j) -> (i == j ? s : 0) + (1 - s) / 3, 0);
  }

  /** An element of the linear part [3,3]. */
  private interface Element {
    double at(int i, int j);
  }

  private static ColorMatrix of(Element linear, double offset) {
    double[][] rows = new double[4][4];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        rows[i][j] = linear.at(i, j);
      }
      rows[i][3] = offset;
    }
    rows[3][3] = 1;
    return new ColorMatrix(rows);
  }

  /** First {@code other}, then this. */
  ColorMatrix times(ColorMatrix other) {
    double[][] product = new double[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 4; k++) {
          product[i][j] += rows[i][k] * other.rows[k][j];
        }
      }
    }
    return new ColorMatrix(product);
  }

  boolean isIdentity() {
    return Arrays.deepEquals(rows, IDENTITY.rows);
  }

  /** The linear part [3,3], row by row. */
  double[] linear() {
    return Arrays.stream(rows).limit(3).flatMapToDouble(r -> Arrays.stream(r, 0, 3)).toArray();
  }

  /** What is added to red, green and blue. */
  double[] offset() {
    return Arrays.stream(rows).limit(3).mapToDouble(r -> r[3]).toArray();
  }

  /** Mean over the channels of what a gray value g becomes, g · gain + offset: the factor. */
  double grayGain() {
    return Arrays.stream(linear()).sum() / 3;
  }

  /** As {@link #grayGain}: what is added. */
  double grayOffset() {
    return Arrays.stream(offset()).sum() / 3;
  }
}
