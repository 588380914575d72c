package org.esgrima.train;

import java.util.Arrays;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.Dataset;
import org.esgrima.metric.SlicedWasserstein;
import org.esgrima.nn.Network;
import org.esgrima.torch.Scope;

/**
 * Judges the generator at every checkpoint by {@link SlicedWasserstein}, so that the best one can
 * be kept: {@value #SAMPLES} real samples, the first of the set, against as many of the generator,
 * the seeds from 0 on, along {@value #DIRECTIONS} directions.
 */
final class QualityWatch implements AutoCloseable {
  /** Name of the measure in {@code stats.jsonl} and {@code best.json}. */
  static final String METRIC = "sliced-wasserstein";

  private static final int SAMPLES = 1_000;
  private static final int DIRECTIONS = 256;

  private final TrainingConfig config;
  private final SlicedWasserstein metric;

  QualityWatch(Dataset dataset, TrainingConfig config) {
    this.config = config;
    try (Scope scope = Scope.open()) {
      int count = (int) Math.min(SAMPLES, dataset.size());
      metric = new SlicedWasserstein(Samples.first(dataset, count), DIRECTIONS, config.seed());
    }
  }

  /** The distance of the generator's samples from real ones; smaller is better. */
  double measure(Network generator) {
    try (Scope scope = Scope.open()) {
      int[] classes = new int[metric.count()];
      Arrays.fill(classes, Conditions.ANY);
      return metric.distance(Samples.ofGenerator(generator, config, classes));
    }
  }

  @Override
  public void close() {
    metric.close();
  }
}
