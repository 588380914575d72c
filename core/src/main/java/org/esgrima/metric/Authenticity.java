package org.esgrima.metric;

import java.util.Arrays;
import java.util.List;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Share of fakes that are no copies of training samples (Alaa et al. 2022, "How Faithful is your
 * Synthetic Data? Sample-level Metrics for Evaluating and Auditing Generative Models", arXiv
 * 2102.08921). A fake is authentic if it is further from its nearest training sample than that is
 * from its own nearest other training sample:
 *
 * <pre>
 * i = nearest training sample of y_j
 * authenticity = share of fakes with ‖y_j − x_i‖ &gt; min_{l≠i} ‖x_l − x_i‖
 * </pre>
 *
 * <p>In [0, 1]; 0 for copies. Fresh samples of the very distribution stay far from 1 (on a line
 * they reach 1/3): compare with the value of held-out real samples. The reals must be the training
 * samples themselves, all of them.
 *
 * @param bootstrap resamples the fakes; null for no interval
 */
public record Authenticity(Bootstrap bootstrap) implements Metric {
  /** With the usual bootstrap. */
  public Authenticity() {
    this(Bootstrap.USUAL);
  }

  @Override
  public List<Measurement> measure(Tensor reals, Tensor fakes) {
    int trainingCount = Features.require("reals", reals, 2);
    int fakeCount = Features.require("fakes", fakes, 1);
    Features.requireSameWidth(reals, fakes);
    double[] authentic = authentic(reals, fakes);
    Measurement.Builder result =
        Measurement.of("authenticity", Statistics.mean(authentic))
            .count("reals", trainingCount)
            .count("fakes", fakeCount);
    if (bootstrap != null) {
      result.interval(bootstrap.ofMean(authentic));
    }
    return List.of(result.build());
  }

  /** 1 for every fake that is authentic, else 0. */
  private static double[] authentic(Tensor training, Tensor fakes) {
    NearestSamples nearest = NearestSamples.of(training, fakes);
    long[] distinct = Arrays.stream(nearest.indices()).distinct().sorted().toArray();
    double[] spacing = spacing(training, distinct);
    double[] authentic = new double[nearest.indices().length];
    for (int j = 0; j < authentic.length; j++) {
      int at = Arrays.binarySearch(distinct, nearest.indices()[j]);
      authentic[j] = nearest.distances()[j] > spacing[at] ? 1 : 0;
    }
    return authentic;
  }

  /** Distance of these training samples, the nearest to some fake, to their nearest other one. */
  private static double[] spacing(Tensor training, long[] indices) {
    try (Scope scope = Scope.open()) {
      Tensor some = training.indexSelect(0, indices);
      return Arrays.stream(Neighbours.squaredRadii(some, training, 1)).map(Math::sqrt).toArray();
    }
  }
}
