package org.esgrima.train;

import java.util.List;
import java.util.function.Consumer;
import org.esgrima.data.Datasets;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.torch.Device;
import org.esgrima.torch.Scope;

/**
 * What a run would cost, measured by playing a few of its steps in memory and what happens at a
 * tick; nothing is written.
 *
 * @param config the settings as the run would resolve them
 * @param secondsPerStep mean time of a step once the first is over, lazy penalties included
 * @param secondsInAll time until the first limit is reached
 * @param stepsInAll steps until then
 * @param memory of a process that does nothing but this run
 */
public record Estimate(
    TrainingConfig config,
    double secondsPerStep,
    double secondsInAll,
    long stepsInAll,
    Footprint memory) {
  private static final int STEPS = 3;
  private static final double ENOUGH_SECONDS = 10;

  /**
   * Plays a step to warm up, at most {@value #STEPS} ordinary ones, one of each kind that lazy
   * penalties make longer, and a tick.
   *
   * @param notices is told one line about each step that takes long, such as fetching data
   * @throws org.esgrima.InputException if data or architecture cannot be used
   */
  public static Estimate of(TrainingConfig config, Consumer<String> notices) {
    long program = Footprint.ofProgram();
    try (Preparation ready =
            Preparation.ofNewRun(config, Datasets.open(config.dataOptions(), notices));
        TickRehearsal tick = new TickRehearsal(ready);
        Loader loader =
            new Loader(
                ready.dataset(),
                Sampler.shuffled(ready.dataset(), config.seed()),
                config.batch(),
                0,
                config.loaderThreads(),
                Loader.DEPTH)) {
      ready.start().map(StartingWeights::summary).ifPresent(notices);
      ready.warnings().forEach(notices);
      double seconds = secondsPerStep(ready, loader);
      long steps = steps(config, seconds);
      tick.play();
      JavaHeap.useAll(); // with data in it
      return new Estimate(
          ready.config(), seconds, steps * seconds, steps, Footprint.of(ready.players(), program));
    }
  }

  /** The mean over a period of lazy penalties, of which every kind of step is played. */
  private static double secondsPerStep(Preparation ready, Loader loader) {
    LazyPattern pattern = LazyPattern.of(ready.config());
    Timing timing = new Timing(ready, loader);
    timing.play(0, 1); // to warm up
    double sum = 0;
    for (LazyPattern.Kind kind : pattern.kinds()) {
      sum += kind.share() * timing.play(kind.step(), kind.share() >= 0.5 ? STEPS : 1);
    }
    return sum;
  }

  /** Plays steps as if they were at some place of a run. */
  private static final class Timing {
    private final Preparation ready;
    private final Loader loader;
    private final TwoPlayerStep step;
    private final List<LabelColumn> labels;
    private final StepReport report = new StepReport();

    Timing(Preparation ready, Loader loader) {
      this.ready = ready;
      this.loader = loader;
      step = ready.players().step();
      labels = ready.dataset().labelColumns();
    }

    /** Mean seconds of at most so many steps, fewer where they take long. */
    double play(long number, int times) {
      TrainingConfig config = ready.config();
      long images = number * config.discriminatorSteps() * config.batch();
      long began = Device.nanoTime();
      int played = 0;
      do {
        try (Scope scope = Scope.open()) {
          step.play(
              () -> Samples.toMinibatch(loader.next(), labels, config),
              ready.players(),
              images,
              report);
          ready.players().updateAverage(images, config.batch());
        }
        played++;
      } while (played < times && (Device.nanoTime() - began) / 1e9 < ENOUGH_SECONDS);
      return (Device.nanoTime() - began) / 1e9 / played;
    }
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
