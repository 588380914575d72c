package org.esgrima.examples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.esgrima.data.GaussianMixture;
import org.esgrima.data.Grid;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.metric.ModeCoverage;
import org.esgrima.run.Png;
import org.esgrima.run.PointPanels;
import org.esgrima.run.PointPanels.Panel;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Outcome;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;

/**
 * Mode collapse and a cure: on twenty-five Gaussians a plain GAN, the preset {@code grid}, fails;
 * the loss of R3GAN with its two penalties (Huang et al. 2024, arXiv 2501.05441), the preset {@code
 * rpgan-r1r2-grid}, does not. And what to count, so that nobody is deceived.
 *
 * <p>The presets differ in networks and learning rates too. Those of the second help the plain loss
 * as well: try {@code --loss non-saturating --penalties "[]"} with it.
 *
 * <p>It takes a few minutes.
 */
public final class Example05ModeCollapse {
  private static final String PLAIN = "grid";
  private static final String PRESET = "rpgan-r1r2-grid";
  private static final int COUNTED = 10_000;
  private static final int SHOWN = 2_500;
  private static final double RANGE = 5;

  private Example05ModeCollapse() {}

  /** Arguments: number of steps (those of the presets), directory for runs and picture (runs). */
  public static void main(String[] args) {
    long most = args.length > 0 ? Long.parseLong(args[0]) : Long.MAX_VALUE;
    Path runs = Path.of(args.length > 1 ? args[1] : "runs");

    // The true density is known, so it can be counted how many of its modes a generator reaches.
    GaussianMixture grid = Grid.of(0);
    float[] real = realPoints(grid);
    ModeCoverage ofReal = report("real points", grid, real);

    float[] plain = play(Presets.config(PLAIN), most, runs);
    ModeCoverage ofPlain = report("plain GAN", grid, plain);
    float[] stable = play(Presets.config(PRESET), most, runs);
    ModeCoverage ofStable = report("RpGAN, R1 and R2", grid, stable);

    // The mistake: to count modes and nothing else. Points that are scattered over the whole square
    // reach every mode by chance, and a generator that has understood nothing would win.
    System.out.println("even if scattered:  " + verdict(ModeCoverage.of(grid, scattered())));

    Path file = runs.resolve("grid-rpgan.png");
    Png.write(
        file,
        PointPanels.draw(
            RANGE,
            List.of(
                Panel.real("Real", verdict(ofReal), shown(real)),
                Panel.synthetic("Plain GAN", verdict(ofPlain), shown(plain)),
                Panel.synthetic("RpGAN + R1 + R2", verdict(ofStable), shown(stable)))));
    System.out.println("picture:            " + file);
  }

  /** Trains for at most so many steps, and gives points of the averaged generator. */
  private static float[] play(TrainingConfig preset, long most, Path runs) {
    long steps = Math.min(most, preset.steps());
    TrainingConfig config = Presets.config(preset.name(), "steps: " + steps);
    try (Trainer trainer = Trainer.start(config, runs)) {
      Outcome outcome = trainer.run(TrainingListener.NONE);
      try (TrainedGenerator generator = TrainedGenerator.open(outcome.run().path());
          Scope scope = Scope.open()) {
        Tensor points = generator.samples(0, COUNTED); // the seeds from 0 on
        return points.toFloats();
      }
    }
  }

  private static float[] realPoints(GaussianMixture grid) {
    ByteBuffer points =
        ByteBuffer.allocate(COUNTED * 2 * Float.BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < COUNTED; i++) {
      grid.read(i, points);
    }
    float[] coordinates = new float[COUNTED * 2];
    points.flip().asFloatBuffer().get(coordinates);
    return coordinates;
  }

  /** The same number of points on an even lattice over the square: they know nothing of modes. */
  private static double[] scattered() {
    int side = (int) Math.sqrt(COUNTED);
    double[] points = new double[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      points[2 * i] = RANGE * (2 * (i % side + 0.5) / side - 1);
      points[2 * i + 1] = RANGE * (2 * (row + 0.5) / side - 1);
    }
    return points;
  }

  private static ModeCoverage report(String name, GaussianMixture grid, float[] points) {
    double[] coordinates = new double[points.length];
    Arrays.setAll(coordinates, i -> points[i]);
    ModeCoverage coverage = ModeCoverage.of(grid, coordinates);
    System.out.printf("%-20s%s%n", name + ":", verdict(coverage));
    return coverage;
  }

  /** All three numbers, always: modes, points that lie on one, evenness among those. */
  private static String verdict(ModeCoverage coverage) {
    return String.format(
        Locale.ROOT,
        "%d of %d modes, %.1f %% within 3σ, KL %.3f",
        coverage.covered(),
        coverage.modes(),
        100 * coverage.highQualityShare(),
        coverage.reverseKl());
  }

  /** Not all that were counted, or the picture would be full of them. */
  private static float[] shown(float[] points) {
    return Arrays.copyOf(points, 2 * SHOWN);
  }

  /*
   * HOW TO RUN, from the top directory of Esgrima (the arguments may be left out):
   *
   *   mvn -q -pl examples -am compile exec:exec -Dexample=Example05ModeCollapse -Dargs="6000 runs"
   *
   * Then take away one of the two penalties, or make gamma ten times larger, and look again.
   */
}
