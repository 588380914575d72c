package org.esgrima.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.io.UnreadableFile;

/**
 * Reads CIFAR-10 in its binary version: colour images U8 [3,32,32] with one label column {@code
 * class}.
 *
 * <pre>
 * data_batch_1.bin … data_batch_5.bin (training), test_batch.bin, each also with .gz:
 *   records of 3073 bytes: 1 byte class 0 to 9, then 1024 bytes red, 1024 green, 1024 blue,
 *   each 32 rows of 32
 * batches.meta.txt (optional): line k is the name of class k
 * </pre>
 *
 * <p>Format: Krizhevsky, "The CIFAR-10 dataset", section "Binary version"; images from "Learning
 * Multiple Layers of Features from Tiny Images", 2009.
 */
public final class Cifar10 {
  private static final int PIXELS = 3 * 32 * 32;
  private static final int CLASSES = 10;
  private static final List<String> CLASS_NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
  private static final Pattern BATCH_NAME =
      Pattern.compile("(data_batch_([0-9]+)|test_batch)\\.bin(\\.gz)?");

  private Cifar10() {}

  /**
   * Reads a split into memory; for training all {@code data_batch} files there are, by number.
   *
   * @param path the directory with the batches, the directory above {@code cifar-10-batches-bin},
   *     or one batch file
   * @param split which files of a directory; of no effect if {@code path} is a file
   * @throws InputException if a file is missing, truncated or of another kind
   */
  public static Dataset open(Path path, Split split) {
    Path directory = directoryOf(path);
    List<Path> batches = Files.isDirectory(path) ? batches(directory, split) : List.of(path);
    ByteBlocks pixels = new ByteBlocks(path);
    List<float[]> labels = new ArrayList<>();
    for (Path batch : batches) {
      labels.add(readBatch(batch, pixels));
    }
    return new MemoryDataset(
        path,
        "cifar10",
        Shape.of(3, 32, 32),
        pixels,
        List.of(LabelColumn.classes("class", classNames(directory))),
        concatenate(labels));
  }

  /** Whether a directory holds batches, or a file is named like one. */
  static boolean recognises(Path path) {
    if (Files.isDirectory(path)) {
      return !allBatches(directoryOf(path)).isEmpty();
    }
    return BATCH_NAME.matcher(path.getFileName().toString()).matches();
  }

  private static Path directoryOf(Path path) {
    if (!Files.isDirectory(path)) {
      return path.toAbsolutePath().getParent();
    }
    Path inner = path.resolve("cifar-10-batches-bin");
    return Files.isDirectory(inner) ? inner : path;
  }

  private static float[] readBatch(Path path, ByteBlocks pixels) {
    float[] labels = new float[1024];
    int count = 0;
    byte[] entry = new byte[1 + PIXELS];
    try (DataFile file = DataFile.open(path, "CIFAR-10 batch")) {
      for (int read = file.read(entry); read > 0; read = file.read(entry)) {
        if (read < entry.length) {
          throw damaged(
              path,
              "records of " + entry.length + " bytes",
              "only " + read + " bytes in record " + count);
        }
        if (entry[0] < 0 || entry[0] >= CLASSES) {
          throw damaged(
              path, "a class from 0 to 9", "class " + (entry[0] & 0xff) + " in record " + count);
        }
        if (count == labels.length) {
          labels = Arrays.copyOf(labels, 2 * count);
        }
        labels[count++] = entry[0];
        pixels.append(entry, 1, PIXELS);
      }
    }
    if (count == 0) {
      throw damaged(path, "at least one record", "an empty file");
    }
    return Arrays.copyOf(labels, count);
  }

  private static List<String> classNames(Path directory) {
    Path path = directory.resolve("batches.meta.txt");
    if (!Files.exists(path)) {
      return CLASS_NAMES;
    }
    try {
      List<String> names =
          Files.readAllLines(path).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (names.size() != CLASSES) {
        throw new InputException(
            "wrong number of class names",
            path,
            "10 lines, one for each class",
            names.size(),
            "Fetch the file again or remove it");
      }
      return names;
    } catch (IOException e) {
      throw UnreadableFile.of(path, "the names of the classes", e);
    }
  }

  private static List<Path> batches(Path directory, Split split) {
    List<Path> all = allBatches(directory);
    List<Path> batches =
        all.stream().filter(path -> (number(path) == 0) == (split == Split.TEST)).toList();
    if (batches.isEmpty()) {
      throw new InputException(
          "missing CIFAR-10 batches",
          directory,
          split == Split.TEST ? "test_batch.bin or .bin.gz" : "data_batch_1.bin … or .bin.gz",
          all.isEmpty() ? "no batch file" : "only " + all.stream().map(Path::getFileName).toList(),
          "Put the binary version of CIFAR-10 there, or choose the other split");
    }
    return batches;
  }

  private static List<Path> allBatches(Path directory) {
    try (var files = Files.list(directory)) {
      List<Path> found =
          files
              .filter(file -> BATCH_NAME.matcher(file.getFileName().toString()).matches())
              .sorted(
                  (a, b) -> {
                    int byNumber = Integer.compare(number(a), number(b));
                    return byNumber != 0 ? byNumber : a.compareTo(b);
                  })
              .toList();
      // The same batch may lie there both plain and compressed.
      return found.stream()
          .filter(
              file -> {
                String leaf = file.getFileName().toString();
                return !leaf.endsWith(".gz")
                    || !found.contains(file.resolveSibling(leaf.substring(0, leaf.length() - 3)));
              })
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(directory, "a directory with CIFAR-10 batches", e);
    }
  }

  // 0 for the test batch.
  private static int number(Path path) {
    Matcher matcher = BATCH_NAME.matcher(path.getFileName().toString());
    if (!matcher.matches() || matcher.group(2) == null) {
      return 0;
    }
    String digits = matcher.group(2);
    return digits.length() > 6 ? Integer.MAX_VALUE : Math.max(1, Integer.parseInt(digits));
  }

  private static float[] concatenate(List<float[]> parts) {
    float[] whole = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  private static InputException damaged(Path path, String expected, String got) {
    return new InputException(
        "not a CIFAR-10 batch",
        path,
        expected,
        got,
        "The file is cut off, damaged or of another kind: fetch the binary version again");
  }
}
