package org.esgrima.metric;

import java.util.Arrays;
import java.util.List;
import org.esgrima.metric.Manifolds.Border;
import org.esgrima.torch.Tensor;

/**
 * Density and coverage, with precision and recall by the same rule (Naeem et al. 2020, "Reliable
 * Fidelity and Diversity Metrics for Generative Models", arXiv 2002.09797). Around each real x_i is
 * a ball B_i that reaches to its k-th nearest real neighbour, around each fake likewise:
 *
 * <pre>
 * precision = share of fakes in any ball of the reals
 * recall    = share of reals in any ball of the fakes
 * density   = 1/(kM) Σ_j number of balls B_i that fake j lies in
 * coverage  = share of balls B_i that hold a fake
 * </pre>
 *
 * <p>Samples at exactly the radius lie outside here, as in the authors' code; {@link
 * PrecisionRecall} counts them in. All are in [0, 1] but density, which has no upper bound; all are
 * better when higher. For equal distributions the expected density is 1, the expected coverage
 * about 1 − 2⁻ᵏ.
 *
 * @param neighbours k, at least 1 and less than the number of samples of either kind; 5 in the
 *     paper
 * @param bootstrap resamples the averaged numbers, for fixed balls; null for no interval
 */
public record DensityCoverage(int neighbours, Bootstrap bootstrap) implements PairwiseMetric {
  /** Five neighbours, the usual bootstrap. */
  public DensityCoverage() {
    this(5, Bootstrap.USUAL);
  }

  /** Checks the settings. */
  public DensityCoverage {
    requireNeighbours(neighbours);
  }

  static void requireNeighbours(int neighbours) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("expected at least 1 neighbour, got " + neighbours);
    }
  }

  static void require(Tensor reals, Tensor fakes, int neighbours) {
    Features.require("reals", reals, neighbours + 1);
    Features.require("fakes", fakes, neighbours + 1);
    Features.requireSameWidth(reals, fakes);
  }

  @Override
  public PairVisitor visitor(Tensor reals, Tensor fakes) {
    require(reals, fakes, neighbours);
    return new Manifolds.Counter(reals, fakes, neighbours, Border.OUTSIDE, this::figures);
  }

  private List<Measurement> figures(Manifolds manifolds) {
    double[] densities =
        Arrays.stream(manifolds.realBalls()).map(balls -> balls / neighbours).toArray();
    return List.of(
        measurement("precision-strict", Manifolds.any(manifolds.realBalls()), manifolds),
        measurement("recall-strict", Manifolds.any(manifolds.fakeBalls()), manifolds),
        measurement("density", densities, manifolds),
        measurement("coverage", Manifolds.any(manifolds.fakesInside()), manifolds));
  }

  private Measurement measurement(String name, double[] values, Manifolds manifolds) {
    return measurement(name, values, manifolds, neighbours, bootstrap);
  }

  static Measurement measurement(
      String name, double[] values, Manifolds manifolds, int neighbours, Bootstrap bootstrap) {
    Measurement.Builder result =
        Measurement.of(name, Statistics.mean(values))
            .count("reals", manifolds.fakeBalls().length)
            .count("fakes", manifolds.realBalls().length)
            .setting("neighbours", neighbours);
    if (bootstrap != null) {
      result.interval(bootstrap.ofMean(values));
    }
    return result.build();
  }
}
