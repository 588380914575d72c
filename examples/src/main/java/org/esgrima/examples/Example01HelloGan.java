package org.esgrima.examples;

import java.nio.file.Path;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.Outcome;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;

/**
 * The game, end to end: a generator learns to draw digits by trying to deceive a discriminator.
 *
 * <p>With its 1700 steps it takes about three minutes on two cores; the first hundred steps show
 * blots, the last ones digits.
 */
public final class Example01HelloGan {
  private Example01HelloGan() {}

  /** Arguments: number of steps (1700), directory for runs (runs). */
  public static void main(String[] args) {
    long steps = args.length > 0 ? Long.parseLong(args[0]) : 1700;
    Path runs = Path.of(args.length > 1 ? args[1] : "runs");

    // Every setting has a value in a preset; YAML names those that shall differ.
    TrainingConfig config = Presets.config("digits", "steps: " + steps);

    // Both networks, the data and a new directory runs/00000-digits are ready after this line.
    // The trainer holds native memory and the lock of that directory: try closes it, come what may.
    try (Trainer trainer = Trainer.start(config, runs)) {

      // Plays until the limit. A listener may look on; this one does not.
      Outcome outcome = trainer.run(TrainingListener.NONE);

      // A run leaves files, and files are all that the rest of Esgrima needs.
      RunDirectory run = outcome.run();
      String sheet = RunDirectory.fakesName(outcome.progress().step()) + ".png";
      System.out.println("ended:      " + outcome.reason() + " after " + outcome.progress());
      System.out.println("real:       " + run.samplesDirectory().resolve("reals.png"));
      System.out.println("synthetic:  " + run.samplesDirectory().resolve(sheet));
      System.out.println("curves:     " + run.figuresDirectory().resolve("curves.png"));
      System.out.println("checkpoint: " + outcome.checkpoint().orElseThrow());
    }
  }

  /*
   * HOW TO RUN, from the top directory of Esgrima (the arguments may be left out):
   *
   *   mvn -q -pl examples -am compile exec:exec -Dexample=Example01HelloGan -Dargs="1700 runs"
   *
   * Then look at the sheets in runs/00000-digits/samples in the order of their steps: the latents
   * are the same on each, so every picture can be watched while it forms.
   */
}
