package org.esgrima.train;

import java.util.List;
import java.util.function.Consumer;
import org.esgrima.data.Datasets;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.torch.Scope;

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
    try (Preparation ready = Preparation.of(config, Datasets.open(config.dataOptions(), notices));
        Loader loader =
            new Loader(
                ready.dataset(),
                Sampler.shuffled(ready.dataset(), config.seed()),
                config.batch(),
                0,
                config.loaderThreads(),
                Loader.DEPTH)) {
      ready.warnings().forEach(notices);
      double seconds = secondsPerStep(ready, loader);
      long steps = steps(config, seconds);
      return new Estimate(ready.config(), seconds, steps * seconds, steps, Scope.residentBytes());
    }
  }

  private static double secondsPerStep(Preparation ready, Loader loader) {
    TrainingConfig config = ready.config();
    Players players = ready.players();
    TwoPlayerStep step = players.step();
    StepReport report = new StepReport();
    List<LabelColumn> labels = ready.dataset().labelColumns();
    long began = System.nanoTime();
    long warm = began;
    for (int i = 0; i <= STEPS; i++) {
      long images = loader.position();
      try (Scope scope = Scope.open()) {
        step.play(
            () -> Samples.toMinibatch(loader.next(), labels, config), players, images, report);
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
