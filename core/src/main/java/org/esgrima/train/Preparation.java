package org.esgrima.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.architecture.Judging;
import org.esgrima.architecture.MlpGan;
import org.esgrima.data.Dataset;
import org.esgrima.io.Shape;
import org.esgrima.nn.Network;
import org.esgrima.objective.Penalty;
import org.esgrima.torch.Device;
import org.esgrima.torch.Threads;

/**
 * Data and players, ready for the first step, with the settings that were found out on the way.
 *
 * @param config its architecture fits the data, and its number of threads is in use
 * @param dataset closed with this
 * @param players closed with this
 */
record Preparation(TrainingConfig config, Dataset dataset, Players players)
    implements AutoCloseable {

  /**
   * Makes both players for a set.
   *
   * @param dataset closed also if this fails
   * @throws org.esgrima.InputException if the architecture cannot make such samples
   */
  static Preparation of(TrainingConfig config, Dataset dataset) {
    try {
      Device.use(Device.parse(config.device()));
      int threads = config.threads() > 0 ? config.threads() : Threads.count();
      Threads.set(threads, Threads.Work.NETWORKS);
      TrainingConfig resolved = config.resolved(dataset, threads);
      resolved.augmentation().requireFits(resolved.architecture().sampleShape());
      requirePenaltiesThatMakeSense(resolved);
      requireOneConditionForAll(resolved);
      QualityWatch.requireSuits(resolved, dataset);
      return new Preparation(
          resolved, dataset, new Players(resolved, meanSample(resolved, dataset)));
    } catch (RuntimeException e) {
      dataset.close();
      throw e;
    }
  }

  /** As {@link #of}, for a run that begins: the checkpoint to start from is looked up. */
  static Preparation ofNewRun(TrainingConfig config, Dataset dataset) {
    TrainingConfig located;
    try {
      located = StartingWeights.located(config);
    } catch (RuntimeException e) {
      dataset.close();
      throw e;
    }
    return of(located, dataset);
  }

  private static void requirePenaltiesThatMakeSense(TrainingConfig config) {
    Judging judging = config.judging();
    boolean batchNorm =
        Network.describe(
                config.architecture().discriminator(judging),
                judging.input(config.architecture().sampleShape()),
                judging.conditioning().toldDiscriminator(),
                2)
            .steps()
            .stream()
            .filter(step -> !step.path().startsWith(Judging.ANSWERS))
            .anyMatch(step -> step.operation().equals("batchNorm"));
    for (Penalty penalty : config.penalties()) {
      penalty.requireSuits(config.architecture().sampleShape());
      if (batchNorm && penalty.perSample()) {
        throw new InputException(
            "penalty per sample with batch normalisation",
            "penalties: " + penalty.name(),
            "a discriminator whose logits depend on their own sample only (Gulrajani et al. 2017,"
                + " section 4)",
            "batch normalisation in the discriminator",
            "Use --architecture.discriminator-norm false, or --architecture mlp");
      }
    }
  }

  /**
   * Gives the players the weights that they start from, where the settings name some.
   *
   * @throws InputException if they do not fit
   */
  Optional<StartingWeights> start() {
    return config.startFrom().isEmpty()
        ? Optional.empty()
        : Optional.of(StartingWeights.into(players, config));
  }

  /** A line for each setting that is known to fail on such data. */
  List<String> warnings() {
    Shape sample = config.architecture().sampleShape();
    return Stream.concat(
            config.penalties().stream().flatMap(p -> p.warning(sample).stream()),
            config.precision().warning().stream())
        .toList();
  }

  private static void requireOneConditionForAll(TrainingConfig config) {
    boolean told = config.conditioning().toldDiscriminator() > 0;
    boolean replay = config.treatments().stream().anyMatch(Replay.class::isInstance);
    if (told && replay && !config.penalties().isEmpty()) {
      throw new InputException(
          "replay with penalties on a discriminator that is told classes",
          "treatments: replay",
          "real and synthetic samples of the same classes, side by side",
          "old samples of other classes",
          "Leave out replay or the penalties, or use --conditioning auxiliary-classifier");
    }
  }

  private static Optional<float[]> meanSample(TrainingConfig config, Dataset dataset) {
    boolean wanted = config.architecture() instanceof MlpGan mlp && mlp.startAtMarginals();
    return wanted ? Optional.of(Samples.mean(dataset)) : Optional.empty();
  }

  @Override
  public void close() {
    players.close();
    dataset.close();
  }
}
