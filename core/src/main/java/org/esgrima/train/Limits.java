package org.esgrima.train;

import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.run.RunDirectory;

/** What a run must have before it begins or goes on. */
final class Limits {
  private Limits() {}

  /** Refuses a run without an end. */
  static void require(TrainingConfig config) {
    if (config.steps() == 0 && config.images() == 0 && config.minutes() == 0) {
      throw new InputException(
          "no end in sight",
          "steps, images, minutes",
          "one of them above 0",
          "0 for all",
          "Give --steps, --images or --minutes");
    }
  }

  /** Refuses to go on with a run that has reached its limits. */
  static void requireNotFinished(RunDirectory run, TrainingConfig config, Progress from) {
    if (from.share(config) >= 1) {
      throw new InputException(
          "this run is finished",
          run.path(),
          "a limit beyond step " + from.step() + " and " + from.images() + " images",
          "limits of "
              + config.steps()
              + " steps, "
              + config.images()
              + " images, "
              + config.minutes()
              + " minutes (0 = none)",
          "Give a later one, for example --steps " + 2 * from.step());
    }
  }

  /** Refuses to go on with a run on other data. */
  static void requireSameData(RunDirectory run, Dataset dataset) {
    String before = run.readProvenance().dataFingerprint();
    if (!before.equals(dataset.fingerprint())) {
      throw new InputException(
          "the data have changed since the run began",
          dataset.name(),
          "fingerprint " + before,
          dataset.fingerprint(),
          "Bring the old data back, or start a new run with esgrima train");
    }
  }
}
