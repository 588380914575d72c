package org.esgrima.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.Dataset;
import org.esgrima.data.GaussianMixture;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.EightBit;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.metric.FeatureExtractors;
import org.esgrima.metric.Fid;
import org.esgrima.metric.Kid;
import org.esgrima.metric.Measurement;
import org.esgrima.metric.Metric;
import org.esgrima.metric.ModeCoverage;
import org.esgrima.metric.SlicedWasserstein;
import org.esgrima.nn.Network;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Judges the averaged generator at every checkpoint by the {@link CheckpointMetric} of the run, so
 * that the best one can be kept: its samples of the seeds from 0 on against as many real ones, the
 * first of the set.
 */
final class QualityWatch implements AutoCloseable {
  private static final int DIRECTIONS = 256;
  private static final int SUBSETS = 100;

  private final TrainingConfig config;
  private final int count;
  private final Measure measure;

  /** Measures samples [count,…] in the scope that is open. */
  private interface Measure extends AutoCloseable {
    Measurement of(Tensor fakes);

    @Override
    default void close() {}
  }

  QualityWatch(Dataset dataset, TrainingConfig config) {
    this.config = config;
    this.count = (int) Math.min(config.bestSamples(), dataset.size());
    try (Scope scope = Scope.open()) {
      this.measure =
          switch (config.bestMetric()) {
            case SLICED_WASSERSTEIN -> new Sliced(Samples.first(dataset, count), config.seed());
            case FID -> new OfFeatures(new Fid(), dataset, count);
            case KID -> new OfFeatures(kid(count, config.seed()), dataset, count);
            case MODES_COVERED, HIGH_QUALITY -> new Modes(mixture(dataset), config.bestMetric());
          };
    }
  }

  private static Kid kid(int count, long seed) {
    return new Kid(SUBSETS, Math.max(2, count / 2), seed);
  }

  /**
   * Refuses a metric that does not suit the data, before anything is written.
   *
   * @throws InputException if so
   */
  static void requireSuits(TrainingConfig config, Dataset dataset) {
    switch (config.bestMetric()) {
      case MODES_COVERED, HIGH_QUALITY -> mixture(dataset);
      case FID, KID -> {
        if (Math.min(config.bestSamples(), dataset.size()) < 4) {
          throw new InputException(
              "too few samples for " + config.bestMetric().key(),
              dataset.name(),
              "4 or more",
              dataset.size(),
              "Use --best-metric sliced-wasserstein");
        }
      }
      default -> {}
    }
  }

  private static GaussianMixture mixture(Dataset dataset) {
    if (dataset instanceof GaussianMixture mixture) {
      return mixture;
    }
    throw new InputException(
        "this best-metric needs data whose modes are known",
        "best-metric",
        "data such as ring or grid",
        dataset.name(),
        "Use --best-metric sliced-wasserstein, fid or kid");
  }

  /** What the generator is worth after so many steps; empty if its samples are not finite. */
  Optional<Measurement> measure(Network generator, long step) {
    try (Scope scope = Scope.open()) {
      int[] classes = new int[count];
      Arrays.fill(classes, Conditions.ANY);
      Tensor fakes = Samples.ofGenerator(generator, config, classes);
      return fakes.isFinite()
          ? Optional.of(
              measure
                  .of(fakes)
                  .with(Map.of(), Map.of("measured-by", "training"), List.of())
                  .atStep(step))
          : Optional.empty();
    }
  }

  /** Measures noise in the place of samples, for what that costs in memory. */
  void rehearse() {
    try (Scope scope = Scope.open();
        RandomStream random = RandomStream.named(config.seed(), "rehearsal")) {
      Shape samples = config.architecture().sampleShape().batched(count);
      measure.of(random.uniform(ElementType.F32, samples, -1, 1));
    }
  }

  @Override
  public void close() {
    measure.close();
  }

  private static final class Sliced implements Measure {
    private final SlicedWasserstein metric;

    Sliced(Tensor reals, long seed) {
      metric = new SlicedWasserstein(reals, DIRECTIONS, seed);
    }

    @Override
    public Measurement of(Tensor fakes) {
      return metric.measure(fakes);
    }

    @Override
    public void close() {
      metric.close();
    }
  }

  private static final class OfFeatures implements Measure {
    private static final String REALS = "reals";

    private final Metric metric;
    private final FeatureExtractor extractor;
    private final NamedTensors kept = new NamedTensors();

    OfFeatures(Metric metric, Dataset dataset, int count) {
      this.metric = metric;
      Shape sample = dataset.sampleShape();
      extractor = FeatureExtractors.open(FeatureExtractors.defaultFor(sample), sample);
      kept.put(REALS, extractor.features(Samples.first(dataset, count)));
    }

    @Override
    public Measurement of(Tensor fakes) {
      boolean images = fakes.shape().rank() == 4;
      Tensor seen = images ? EightBit.toUnit(EightBit.of(fakes)) : fakes;
      return metric
          .measure(kept.get(REALS), extractor.features(seen))
          .get(0)
          .with(Map.of(), Map.of("described-by", extractor.name()), List.of())
          .withFeatures(extractor.source());
    }

    @Override
    public void close() {
      kept.close();
      extractor.close();
    }
  }

  private record Modes(GaussianMixture mixture, CheckpointMetric metric) implements Measure {
    @Override
    public Measurement of(Tensor fakes) {
      return ModeCoverage.of(mixture, fakes.toDoubles()).measurements().stream()
          .filter(m -> m.metric().equals(metric.key()))
          .findFirst()
          .orElseThrow();
    }
  }
}
