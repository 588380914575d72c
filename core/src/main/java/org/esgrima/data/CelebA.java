package org.esgrima.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.data.image.FolderSource;
import org.esgrima.data.image.ImageSource;
import org.esgrima.data.image.ZipSource;
import org.esgrima.io.UnreadableFile;

/**
 * CelebA, photographs of faces with 40 attributes (Liu et al. 2015, arXiv 1411.7766), in the layout
 * of its authors: a directory with
 *
 * <ul>
 *   <li>{@code img_align_celeba}, a folder of JPEG files, or {@code img_align_celeba.zip}; also
 *       below {@code Img},
 *   <li>{@code list_attr_celeba.txt}, also below {@code Anno}: a line with the number of images, a
 *       line with the names of the attributes, then for each image its name and 1 or −1 for each,
 *   <li>{@code list_eval_partition.txt}, also below {@code Eval}: for each image 0 (training), 1
 *       (validation) or 2 (test). Without it all images belong to both splits.
 * </ul>
 *
 * <p>Every attribute is a label column with two classes, such as {@code Smiling}: {@code no
 * Smiling} and {@code Smiling}. Rows without an image are ignored, so a part of the images will do.
 */
final class CelebA extends ImageFiles {
  private static final String ATTRIBUTES = "list_attr_celeba.txt";
  private static final String PARTITION = "list_eval_partition.txt";
  private static final String IMAGES = "img_align_celeba";

  private CelebA(ImageSource source, ImageLabels labels, int resolution, int channels) {
    super(source, labels, resolution, channels);
  }

  /** Whether a path is a directory of this layout. */
  static boolean recognises(Path path) {
    return Files.isDirectory(path) && find(path, "Anno", ATTRIBUTES).isPresent();
  }

  /**
   * Opens the images of a split.
   *
   * @throws InputException if images or rows are missing or a file is damaged
   */
  static Dataset open(Path directory, DataOptions options) {
    Path attributes = find(directory, "Anno", ATTRIBUTES).orElseThrow();
    ImageSource source = images(directory);
    try {
      ImageLabels labels = labels(source, attributes);
      Dataset all = new CelebA(source, labels, options.resolution(), options.channels());
      Optional<Path> partition = find(directory, "Eval", PARTITION);
      return partition.isEmpty() ? all : part(all, source, partition.get(), options.split());
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static Optional<Path> find(Path directory, String below, String name) {
    return Stream.of(directory, directory.resolve(below))
        .map(folder -> folder.resolve(name))
        .filter(Files::exists)
        .findFirst();
  }

  private static ImageSource images(Path directory) {
    Optional<Path> folder = find(directory, "Img", IMAGES);
    if (folder.isPresent()) {
      return FolderSource.of(folder.get());
    }
    return find(directory, "Img", IMAGES + ".zip")
        .map(ZipSource::of)
        .orElseThrow(
            () ->
                new InputException(
                    "CelebA without its images",
                    directory,
                    IMAGES + " or " + IMAGES + ".zip beside " + ATTRIBUTES,
                    "neither",
                    "Put the aligned images there"));
  }

  private static ImageLabels labels(ImageSource source, Path file) {
    List<String[]> rows = rows(file);
    if (rows.size() < 2 || rows.get(0).length != 1) {
      throw damaged(file, "the number of images, then the names of attributes", "other lines");
    }
    String[] names = rows.get(1);
    Map<String, String[]> byName = byName(rows.subList(2, rows.size()));
    List<LabelColumn> columns =
        Stream.of(names).map(n -> LabelColumn.classes(n, List.of("no " + n, n))).toList();
    List<float[]> values = new ArrayList<>();
    for (String image : source.images()) {
      values.add(attributes(file, leaf(image), byName.get(leaf(image)), names.length));
    }
    return new ImageLabels(columns, values);
  }

  private static float[] attributes(Path file, String image, String[] row, int count) {
    if (row == null || row.length != count + 1) {
      throw damaged(
          file,
          count + " attributes for " + image,
          row == null ? "no line for it" : row.length - 1 + " of them");
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      if (!row[i + 1].equals("1") && !row[i + 1].equals("-1")) {
        throw damaged(file, "1 or -1 for each attribute of " + image, row[i + 1]);
      }
      values[i] = row[i + 1].equals("1") ? 1 : 0;
    }
    return values;
  }

  /** Splits lie one after the other in the sorted images. */
  private static Dataset part(Dataset all, ImageSource source, Path file, Split split) {
    Map<String, String[]> byName = byName(rows(file));
    String wanted = split == Split.TRAIN ? "0" : "2";
    List<String> images = source.images();
    int[] members =
        IntStream.range(0, images.size())
            .filter(i -> wanted.equals(numberOf(file, byName, leaf(images.get(i)))))
            .toArray();
    if (members.length == 0) {
      throw damaged(file, "images of part " + wanted, "none");
    }
    if (members[members.length - 1] - members[0] + 1 != members.length) {
      throw damaged(file, "the images of part " + wanted + " without gaps", "others between them");
    }
    return Subset.of(all, members[0], members.length);
  }

  private static String numberOf(Path file, Map<String, String[]> byName, String image) {
    String[] row = byName.get(image);
    if (row == null || row.length != 2) {
      throw damaged(file, "a line for " + image + " with its part", "none");
    }
    return row[1];
  }

  private static Map<String, String[]> byName(List<String[]> rows) {
    Map<String, String[]> byName = new HashMap<>();
    rows.forEach(row -> byName.put(row[0], row));
    return byName;
  }

  private static List<String[]> rows(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(line -> line.split("\\s+"))
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a list of CelebA", e);
    }
  }

  private static String leaf(String image) {
    return image.substring(image.lastIndexOf('/') + 1);
  }

  private static InputException damaged(Path file, Object expected, Object got) {
    return new InputException(
        "unusable list of CelebA", file, expected, got, "Fetch the file again");
  }
}
