package org.esgrima.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.latent.ArithmeticMeasure;
import org.esgrima.latent.ArithmeticSheet;
import org.esgrima.latent.AttributeGroup;
import org.esgrima.latent.AttributeWords;
import org.esgrima.latent.GroupSearch;
import org.esgrima.latent.Interpolation;
import org.esgrima.latent.LatentExpression;
import org.esgrima.latent.LatentFile;
import org.esgrima.latent.LatentLength;
import org.esgrima.latent.LatentMap;
import org.esgrima.latent.LatentPoints;
import org.esgrima.latent.LatentSpace;
import org.esgrima.latent.PictureWriter;
import org.esgrima.latent.PointName;
import org.esgrima.latent.Projection;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.metric.AttributeClassifier;
import org.esgrima.metric.AttributeClassifiers;
import org.esgrima.run.Png;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;

/**
 * The latent space in Java: a walk, arithmetic in words with its measurement, and a picture whose
 * latents are found again; on faces of 32 × 32 pixels that a small DCGAN learns first.
 *
 * <p>It takes about ten minutes on two cores; with fewer steps it ends earlier and says less.
 */
public final class Example06LatentSpace {
  private static final long STEPS = 3_000;
  private static final int BATCH = 64;
  private static final String EXPRESSION = "man,glasses - man + woman";
  private static final long HIDDEN = 1_000_007;

  private Example06LatentSpace() {}

  /** Arguments: number of steps (3000), directory for runs and pictures (runs). */
  public static void main(String[] args) {
    long steps = args.length > 0 ? Long.parseLong(args[0]) : STEPS;
    Path runs = Path.of(args.length > 1 ? args[1] : "runs");
    Path run = train(steps, runs);
    int images = (int) Math.min(AttributeClassifiers.IMAGES, BATCH * steps);

    try (TrainedGenerator generator = TrainedGenerator.open(run)) {
      // Points in z, each a row of numbers; ANY: this generator was told no classes.
      LatentMap map = new LatentMap(generator, LatentSpace.Z, Conditions.ANY);
      walk(map, runs.resolve("walk.png"));
      arithmetic(map, images, runs);
      project(map, steps, runs.resolve("found.safetensors"));
    }
  }

  private static Path train(long steps, Path runs) {
    TrainingConfig config =
        Presets.config(
            "dcgan-avatars64",
            "{name: faces, resolution: 32, batch: %d, minutes: 0, steps: %d,"
                    .formatted(BATCH, steps)
                + " architecture: {width: 16}}");
    try (Trainer trainer = Trainer.start(config, runs)) {
      return trainer.run(TrainingListener.NONE).run().path();
    }
  }

  /** From the picture of seed 3 to that of seed 8, and back by another way. */
  private static void walk(LatentMap map, Path file) {
    List<double[]> ends = map.ofSeeds(3, 8);
    List<double[]> path = LatentPoints.walk(ends, 8, Interpolation.SPHERICAL);
    // The mistake: a straight line. It leaves the shell on which normal latents lie, and the
    // pictures in the middle are those of a point that the generator has hardly ever seen.
    path.addAll(LatentPoints.walk(ends, 8, Interpolation.LINEAR));
    new PictureWriter(file, true).write(map.pictures(path, 3), 9, 1);
    System.out.println("walk:        " + file + " (above along the sphere, below straight)");
  }

  /** "Man with glasses − man + woman", with exemplars that a classifier finds. */
  private static void arithmetic(LatentMap map, int images, Path runs) {
    AttributeClassifiers classifiers =
        new AttributeClassifiers(Optional.of(runs.resolve("attributes")), images, 1_000);
    Consumer<String> notices = System.out::println;
    try (AttributeClassifier judge =
        classifiers.of(map.generator().config().dataOptions(), notices)) {
      System.out.printf(
          Locale.ROOT,
          "classifier:  right about the person on %.1f %%, about glasses on %.1f %%%n",
          100 * judge.heldOutAccuracy().get(0).value(),
          100 * judge.heldOutAccuracy().get(1).value());
      LatentExpression words = LatentExpression.parse(EXPRESSION);
      AttributeWords attributes = new AttributeWords(judge.columns());
      List<AttributeGroup> groups = attributes.read(words); // "man" is read as "man, no glasses"
      GroupSearch search = new GroupSearch(map, judge, GroupSearch.SURE, 0, 5_000);
      LatentExpression seeds = search.named(words, groups, 3, looked -> {});
      System.out.println("arithmetic:  " + seeds.named());
      Path figure = runs.resolve("arithmetic.png");
      Png.write(
          figure,
          new ArithmeticSheet(map, seeds, LatentLength.TYPICAL, ArithmeticSheet.PUBLISHED_NOISE)
              .draw());

      // One figure proves nothing: how often does it come out so?
      ArithmeticMeasure measure =
          new ArithmeticMeasure(
              search,
              words,
              groups,
              attributes.wanted(words, groups),
              LatentLength.TYPICAL,
              3,
              100);
      measure
          .run(looked -> {}, tried -> {})
          .shares()
          .forEach(
              (name, share) ->
                  System.out.printf(
                      Locale.ROOT,
                      "  %-18s %5.1f %% (%.1f to %.1f)%n",
                      name,
                      100 * share.value(),
                      100 * share.low(),
                      100 * share.high()));
    } catch (InputException e) {
      // A generator that has learnt little does not make all of these people.
      System.out.println("arithmetic:  " + e.getMessage());
    }
  }

  /** Forgets the latents of a picture, looks for them, and uses what it finds. */
  private static void project(LatentMap map, long steps, Path file) {
    int searching = (int) Math.min(1_000, steps);
    Projection projection =
        new Projection(map, searching, 4, 256, Projection.usualRate(map.space()), false, 0);
    try (Scope scope = Scope.open()) {
      Tensor picture = map.images(map.ofSeeds(HIDDEN), HIDDEN);
      Projection.Result found = projection.run(picture, (step, loss) -> {});
      System.out.printf(
          Locale.ROOT,
          "projection:  %.2f levels away; the nearest seed %.2f, the mean picture %.2f%n",
          found.residual().rms(),
          found.bestSeedResidual().rms(),
          found.meanResidual().rms());
      LatentFile.write(file, map, found.point(), Map.of("made by", "Example06LatentSpace"));
    }
    double[] again = map.named(List.of(new PointName.Saved(file))).get(0);
    System.out.println("latents:     " + file + ", " + again.length + " numbers");
  }

  /*
   * HOW TO RUN, from the top directory of Esgrima (the arguments may be left out):
   *
   *   mvn -q -pl examples -am compile exec:exec -Dexample=Example06LatentSpace -Dargs="3000 runs"
   *
   * Then subtract something else: "woman - man + man,full beard" asks for what no face here has.
   */
}
