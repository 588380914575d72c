package org.esgrima.latent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.io.AtomicFile;
import org.esgrima.run.Png;

/**
 * One new picture after the other, each of a seed that nobody chose: uniform below {@value #SEEDS},
 * from the operating system's source of randomness. Files are named as those of {@link
 * SampleWriter#directory} and equal to them.
 *
 * @param generator of images; stays open
 * @param classOf number of the class of all pictures, or {@link Conditions#ANY}, where the seed of
 *     each decides
 * @param directory made where it is missing
 */
public record NextPicture(SampleSource generator, int classOf, Path directory) {
  /** Few enough that a seed can be told on the telephone. */
  public static final int SEEDS = 1_000_000_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Refuses generators of points. */
  public NextPicture {
    Outputs.requireImages(generator, generator.file(), "Take another run");
  }

  /**
   * A picture.
   *
   * @param seed its name
   * @param file where it lies
   */
  public record Made(long seed, Path file) {}

  /**
   * Makes the next picture.
   *
   * @throws InputException if it cannot be written
   */
  public Made next() {
    return of(RANDOM.nextInt(SEEDS));
  }

  Made of(long seed) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InputException(
          "output exists", directory, "a directory, or nothing", "a file", "Choose another name");
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(directory, e);
    }
    String prefix = classOf == Conditions.ANY ? "" : Outputs.className(classOf);
    Path file = directory.resolve(prefix + Outputs.fileName(seed));
    byte[] pixels = Outputs.uint8(generator.values(new long[] {seed}, new int[] {classOf}));
    Png.write(file, Outputs.picture(pixels, generator.sampleShape().batched(1)));
    return new Made(seed, file);
  }
}
