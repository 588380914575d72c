package org.esgrima.latent;

import java.util.Arrays;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.LinearAlgebra;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Logistic regression with a ridge: p(x) = 1 / (1 + exp(−(w·x + b))), which minimises
 *
 * <pre>
 * − Σ [y log p(x) + (1 − y) log(1 − p(x))] + ½ ridge ‖w‖²
 * </pre>
 *
 * by Newton's method with halved steps where a whole one leads up (Hastie, Tibshirani, Friedman,
 * The Elements of Statistical Learning, 2nd edition, section 4.4.1).
 *
 * @param weights w
 * @param bias b
 */
@SuppressWarnings("ArrayRecordComponent") // one number for each of many inputs
record LogisticRegression(double[] weights, double bias) {
  private static final int MOST_STEPS = 30;
  private static final int MOST_HALVES = 20;
  private static final double STALLED = 1e-14;
  private static final double LEAST_CURVATURE = 1e-10; // of the bias, which has no ridge

  /**
   * Fits.
   *
   * @param x [N,D] float64
   * @param y N targets in [0, 1]
   * @param ridge above 0, so that separable data have a finite answer
   */
  static LogisticRegression fit(Tensor x, double[] y, double ridge) {
    int size = Math.toIntExact(x.shape().size(1));
    try (Scope scope = Scope.open()) {
      Tensor ones = Tensor.full(ElementType.F64, Shape.of(y.length, 1), 1);
      Tensor inputs = Tensor.concat(java.util.List.of(x, ones), 1);
      Tensor targets = Tensor.of(y, Shape.of(y.length, 1));
      double[] ridges = new double[size + 1];
      Arrays.fill(ridges, 0, size, ridge);
      double[] found = new double[size + 1];
      double loss = loss(inputs, targets, found, ridges);
      for (int step = 0; step < MOST_STEPS; step++) {
        double[] move = newton(inputs, targets, found, ridges);
        double factor = 1;
        double[] next = moved(found, move, factor);
        double better = loss(inputs, targets, next, ridges);
        for (int half = 0; better > loss && half < MOST_HALVES; half++) {
          factor /= 2;
          next = moved(found, move, factor);
          better = loss(inputs, targets, next, ridges);
        }
        if (!(better < loss - STALLED * (1 + Math.abs(loss)))) {
          break;
        }
        found = next;
        loss = better;
      }
      return new LogisticRegression(Arrays.copyOf(found, size), found[size]);
    }
  }

  private static double[] moved(double[] from, double[] move, double factor) {
    double[] to = from.clone();
    Arrays.setAll(to, i -> from[i] - factor * move[i]);
    return to;
  }

  private static Tensor column(double[] values) {
    return Tensor.of(values, Shape.of(values.length, 1));
  }

  private static double loss(Tensor x, Tensor y, double[] at, double[] ridges) {
    try (Scope scope = Scope.open()) {
      Tensor logits = x.matmul(column(at));
      double penalty = 0;
      for (int i = 0; i < at.length; i++) {
        penalty += 0.5 * ridges[i] * at[i] * at[i];
      }
      // −y log p − (1 − y) log(1 − p) = log(1 + e^logit) − y · logit
      return logits.softplus().sub(y.mul(logits)).sum().item() + penalty;
    }
  }

  /** H⁻¹ g, by the eigenvectors of the Hessian. */
  private static double[] newton(Tensor x, Tensor y, double[] at, double[] ridges) {
    try (Scope scope = Scope.open()) {
      Tensor p = x.matmul(column(at)).sigmoid();
      Tensor weighted = x.mul(p.sub(p.square()));
      double[] gradient = x.transpose(0, 1).matmul(p.sub(y)).toDoubles();
      double[] hessian = x.transpose(0, 1).matmul(weighted).toDoubles();
      for (int i = 0; i < at.length; i++) {
        gradient[i] += ridges[i] * at[i];
        hessian[i * at.length + i] += ridges[i] + LEAST_CURVATURE;
      }
      LinearAlgebra.Eigen eigen =
          LinearAlgebra.symmetricEigen(Tensor.of(hessian, Shape.of(at.length, at.length)));
      Tensor along = eigen.vectors().transpose(0, 1).matmul(column(gradient));
      return eigen.vectors().matmul(along.div(eigen.values().reshape(-1, 1))).toDoubles();
    }
  }

  /** w·x + b. */
  double logit(double[] x) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * x[i];
    }
    return sum;
  }
}
