package org.esgrima.torch;

import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.global.torch;

/** Decompositions of matrices and distances between rows. */
public final class LinearAlgebra {
  // cdist's third way of computing: differences, never the expansion |a|² + |b|² − 2ab.
  private static final long BY_DIFFERENCES = 2;

  static {
    Native.load();
  }

  private LinearAlgebra() {}

  /**
   * A = V diag(λ) Vᵀ.
   *
   * @param values λ [F], ascending
   * @param vectors V [F,F], one orthonormal eigenvector per column
   */
  public record Eigen(Tensor values, Tensor vectors) {}

  /**
   * Eigenvalues and eigenvectors of a symmetric matrix, of which only the lower triangle is read.
   *
   * @param matrix [F,F], float32 or float64
   * @throws TorchException if it is not square or the iteration does not converge
   */
  public static Eigen symmetricEigen(Tensor matrix) {
    Scope.requireOpen();
    T_TensorTensor_T parts = Native.call(() -> torch.linalg_eigh(matrix.handle()));
    return new Eigen(
        Tensor.of(() -> Tensor.owned(parts.get0())), Tensor.of(() -> Tensor.owned(parts.get1())));
  }

  /** The eigenvalues of {@link #symmetricEigen} alone, [F], ascending. */
  public static Tensor symmetricEigenvalues(Tensor matrix) {
    return Tensor.of(() -> torch.linalg_eigvalsh(matrix.handle()));
  }

  /**
   * The lower triangular L of a symmetric matrix A = L Lᵀ, of which only the lower triangle is
   * read; many times faster than {@link #symmetricEigen}.
   *
   * @param matrix [F,F], float32 or float64
   * @return [F,F]; empty if the matrix is not positive definite
   */
  public static Optional<Tensor> cholesky(Tensor matrix) {
    Scope.requireOpen();
    T_TensorTensor_T parts = Native.call(() -> torch.linalg_cholesky_ex(matrix.handle()));
    Tensor factor = Tensor.of(() -> Tensor.owned(parts.get0()));
    Tensor firstFailure = Tensor.of(() -> Tensor.owned(parts.get1()));
    return firstFailure.item() == 0 ? Optional.of(factor) : Optional.empty();
  }

  /** The diagonal [F] of a matrix [F,F]; shares the storage. */
  public static Tensor diagonal(Tensor matrix) {
    return Tensor.of(() -> matrix.handle().diagonal());
  }

  /**
   * Euclidean distances between all rows, computed by differences: 0 for equal rows, and the same
   * bits whatever other rows are in the matrices. Several times slower than a matrix product when F
   * is large.
   *
   * @param a [N,F]
   * @param b [M,F]
   * @return [N,M]
   */
  public static Tensor distances(Tensor a, Tensor b) {
    return Tensor.of(
        () -> torch.cdist(a.handle(), b.handle(), 2.0, new LongOptional(BY_DIFFERENCES)));
  }
}
