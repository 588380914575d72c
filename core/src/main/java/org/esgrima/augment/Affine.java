package org.esgrima.augment;

/**
 * An affine map of the plane: (x, y) to (a x + b y + c, d x + e y + f). On images x points right
 * and y down.
 */
record Affine(double a, double b, double c, double d, double e, double f) {
  static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  static Affine scaling(double x, double y) {
    return new Affine(x, 0, 0, 0, y, 0);
  }

  static Affine translation(double x, double y) {
    return new Affine(1, 0, x, 0, 1, y);
  }

  static Affine rotation(double angle) {
    return rotation(Math.cos(angle), Math.sin(angle));
  }

  /** By −90° so many times; exact, unlike a rotation by an angle. */
  static Affine quarterTurns(int count) {
    return switch (count) {
      case 0 -> IDENTITY;
      case 1 -> rotation(0, -1);
      case 2 -> rotation(-1, 0);
      case 3 -> rotation(0, 1);
      default -> throw new IllegalArgumentException("0 to 3 quarter turns, got " + count);
    };
  }

  private static Affine rotation(double cos, double sin) {
    return new Affine(cos, -sin, 0, sin, cos, 0);
  }

  /** First {@code other}, then this. */
  Affine times(Affine other) {
    return new Affine(
        a * other.a + b * other.d,
        a * other.b + b * other.e,
        a * other.c + b * other.f + c,
        d * other.a + e * other.d,
        d * other.b + e * other.e,
        d * other.c + e * other.f + f);
  }

  Affine inverse() {
    double determinant = a * e - b * d;
    Affine linear =
        new Affine(e / determinant, -b / determinant, 0, -d / determinant, a / determinant, 0);
    return linear.times(translation(-c, -f));
  }

  double x(double x, double y) {
    return a * x + b * y + c;
  }

  double y(double x, double y) {
    return d * x + e * y + f;
  }

  /** The two rows of the matrix. */
  double[] elements() {
    return new double[] {a, b, c, d, e, f};
  }
}
