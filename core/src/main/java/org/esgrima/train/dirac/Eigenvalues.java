package org.esgrima.train.dirac;

/**
 * Both eigenvalues of a real 2×2 matrix: λ = middle ± offset, or middle ± i·offset if they are
 * complex.
 *
 * @param middle half the trace
 * @param offset at least 0; 0 for a double eigenvalue
 * @param complex whether they are a complex pair; never with offset 0
 */
public record Eigenvalues(double middle, double offset, boolean complex) {
  // A difference of two numbers that is smaller than this share of them is rounding.
  private static final double ROUNDING = 1e-12;

  /**
   * middle ± √(plus − minus).
   *
   * @param plus not negative
   */
  static Eigenvalues around(double middle, double plus, double minus) {
    double discriminant = plus - minus;
    if (Math.abs(discriminant) <= ROUNDING * Math.max(plus, Math.abs(minus))) {
      return new Eigenvalues(middle, 0, false);
    }
    return new Eigenvalues(middle, Math.sqrt(Math.abs(discriminant)), discriminant < 0);
  }

  /** Of the matrix with rows (a, b) and (c, d). */
  static Eigenvalues ofMatrix(double a, double b, double c, double d) {
    double half = (a - d) / 2;
    return around((a + d) / 2, half * half, -b * c);
  }

  /** The larger real part. */
  public double largestRealPart() {
    return complex ? middle : middle + offset;
  }

  /** max |λ|, the spectral radius. */
  public double spectralRadius() {
    return complex ? Math.hypot(middle, offset) : Math.abs(middle) + offset;
  }
}
