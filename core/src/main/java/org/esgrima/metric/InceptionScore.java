package org.esgrima.metric;

import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Inception Score (Salimans et al. 2016, "Improved Techniques for Training GANs", arXiv
 * 1606.03498): how sure a classifier is of each fake, and how many classes it finds,
 *
 * <pre>
 * IS = exp( 1/N Σ_i KL( p(y|x_i) ‖ 1/N Σ_j p(y|x_j) ) )
 * </pre>
 *
 * <p>from 1 to the number of classes, higher is better. It never looks at real samples, so a
 * generator that memorised one image of each class has the best score. It is called Inception Score
 * where the classifier is Inception-v3, and only then comparable with published ones.
 *
 * <p>The usual protocol splits the samples into parts and reports mean and standard deviation of
 * their scores; part i holds rows ⌊iN/P⌋ to ⌊(i+1)N/P⌋.
 *
 * @param splits number of parts P, at least 1
 * @param shuffleSeed the samples are first put in the order that torch-fidelity gives them at this
 *     seed, 0 to 2³² − 1; null to leave them in theirs
 */
public record InceptionScore(int splits, Long shuffleSeed) {
  // float32 probabilities of a thousand classes add up to 1 within a few 1e-5.
  private static final double SUM_TOLERANCE = 1e-3;

  /** Ten splits without shuffling. */
  public InceptionScore() {
    this(10, null);
  }

  /** Checks the settings. */
  public InceptionScore {
    if (splits < 1) {
      throw new IllegalArgumentException("expected at least 1 split, got " + splits);
    }
  }

  /**
   * Measures.
   *
   * @param probabilities p(y|x) [N,K] of fakes, each row a distribution
   * @throws InputException if a row is none, or if there are fewer rows than splits
   */
  public Measurement measure(Tensor probabilities) {
    double[] scores = scores(probabilities);
    double mean = Statistics.mean(scores);
    Measurement.Builder result =
        Measurement.of("inception-score", mean)
            .interval(
                Interval.around(
                    mean, Statistics.deviation(scores), Interval.Method.STANDARD_DEVIATION, splits))
            .count("fakes", probabilities.shape().size(0))
            .setting("splits", splits)
            .setting("classes", probabilities.shape().size(1));
    if (shuffleSeed != null) {
      result.seed(shuffleSeed);
    }
    return result.build();
  }

  /** The softmax of logits [N,K] in float64, for {@link #measure}. */
  public static Tensor probabilities(Tensor logits) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return scope.keep(logits.to(ElementType.F64).logSoftmax(1).exp());
    }
  }

  /** The score of every part. */
  double[] scores(Tensor probabilities) {
    int count = Features.require("probabilities", probabilities, splits);
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      requireDistributions(probabilities);
      Tensor rows =
          shuffleSeed == null
              ? probabilities
              : probabilities.indexSelect(0, new MersenneTwister(shuffleSeed).permutation(count));
      double[] scores = new double[splits];
      for (int i = 0; i < splits; i++) {
        long from = (long) i * count / splits;
        long to = (i + 1L) * count / splits;
        scores[i] = score(rows.narrow(0, from, to - from));
      }
      return scores;
    }
  }

  /** exp of the mean of Σ p log p minus Σ q log q, where q is the mean of p. */
  private static double score(Tensor part) {
    double rows = part.shape().size(0);
    double[] certainty = new double[1];
    try (Scope scope = Scope.open()) {
      Tensor total = part.narrow(0, 0, 1).to(ElementType.F64).mul(0);
      Features.forEachBlock(
          part,
          block -> {
            certainty[0] += block.xLogX().sum().item();
            total.addInPlace(block.sum(0L).reshape(1, -1), 1);
          });
      double variety = total.mul(1 / rows).xLogX().sum().item();
      return Math.exp(certainty[0] / rows - variety);
    }
  }

  private static void requireDistributions(Tensor probabilities) {
    Features.forEachBlock(
        probabilities,
        block -> {
          double smallest = block.reshape(-1).min(0).item();
          double error = block.sum(1L).add(-1).abs().max(0).item();
          if (smallest < 0 || error > SUM_TOLERANCE) {
            throw new InputException(
                "not probabilities",
                "probabilities",
                "rows of numbers from 0 that add up to 1",
                smallest < 0 ? "a number " + smallest : "a row whose sum is off by " + error,
                "Give the softmax of the logits");
          }
        });
  }
}
