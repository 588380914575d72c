package org.esgrima.metric;

import org.esgrima.InputException;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * How similar the fakes are to each other: mean {@link MsSsim} of random pairs of them (Odena, Olah
 * and Shlens 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", arXiv 1610.09585),
 * in [0, 1]. A value above that of real samples shows that variety is missing; 1 is a single image.
 * Pairs are of two different samples; it is meant for samples of one class.
 *
 * @param pairs their number, at least 1; 10,000 in Karras et al. 2018
 * @param seed of the pairs
 * @param bootstrap resamples the pairs; null for no interval
 */
public record MsSsimDiversity(int pairs, long seed, Bootstrap bootstrap) {
  private static final int BATCH = 64;

  /** 10,000 pairs, seed 0, the usual bootstrap. */
  public MsSsimDiversity() {
    this(10_000, 0, Bootstrap.USUAL);
  }

  /** Checks the settings. */
  public MsSsimDiversity {
    if (pairs < 1) {
      throw new IllegalArgumentException("expected at least 1 pair, got " + pairs);
    }
  }

  /**
   * Measures.
   *
   * @param images [N,C,H,W] from 0 to 255, bytes or floating point; N at least 2
   * @throws InputException if there are fewer than two, or as {@link MsSsim#ofPairs}
   */
  public Measurement measure(Tensor images) {
    MsSsim.requireImages(images.shape());
    int count = (int) images.shape().size(0);
    if (count < 2) {
      throw new InputException(
          "too few samples", "images", "at least 2", count, "Measure with more samples");
    }
    double[] values = values(images, count);
    Measurement.Builder result =
        Measurement.of("ms-ssim", Statistics.mean(values))
            .count("fakes", count)
            .count("pairs", pairs)
            .seed(seed);
    if (bootstrap != null) {
      result.interval(bootstrap.ofMean(values));
    }
    return result.build();
  }

  private double[] values(Tensor images, int count) {
    MersenneTwister random = MersenneTwister.named(seed, "pairs");
    double[] values = new double[pairs];
    for (int from = 0; from < pairs; from += BATCH) {
      int length = Math.min(BATCH, pairs - from);
      long[] first = new long[length];
      long[] second = new long[length];
      for (int i = 0; i < length; i++) {
        first[i] = random.below(count);
        second[i] = (first[i] + 1 + random.below(count - 1)) % count;
      }
      try (Scope scope = Scope.open()) {
        double[] found =
            MsSsim.ofPairs(images.indexSelect(0, first), images.indexSelect(0, second));
        System.arraycopy(found, 0, values, from, length);
      }
    }
    return values;
  }
}
