package org.esgrima.studio.generate;

import java.util.Arrays;
import java.util.Random;
import org.esgrima.latent.LatentPoints;

/** Directions in a space, the strongest first. */
final class Axes {
  private static final int ROUNDS = 60;
  private static final long SEED = 1;

  private final double[][] axes;
  private final double[] steps;

  /**
   * Directions.
   *
   * @param axes of length 1, the entry of the largest size positive
   * @param steps how far one step goes along each
   */
  Axes(double[][] axes, double[] steps) {
    this.axes = axes;
    this.steps = steps;
  }

  /**
   * Principal components: eigenvectors of the covariance of rows, with the standard deviations
   * along them as steps.
   *
   * @param rows [N,D]
   * @param count at most so many
   */
  static Axes principal(float[][] rows, int count) {
    int size = rows[0].length;
    double[] mean = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        mean[i] += (double) row[i] / rows.length;
      }
    }
    double[][] centred = new double[rows.length][size];
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < size; i++) {
        centred[n][i] = rows[n][i] - mean[i];
      }
    }
    Axes found = strongest(centred, count);
    double[] deviations = Arrays.stream(found.steps).map(s -> s / Math.sqrt(rows.length)).toArray();
    return new Axes(found.axes, deviations);
  }

  /**
   * Right singular vectors of the largest singular values, with these as steps, by orthogonal
   * iteration on AᵀA (Golub and Van Loan, Matrix Computations, section 8.2.4) from a fixed start.
   *
   * @param a [N,D]
   * @param count at most so many
   */
  static Axes strongest(double[][] a, int count) {
    int size = a[0].length;
    int number = Math.min(count, size);
    double[][] q = new double[number][size];
    Random random = new Random(SEED);
    for (double[] axis : q) {
      Arrays.setAll(axis, i -> random.nextGaussian());
    }
    orthonormalise(q);
    double[] lengths = new double[number];
    double[][] gram = gram(a);
    for (int round = 0; round < ROUNDS; round++) {
      for (int k = 0; k < number; k++) {
        q[k] = product(gram, q[k]);
        lengths[k] = Math.sqrt(Math.sqrt(dot(q[k], q[k])));
      }
      orthonormalise(q);
    }
    for (double[] axis : q) {
      sign(axis);
    }
    return new Axes(q, lengths);
  }

  private static double[][] gram(double[][] a) {
    int size = a[0].length;
    double[][] gram = new double[size][size];
    for (double[] row : a) {
      for (int i = 0; i < size; i++) {
        double value = row[i];
        double[] target = gram[i];
        for (int j = 0; j < size; j++) {
          target[j] += value * row[j];
        }
      }
    }
    return gram;
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] result = new double[matrix.length];
    Arrays.setAll(result, i -> dot(matrix[i], vector));
    return result;
  }

  /** Gram-Schmidt, in order, so that the strongest axis stays as it is. */
  private static void orthonormalise(double[][] q) {
    for (int k = 0; k < q.length; k++) {
      for (int before = 0; before < k; before++) {
        double along = dot(q[k], q[before]);
        for (int i = 0; i < q[k].length; i++) {
          q[k][i] -= along * q[before][i];
        }
      }
      double length = Math.sqrt(dot(q[k], q[k]));
      for (int i = 0; i < q[k].length; i++) {
        q[k][i] = length > 0 ? q[k][i] / length : 0;
      }
    }
  }

  private static void sign(double[] axis) {
    double largest = 0;
    for (double entry : axis) {
      largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
    }
    if (largest < 0) {
      Arrays.setAll(axis, i -> -axis[i]);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Axes of one style as axes of the styles of all layers. */
  Axes repeated(int layers) {
    double[][] repeated = new double[axes.length][];
    for (int k = 0; k < axes.length; k++) {
      int width = axes[k].length;
      repeated[k] = new double[layers * width];
      for (int layer = 0; layer < layers; layer++) {
        System.arraycopy(axes[k], 0, repeated[k], layer * width, width);
      }
    }
    return new Axes(repeated, steps);
  }

  /** The same with every step of length 1. */
  Axes withUnitSteps() {
    double[] ones = new double[axes.length];
    Arrays.fill(ones, 1);
    return new Axes(axes, ones);
  }

  /** A point moved by so many steps along an axis. */
  double[] moved(double[] point, int axis, double amount) {
    return LatentPoints.add(point, axes[axis], amount * steps[axis]);
  }

  int count() {
    return axes.length;
  }
}
