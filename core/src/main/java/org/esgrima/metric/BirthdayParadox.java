package org.esgrima.metric;

import org.esgrima.InputException;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * How many different samples a generator has, from how often it repeats itself (Arora and Zhang
 * 2017, "Do GANs actually learn the distribution? An empirical study", arXiv 1706.08224). Of n
 * equally likely samples, a batch of s holds on average s(s−1)/2n pairs of equal ones, so that c
 * such pairs in B batches estimate
 *
 * <pre>
 * n = B s (s − 1) / 2c
 * </pre>
 *
 * <p>which is 1/Σp² where the n samples have unequal probabilities p: rare ones do not count. Two
 * samples are duplicates if their features are at most {@code threshold} apart; the authors let
 * people judge the {@link ClosePairs} of a batch. A threshold at which as many real samples show no
 * duplicates is the least that can be asked.
 *
 * <p>The interval is that of a Poisson count c; pairs of one batch are nearly independent where n
 * is far larger than s. Without a duplicate, the value is the lower end of the one-sided interval.
 *
 * @param batch s, at least 2
 * @param threshold largest distance of duplicates, in the unit of the features, at least 0
 */
public record BirthdayParadox(int batch, double threshold) {
  /** Checks the settings. */
  public BirthdayParadox {
    if (batch < 2 || !(threshold >= 0)) {
      throw new IllegalArgumentException(
          "expected a batch of at least 2 and a threshold of at least 0, got %d and %s"
              .formatted(batch, threshold));
    }
  }

  /**
   * Measures.
   *
   * @param fakes features [M,F]; rows beyond the last whole batch are not used
   * @throws InputException if a feature is not finite or there are fewer samples than a batch
   */
  public Measurement measure(Tensor fakes) {
    int batches = Features.require("fakes", fakes, batch) / batch;
    long duplicates = 0;
    int batchesWithDuplicates = 0;
    for (int i = 0; i < batches; i++) {
      try (Scope scope = Scope.open()) {
        Tensor some = fakes.narrow(0, (long) i * batch, batch);
        long found = ClosePairs.countWithin(some, threshold);
        duplicates += found;
        batchesWithDuplicates += found > 0 ? 1 : 0;
      }
    }
    double pairs = batches * (batch * (batch - 1.0) / 2);
    return estimate(pairs, duplicates)
        .count("fakes", (long) batches * batch)
        .count("batches", batches)
        .count("batches-with-duplicates", batchesWithDuplicates)
        .count("duplicate-pairs", duplicates)
        .setting("batch", batch)
        .setting("threshold", threshold)
        .build();
  }

  private static Measurement.Builder estimate(double pairs, long duplicates) {
    if (duplicates == 0) {
      // A mean at which no count at all has probability 1 − level.
      double mostExpected = -Math.log(1 - PoissonCount.LEVEL);
      return Measurement.of("support-size", pairs / mostExpected)
          .note("No duplicates were found, so the value is a lower bound at 95 % confidence");
    }
    return Measurement.of("support-size", pairs / duplicates)
        .interval(
            new Interval(
                pairs / PoissonCount.upper(duplicates),
                pairs / PoissonCount.lower(duplicates),
                Interval.Method.POISSON,
                PoissonCount.LEVEL,
                (int) Math.min(Integer.MAX_VALUE, duplicates),
                null));
  }
}
