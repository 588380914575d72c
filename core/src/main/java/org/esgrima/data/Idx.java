package org.esgrima.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.io.UnreadableFile;

/**
 * Reads gray images and their classes from IDX files, the format of MNIST and its relatives, plain
 * or gzip.
 *
 * <pre>
 * images: 4 bytes 2051 (0, 0, 8 = unsigned bytes, 3 dimensions), count, rows, columns,
 *         then count * rows * columns bytes, row by row, 0 to 255
 * labels: 4 bytes 2049 (0, 0, 8 = unsigned bytes, 1 dimension), count, then count bytes
 * </pre>
 *
 * <p>All integers are 32-bit big endian. Names: {@code train-images-idx3-ubyte} and {@code
 * train-labels-idx1-ubyte} for training, {@code t10k-…} for testing, each with {@code .gz} or
 * without; something may stand in front ({@code emnist-letters-train-images-idx3-ubyte.gz}). The
 * labels file is optional.
 *
 * <p>Format: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", section "File
 * formats".
 */
public final class Idx {
  private static final int IMAGES_MAGIC = 2051;
  private static final int LABELS_MAGIC = 2049;
  private static final Pattern IMAGES_NAME =
      Pattern.compile("(.*-)?(train|t10k|test)-images[-.]idx3-ubyte(\\.gz)?");

  private Idx() {}

  /**
   * Reads a set into memory. Its name is that of the directory. Samples are U8 [1,H,W] in [0,255].
   * With labels there is one column: {@code digit} in a directory named {@code mnist}, {@code
   * class} in all others; classes are named by their numbers.
   *
   * @param path a directory with IDX files, or the images file itself
   * @param split which images file of a directory; of no effect if {@code path} is a file
   * @throws InputException if a file is missing, truncated, of another kind or does not fit the
   *     other, or if there is not enough memory
   */
  public static Dataset open(Path path, Split split) {
    Path images = Files.isDirectory(path) ? imagesIn(path, split) : path;
    Path directory = images.toAbsolutePath().normalize().getParent();
    Path leaf = directory == null ? null : directory.getFileName();
    return open(leaf == null ? "idx" : leaf.toString().toLowerCase(Locale.ROOT), images);
  }

  /** Whether a directory holds IDX images, or a file is named or begins like one. */
  static boolean recognises(Path path) {
    if (Files.isDirectory(path)) {
      return !imageFiles(path).isEmpty();
    }
    if (IMAGES_NAME.matcher(path.getFileName().toString()).matches()) {
      return true;
    }
    try (DataFile file = DataFile.open(path, "data file")) {
      byte[] magic = new byte[4];
      return file.read(magic) == 4 && ByteBuffer.wrap(magic).getInt() == IMAGES_MAGIC;
    }
  }

  /** As {@link #open(Path, Split)} under a given name. */
  static Dataset open(String name, Path images) {
    ByteBlocks pixels = new ByteBlocks(images);
    int[] sizes;
    try (DataFile file = DataFile.open(images, "IDX image file")) {
      requireMagic(file, IMAGES_MAGIC, "images (magic 2051)");
      sizes = readSizes(file, 3);
      file.copyTo(pixels, product(images, sizes));
      file.requireEnd();
    }
    Shape shape = Shape.of(1, sizes[1], sizes[2]);
    Optional<Path> labelsFile = labelsOf(images);
    if (labelsFile.isEmpty()) {
      return new MemoryDataset(images, name, shape, pixels, List.of(), new float[0]);
    }
    float[] labels = readLabels(labelsFile.get(), images, sizes[0]);
    return new MemoryDataset(
        images, name, shape, pixels, List.of(classColumn(name, labels)), labels);
  }

  private static float[] readLabels(Path path, Path images, int count) {
    try (DataFile file = DataFile.open(path, "IDX label file")) {
      requireMagic(file, LABELS_MAGIC, "labels (magic 2049)");
      int[] sizes = readSizes(file, 1);
      if (sizes[0] != count) {
        throw new InputException(
            "image and label counts differ",
            path,
            count + " labels for the images in " + images.getFileName(),
            sizes[0],
            "Put the labels file that belongs to these images beside them, or remove it");
      }
      byte[] bytes = file.bytes(count);
      file.requireEnd();
      float[] labels = new float[count];
      for (int i = 0; i < count; i++) {
        labels[i] = bytes[i] & 0xff;
      }
      return labels;
    }
  }

  private static void requireMagic(DataFile file, int magic, String kind) {
    int got = file.integers(1)[0];
    if (got != magic) {
      String found =
          switch (got) {
            case IMAGES_MAGIC -> "IDX images (magic 2051)";
            case LABELS_MAGIC -> "IDX labels (magic 2049)";
            default -> "magic " + got;
          };
      throw new InputException(
          "wrong magic number", file.path(), "IDX " + kind, found, "Give an IDX file of bytes");
    }
  }

  private static int[] readSizes(DataFile file, int dimensions) {
    int[] sizes = file.integers(dimensions);
    for (int size : sizes) {
      if (size < 0) {
        throw new InputException(
            "impossible size in IDX header",
            file.path(),
            "sizes from 0 to 2147483647",
            Integer.toUnsignedString(size),
            "The file is damaged: fetch it again");
      }
    }
    return sizes;
  }

  private static long product(Path path, int... sizes) {
    try {
      return Math.multiplyExact(Math.multiplyExact((long) sizes[0], sizes[1]), (long) sizes[2]);
    } catch (ArithmeticException overflow) {
      throw new InputException(
          "impossible size in IDX header",
          path,
          "an amount of data that a file can hold",
          sizes[0] + " images of " + sizes[1] + "x" + sizes[2],
          "The file is damaged: fetch it again");
    }
  }

  private static LabelColumn classColumn(String name, float[] labels) {
    boolean digits = name.equals("mnist");
    int classes = digits ? 10 : 1;
    for (float label : labels) {
      classes = Math.max(classes, (int) label + 1);
    }
    return LabelColumn.classes(
        digits ? "digit" : "class",
        IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  private static Path imagesIn(Path directory, Split split) {
    List<Path> files = imageFiles(directory);
    List<Path> matching = new ArrayList<>();
    for (Path file : files) {
      boolean train = file.getFileName().toString().contains("train-images");
      if (train == (split == Split.TRAIN)) {
        matching.add(file);
      }
    }
    // The same file may lie there both plain and compressed.
    matching.removeIf(
        file -> {
          String leaf = file.getFileName().toString();
          return leaf.endsWith(".gz")
              && matching.contains(file.resolveSibling(leaf.substring(0, leaf.length() - 3)));
        });
    if (matching.size() == 1) {
      return matching.get(0);
    }
    String official =
        (split == Split.TRAIN ? "train" : "t10k") + "-images-idx3-ubyte or the same with .gz";
    throw new InputException(
        matching.isEmpty() ? "missing IDX images" : "several IDX image files",
        directory,
        official,
        matching.isEmpty() && files.isEmpty()
            ? "no IDX image file"
            : (matching.isEmpty() ? files : matching).stream().map(Path::getFileName).toList(),
        matching.isEmpty() ? "Put the file there or choose another directory" : "Name one of them");
  }

  private static List<Path> imageFiles(Path directory) {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> IMAGES_NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(directory, "a directory with IDX files", e);
    }
  }

  private static Optional<Path> labelsOf(Path images) {
    String leaf = images.getFileName().toString();
    if (!IMAGES_NAME.matcher(leaf).matches()) {
      return Optional.empty();
    }
    int end = leaf.lastIndexOf("-images");
    String plain =
        leaf.substring(0, end)
            + leaf.substring(end).replace("images", "labels").replace("idx3", "idx1");
    if (plain.endsWith(".gz")) {
      plain = plain.substring(0, plain.length() - 3);
    }
    for (String name : List.of(plain, plain + ".gz")) {
      if (Files.exists(images.resolveSibling(name))) {
        return Optional.of(images.resolveSibling(name));
      }
    }
    return Optional.empty();
  }
}
