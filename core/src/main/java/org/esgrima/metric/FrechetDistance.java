package org.esgrima.metric;

import java.util.Arrays;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.GaussianStatistics.Covariance;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.LinearAlgebra;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.Threads;

/**
 * The squared Fréchet distance of normal distributions to one reference (Dowson and Landau 1982,
 * "The Fréchet distance between multivariate normal distributions"):
 *
 * <pre>
 * d² = ‖μ₁ − μ₂‖² + tr Σ₁ + tr Σ₂ − 2 tr (Σ₁ Σ₂)^½
 * </pre>
 *
 * <p>With Σ₁ = R Rᵀ, the product Σ₁Σ₂ has the eigenvalues of the symmetric M = Rᵀ Σ₂ R, which are
 * not negative, so the last trace is the sum of their roots. R is the triangle of Cholesky's
 * decomposition or, where Σ₁ = V Λ Vᵀ has no full rank, V Λ^½ without the directions in which the
 * reference has no variance: they add nothing. That makes covariances of fewer samples than
 * features neither slow nor complex, and needs no ε on the diagonal.
 *
 * <p>The reference is decomposed once. Cost of a distance: two products and the eigenvalues of an F
 * × F matrix; memory about 5 matrices of 8 F² bytes.
 */
final class FrechetDistance implements AutoCloseable {
  private static final String MEAN = "mean";
  private static final String COVARIANCE = "covariance";
  private static final String ROOT = "root";
  private static final double EPSILON = Math.ulp(1.0);

  private final NamedTensors reference = new NamedTensors();
  private final Covariance estimate;

  FrechetDistance(GaussianStatistics statistics, Covariance estimate) {
    this.estimate = estimate;
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor covariance = statistics.covariance(estimate);
      reference.put(MEAN, statistics.mean());
      reference.put(COVARIANCE, covariance);
      reference.put(ROOT, Threads.matrices(() -> root(covariance)));
    }
  }

  /** R with Σ = R Rᵀ, [F,r]. */
  private static Tensor root(Tensor covariance) {
    return LinearAlgebra.cholesky(covariance)
        .filter(FrechetDistance::hasFullRank)
        .orElseGet(() -> eigenRoot(covariance));
  }

  private static boolean hasFullRank(Tensor triangle) {
    double[] pivots = LinearAlgebra.diagonal(triangle).toDoubles();
    double least = Arrays.stream(pivots).min().orElseThrow();
    double most = Arrays.stream(pivots).max().orElseThrow();
    return least * least > most * most * pivots.length * EPSILON;
  }

  /** V Λ^½ of the eigenvalues that are more than rounding, [F,r]: of any covariance. */
  private static Tensor eigenRoot(Tensor covariance) {
    LinearAlgebra.Eigen eigen = LinearAlgebra.symmetricEigen(covariance);
    double[] values = eigen.values().toDoubles();
    double rounding = values[values.length - 1] * values.length * EPSILON;
    int first = 0;
    while (first < values.length && values[first] <= rounding) {
      first++;
    }
    int rank = values.length - first;
    if (rank == 0) {
      return Tensor.zeros(ElementType.F64, Shape.of(values.length, 1));
    }
    Tensor roots = eigen.values().narrow(0, first, rank).sqrt();
    return eigen.vectors().narrow(1, first, rank).mul(roots);
  }

  /** tr (Σ₁ Σ₂)^½. */
  double traceOfRoot(GaussianStatistics other) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return traceOfRoot(other.covariance(estimate));
    }
  }

  private double traceOfRoot(Tensor covariance) {
    Tensor root = reference.get(ROOT);
    Tensor eigenvalues =
        Threads.matrices(
            () ->
                LinearAlgebra.symmetricEigenvalues(
                    root.transpose(0, 1).matmul(covariance.matmul(root))));
    return eigenvalues.relu().sqrt().sum().item();
  }

  /** d², at least 0. */
  double to(GaussianStatistics other) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor covariance = other.covariance(estimate);
      double means = reference.get(MEAN).sub(other.mean()).square().sum().item();
      double traces = trace(reference.get(COVARIANCE)) + trace(covariance);
      return Math.max(0, means + traces - 2 * traceOfRoot(covariance));
    }
  }

  private static double trace(Tensor matrix) {
    return LinearAlgebra.diagonal(matrix).sum().item();
  }

  @Override
  public void close() {
    reference.close();
  }
}
