package org.esgrima.train;

import java.util.Optional;
import java.util.function.Consumer;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.MlpGan;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Threads;

/**
 * What a run would cost, measured by playing a few of its steps in memory; nothing is written.
 *
 * @param config the settings as the run would resolve them
 * @param secondsPerStep mean time of a step once the first is over
 * @param secondsInAll time until the first limit is reached
 * @param stepsInAll steps until then
 * @param residentBytes memory of this process after these steps, as the operating system counts it
 */
public record Estimate(
    TrainingConfig config,
    double secondsPerStep,
    double secondsInAll,
    long stepsInAll,
    long residentBytes) {
  private static final int STEPS = 3;
  private static final double ENOUGH_SECONDS = 10;

  /**
   * Plays a step to warm up and then at most {@value #STEPS} more.
   *
   * @param notices is told one line about each step that takes long, such as fetching data
   * @throws org.esgrima.InputException if data or architecture cannot be used
   */
  public static Estimate of(TrainingConfig config, Consumer<String> notices) {
    try (Dataset dataset = Datasets.open(config.dataOptions(), notices)) {
      TrainingConfig resolved =
          config.resolved(
              config.architecture().fitting(dataset.sampleShape()),
              config.threads() > 0 ? config.threads() : Threads.count());
      Threads.set(resolved.threads());
      try (Players players = new Players(resolved, meanSample(resolved.architecture(), dataset));
          Loader loader =
              new Loader(
                  dataset,
                  Sampler.shuffled(dataset, resolved.seed()),
                  resolved.batch(),
                  0,
                  resolved.loaderThreads(),
                  Loader.DEPTH)) {
        double seconds = secondsPerStep(resolved, players, loader);
        long steps = steps(resolved, seconds);
        return new Estimate(resolved, seconds, steps * seconds, steps, Scope.residentBytes());
      }
    }
  }

  private static Optional<float[]> meanSample(Architecture architecture, Dataset dataset) {
    boolean wanted = architecture instanceof MlpGan mlp && mlp.startAtMarginals();
    return wanted ? Optional.of(Samples.mean(dataset)) : Optional.empty();
  }

  private static double secondsPerStep(TrainingConfig config, Players players, Loader loader) {
    TwoPlayerStep step = players.step();
    StepReport report = new StepReport();
    ElementType type = config.precision().elementType();
    long began = System.nanoTime();
    long warm = began;
    for (int i = 0; i <= STEPS; i++) {
      long images = loader.position();
      try (Scope scope = Scope.open()) {
        step.play(
            () -> Samples.toTensor(loader.next(), type), players::drawLatents, images, report);
        players.updateAverage(images, config.batch());
      }
      if (i == 0) {
        warm = System.nanoTime();
      } else if ((System.nanoTime() - began) / 1e9 > ENOUGH_SECONDS) {
        return (System.nanoTime() - warm) / 1e9 / i;
      }
    }
    return (System.nanoTime() - warm) / 1e9 / STEPS;
  }

  /** Steps until the first limit; 0 if there is none. */
  private static long steps(TrainingConfig config, double secondsPerStep) {
    long steps = Long.MAX_VALUE;
    if (config.steps() > 0) {
      steps = config.steps();
    }
    if (config.images() > 0) {
      long perStep = (long) config.batch() * config.discriminatorSteps();
      steps = Math.min(steps, (config.images() + perStep - 1) / perStep);
    }
    if (config.minutes() > 0) {
      steps = Math.min(steps, (long) Math.ceil(config.minutes() * 60 / secondsPerStep));
    }
    return steps == Long.MAX_VALUE ? 0 : steps;
  }
}
