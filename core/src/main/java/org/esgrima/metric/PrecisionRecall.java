package org.esgrima.metric;

import java.util.List;
import org.esgrima.metric.Manifolds.Border;
import org.esgrima.torch.Tensor;

/**
 * Improved precision and recall (Kynkäänniemi et al. 2019, "Improved Precision and Recall Metric
 * for Assessing Generative Models", arXiv 1904.06991). The manifold of a set is the union of balls
 * around its samples, each reaching to the sample's k-th nearest neighbour in the set:
 *
 * <pre>
 * precision = share of fakes in the manifold of the reals      (quality)
 * recall    = share of reals in the manifold of the fakes      (diversity)
 * </pre>
 *
 * <p>Both in [0, 1], higher is better; samples at exactly the radius lie inside. The paper compares
 * 50,000 samples of each kind by features of VGG-16 with k = 3.
 *
 * @param neighbours k, at least 1 and less than the number of samples of either kind
 * @param bootstrap resamples the shares, for fixed manifolds; null for no interval
 */
public record PrecisionRecall(int neighbours, Bootstrap bootstrap) implements PairwiseMetric {
  /** Three neighbours, the usual bootstrap. */
  public PrecisionRecall() {
    this(3, Bootstrap.USUAL);
  }

  /** Checks the settings. */
  public PrecisionRecall {
    DensityCoverage.requireNeighbours(neighbours);
  }

  @Override
  public PairVisitor visitor(Tensor reals, Tensor fakes) {
    DensityCoverage.require(reals, fakes, neighbours);
    return new Manifolds.Counter(reals, fakes, neighbours, Border.INSIDE, this::figures);
  }

  private List<Measurement> figures(Manifolds manifolds) {
    return List.of(
        measurement("precision", Manifolds.any(manifolds.realBalls()), manifolds),
        measurement("recall", Manifolds.any(manifolds.fakeBalls()), manifolds));
  }

  private Measurement measurement(String name, double[] values, Manifolds manifolds) {
    return DensityCoverage.measurement(name, values, manifolds, neighbours, bootstrap);
  }
}
