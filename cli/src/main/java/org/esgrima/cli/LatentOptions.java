package org.esgrima.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.latent.ClassChoice;
import org.esgrima.latent.LatentMap;
import org.esgrima.latent.LatentSpace;
import org.esgrima.latent.PictureWriter;
import org.esgrima.latent.PointName;
import org.esgrima.latent.TrainedGenerator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands of {@code esgrima latent} have in common. */
final class LatentOptions {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Directory of a run, of which the newest checkpoint is taken, or a checkpoint.")
  private Path run = Runs.MISSING;

  @Option(
      names = "--space",
      paramLabel = "WORD",
      description = "z, the latents, or w, the styles of style-based generators (w where it is).")
  private LatentSpace space;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "Class of all pictures, for generators that were told classes.")
  private String className = "";

  @Option(
      names = "--best",
      description = "Take the checkpoint that came closest to the real samples, not the newest.")
  private boolean best;

  @Option(
      names = "--out",
      paramLabel = "FILE|DIR",
      description =
          "What to write, by its name: .png, one sheet; .gif, an animation; any other name, a"
              + " directory with one PNG each.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace an existing output.")
  private boolean overwrite;

  /** Only this space will do. */
  LatentOptions in(LatentSpace needed) {
    if (space != null && space != needed) {
      throw new InputException("this needs styles", "--space", "w", word(space), "Use w");
    }
    space = needed;
    return this;
  }

  /** Opens the generator, works, says what was written. */
  int with(Path usual, Function<LatentMap, Path> work, Terminal terminal) {
    out = out == null ? usual : out;
    writer().requireWritable();
    return with(
        map -> {
          Path written = work.apply(map);
          terminal.say(
              "%s (in %s, from %s)"
                  .formatted(written, word(map.space()), map.generator().checkpoint()));
        });
  }

  /** Opens the generator and works. */
  int with(Consumer<LatentMap> work) {
    try (TrainedGenerator generator =
        best ? TrainedGenerator.openBest(run) : TrainedGenerator.open(run)) {
      LatentSpace chosen =
          space != null ? space : generator.hasStyles() ? LatentSpace.W : LatentSpace.Z;
      int number =
          className.isEmpty()
              ? Conditions.ANY
              : ClassChoice.parseOne(className, generator.classes());
      work.accept(new LatentMap(generator, chosen, number));
    }
    return 0;
  }

  static String word(LatentSpace space) {
    return space.name().toLowerCase(Locale.ROOT);
  }

  /** The run or checkpoint, as it was named. */
  Path run() {
    return run;
  }

  /** The options that decide what a picture shows, as they would be given again. */
  String repeated() {
    return (space == null ? "" : " --space " + word(space))
        + (className.isEmpty() ? "" : " --class " + className)
        + (best ? " --best" : "");
  }

  /** What to write; null where it was not said. */
  Path out() {
    return out;
  }

  boolean overwrite() {
    return overwrite;
  }

  private PictureWriter writer() {
    return new PictureWriter(out, overwrite);
  }

  /** Writes pictures in rows. */
  Path write(List<BufferedImage> pictures, int columns) {
    return write(pictures, columns, 1);
  }

  /** Writes pictures in rows or, as a GIF, one after the other. */
  Path write(List<BufferedImage> pictures, int columns, double framesPerSecond) {
    writer().write(pictures, columns, framesPerSecond);
    return out;
  }

  /** Writes one picture. */
  Path writePicture(BufferedImage picture) {
    writer().write(picture);
    return out;
  }

  static void require(boolean right, String option, String expected, Object got) {
    if (!right) {
      throw new InputException("unusable value", option, expected, got, "Change it");
    }
  }

  /** Seeds with commas between, at least so many. */
  static long[] seeds(String option, String text, int least) {
    String[] parts = text.split(",", -1);
    boolean right = Arrays.stream(parts).allMatch(PointName::isSeed);
    require(right && parts.length >= least, option, least + " seeds or more, such as 3,8,21", text);
    return Arrays.stream(parts).mapToLong(part -> Long.parseLong(part.strip())).toArray();
  }

  /** Seeds or files of latents with commas between, at least so many. */
  static List<PointName> points(String option, String text, int least) {
    List<PointName> points =
        Arrays.stream(text.split(",", -1)).flatMap(part -> PointName.parse(part).stream()).toList();
    boolean right = points.size() == text.split(",", -1).length && points.size() >= least;
    require(
        right,
        option,
        least + " seeds or more, such as 3,8,21, or files of esgrima latent project",
        text);
    return points;
  }

  /** Numbers with commas between. */
  static double[] numbers(String option, String text) {
    try {
      return Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new InputException(
          "unusable value", option, "numbers such as -1,0,1", text, "Change it", e);
    }
  }
}
