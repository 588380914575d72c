package org.esgrima.augment;

import java.util.Arrays;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/**
 * The reference's {@code debug_percentile}: every draw is a quantile of its distribution, where for
 * the normal one it leaves the factor √2 out.
 */
record FixedDraws(double percentile, Tensor noise) implements Draws {
  @Override
  public double[] uniform(int count) {
    return all(count, percentile);
  }

  @Override
  public double[] normal(int count) {
    return all(count, inverseErf(2 * percentile - 1));
  }

  @Override
  public double[] halfNormal(int count) {
    return all(count, inverseErf(percentile));
  }

  @Override
  public Tensor noise(ElementType type, Shape shape) {
    return noise;
  }

  private static double[] all(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  /** By Newton's method on the power series of erf. */
  static double inverseErf(double y) {
    double x = 0;
    for (int i = 0; i < 50; i++) {
      x -= (erf(x) - y) * Math.sqrt(Math.PI) / 2 * Math.exp(x * x);
    }
    return x;
  }

  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 100; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
