package org.esgrima.metric;

import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * How varied samples are, beside real ones: the mean Euclidean distance over all pairs of different
 * samples y, divided by that of real samples x,
 *
 * <pre>
 * diversity = (mean_{i&lt;j} ‖y_i − y_j‖) / (mean_{i&lt;j} ‖x_i − x_j‖)
 * </pre>
 *
 * <p>on the samples themselves, their numbers in a row, in float64. It is near 1 for samples of the
 * real distribution, 0 if all are one, and above 1 for noise. It is cheap and crude: samples that
 * lost a few modes of many keep most of it.
 */
public final class Diversity {
  private final double ofReals;

  /**
   * Looks at real samples.
   *
   * @param reals [N,…], N at least 2, not all the same
   */
  public Diversity(Tensor reals) {
    ofReals = meanDistance(reals);
  }

  /**
   * Measures.
   *
   * @param samples [M,…] of the shape of the real ones, M at least 2
   * @return at least 0; NaN if a sample is not finite or all real samples are one
   */
  public double of(Tensor samples) {
    return ofReals > 0 ? meanDistance(samples) / ofReals : Double.NaN;
  }

  /**
   * The mean Euclidean distance over all pairs of different samples.
   *
   * @param samples [N,…], N at least 2
   */
  public static double meanDistance(Tensor samples) {
    long count = samples.shape().rank() == 0 ? 0 : samples.shape().size(0);
    if (count < 2) {
      throw new IllegalArgumentException("expected 2 samples or more, got " + samples.shape());
    }
    double[] sum = {0};
    try (Scope scope = Scope.open()) {
      Tensor rows = samples.detach().reshape(count, -1);
      SquaredDistances.forEachTile(
          rows, rows, (row, column, squared) -> sum[0] += squared.sqrt().sum().item());
    }
    return sum[0] / (count * (count - 1.0)); // each pair twice, and the diagonal is 0
  }
}
