package org.esgrima.latent;

import java.nio.file.Path;
import java.util.Optional;

/** How a person names a point: the seed of a picture, or a file that a projection has written. */
public sealed interface PointName {
  /** Ending of files of points; see {@link LatentFile}. */
  String ENDING = ".safetensors";

  /**
   * The point of a picture.
   *
   * @param number its seed
   */
  record Seed(long number) implements PointName {
    @Override
    public String toString() {
      return Long.toString(number);
    }
  }

  /**
   * A point that was found by {@link Projection} and saved.
   *
   * @param path a {@link LatentFile}
   */
  record Saved(Path path) implements PointName {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** The seed that decides the conditions of its picture where no class is asked for. */
  default long conditionSeed() {
    return this instanceof Seed seed ? seed.number() : 0;
  }

  /** Whether a text is a seed. */
  static boolean isSeed(String text) {
    return text.strip().matches("\\d{1,18}");
  }

  /** Reads a name; empty if it is none. */
  static Optional<PointName> parse(String text) {
    String name = text.strip();
    if (isSeed(name)) {
      return Optional.of(new Seed(Long.parseLong(name)));
    }
    return name.endsWith(ENDING) ? Optional.of(new Saved(Path.of(name))) : Optional.empty();
  }
}
