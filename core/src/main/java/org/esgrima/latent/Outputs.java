package org.esgrima.latent;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.IoConsumer;
import org.esgrima.io.Shape;
import org.esgrima.run.ImageGrid;

/** Outputs that appear whole or not at all, and never take the place of another unasked. */
final class Outputs {
  private static final Pattern FILE_NAME = Pattern.compile("(class\\d{3,}-)?seed\\d{7,19}\\.png");

  private Outputs() {}

  static String fileName(long seed) {
    return String.format(Locale.ROOT, "seed%07d.png", seed);
  }

  /** What stands before {@link #fileName} where a class is asked for. */
  static String className(int number) {
    return String.format(Locale.ROOT, "class%03d-", number);
  }

  /** Refuses a file that exists, or a directory in its place. */
  static void requireWritable(Path file, boolean overwrite) {
    boolean replace = overwrite && !Files.isDirectory(file);
    if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      boolean directory = Files.isDirectory(file);
      throw exists(
          file,
          directory ? "a directory of this name" : "a file of this name",
          directory ? "Choose another name" : "Choose another name, or give --overwrite");
    }
  }

  private static InputException exists(Path output, String got, String remedy) {
    return new InputException("output exists", output, "a name not in use", got, remedy);
  }

  /**
   * Fills a directory under a temporary name and then moves it to its own.
   *
   * @throws InputException if the directory exists and may not be replaced, or cannot be written
   */
  static void writeDirectory(Path target, boolean overwrite, IoConsumer<Path> content) {
    Path directory = target.toAbsolutePath().normalize();
    try {
      requireReplaceable(directory, overwrite);
      Path temporary = sibling(directory);
      Files.createDirectory(temporary);
      try {
        content.accept(temporary);
        publish(temporary, directory);
      } catch (Throwable failure) {
        delete(temporary);
        throw failure;
      }
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(target, e);
    }
  }

  // Only what this class has made may be replaced, so that --overwrite cannot empty a home.
  private static void requireReplaceable(Path directory, boolean overwrite) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(directory, "a file of this name", "Choose another name, or remove it first");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      Optional<String> first =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !overwrite || !FILE_NAME.matcher(name).matches())
              .sorted()
              .findFirst();
      if (first.isPresent()) {
        throw exists(
            directory,
            "a directory with " + first.get(),
            overwrite
                ? "--overwrite replaces directories of seed0000000.png files only: choose another"
                : "Choose another name, or give --overwrite");
      }
    }
  }

  private static void publish(Path temporary, Path directory) throws IOException {
    if (!Files.exists(directory)) {
      Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = sibling(directory);
    Files.move(directory, old, StandardCopyOption.ATOMIC_MOVE);
    Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  private static Path sibling(Path directory) {
    String random = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    return directory.resolveSibling(".esgrima-" + random + ".tmp");
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        Files.delete(entry);
      }
    }
    Files.delete(directory);
  }

  /**
   * Refuses a generator of points.
   *
   * @param where whom it is told about
   * @param remedy what to do instead
   */
  static void requireImages(SampleSource generator, Path where, String remedy) {
    if (!generator.makesImages()) {
      throw new InputException(
          "samples are no images",
          where,
          "a generator of images",
          "one of points " + generator.sampleShape(),
          remedy);
    }
  }

  /** Values of images from [-1, 1] as numbers from 0 to 255. */
  static byte[] uint8(float[] values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) ImageGrid.toUint8(values[i]);
    }
    return pixels;
  }

  /** One image without a frame. */
  static BufferedImage picture(byte[] pixels, Shape shape) {
    boolean colour = shape.size(1) == 3;
    int height = Math.toIntExact(shape.size(2));
    int width = Math.toIntExact(shape.size(3));
    int plane = height * width;
    BufferedImage picture =
        new BufferedImage(
            width, height, colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    for (int at = 0; at < plane; at++) {
      for (int c = 0; c < (colour ? 3 : 1); c++) {
        picture.getRaster().setSample(at % width, at / width, c, pixels[c * plane + at] & 0xFF);
      }
    }
    return picture;
  }
}
