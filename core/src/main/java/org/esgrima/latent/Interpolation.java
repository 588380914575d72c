package org.esgrima.latent;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** How a point between two latents is found. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Interpolation {
  /** a + t (b − a): straight. */
  LINEAR {
    @Override
    double[] at(double[] a, double[] b, double t) {
      double[] point = new double[a.length];
      for (int i = 0; i < a.length; i++) {
        point[i] = a[i] + t * (b[i] - a[i]);
      }
      return point;
    }
  },
  /**
   * Along the great circle, with the lengths of both ends between: sin((1 − t)ω)/sin ω · a + sin(t
   * ω)/sin ω · b, where ω is the angle between them (White 2016, "Sampling Generative Networks",
   * arXiv 1609.04468, section 2.1). Normal latents of many dimensions all have nearly the same
   * length, which a straight line leaves. Straight where a or b is 0 or they lie on one line.
   */
  SPHERICAL {
    @Override
    double[] at(double[] a, double[] b, double t) {
      double lengths = Math.sqrt(dot(a, a) * dot(b, b));
      double cosine = Math.max(-1, Math.min(1, dot(a, b) / lengths));
      double angle = Math.acos(cosine);
      double sine = Math.sin(angle);
      if (!(sine > ON_ONE_LINE)) { // also NaN, where one is 0
        return LINEAR.at(a, b, t);
      }
      double ofA = Math.sin((1 - t) * angle) / sine;
      double ofB = Math.sin(t * angle) / sine;
      double[] point = new double[a.length];
      for (int i = 0; i < a.length; i++) {
        point[i] = ofA * a[i] + ofB * b[i];
      }
      return point;
    }
  };

  private static final double ON_ONE_LINE = 1e-8;

  abstract double[] at(double[] a, double[] b, double t);

  /**
   * The point between two latents.
   *
   * @param a where t = 0
   * @param b where t = 1; as many numbers
   * @param t any number; beyond 0 and 1 the path goes on
   */
  public double[] between(double[] a, double[] b, double t) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(a.length + " and " + b.length + " numbers");
    }
    return at(a, b, t);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
