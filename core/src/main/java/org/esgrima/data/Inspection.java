package org.esgrima.data;

import java.nio.file.Path;
import java.util.List;

/**
 * What there is to know about a data set before training: damaged files, sizes, kinds, copies and
 * the balance of the classes. {@link InspectionReport} puts it in words.
 *
 * <p>Lists of files are complete and in the order of the set; a sample of a set without files is
 * called {@code sample 17}, counted from 0.
 *
 * @param name the folder, archive or data set
 * @param size number of samples, or {@link Dataset#UNLIMITED}
 * @param inspected number of samples looked at, damaged ones included
 * @param ignoredFiles number of files that are not meant to be images
 * @param badFiles files that cannot be used, with the reason
 * @param sizes number of readable images of each size {@code WIDTHxHEIGHT}, most frequent first
 * @param oddSizes images whose size is not the most frequent one, with their size
 * @param kinds number of images that are gray, colour, with transparency, with 16 bits
 * @param formats number of files of each format; empty for a set without files
 * @param identical groups of images with the same pixels
 * @param similar groups of images that look the same without being identical, see {@link
 *     #similar()}
 * @param classes for each class column, the number of samples of each class
 * @param problems what else prevents training, one sentence each
 */
public record Inspection(
    String name,
    long size,
    long inspected,
    int ignoredFiles,
    List<Finding> badFiles,
    List<Count> sizes,
    List<Finding> oddSizes,
    List<Count> kinds,
    List<Count> formats,
    List<List<String>> identical,
    List<List<String>> similar,
    List<Balance> classes,
    List<String> problems) {
  /** How many samples of an unlimited set are looked at. */
  public static final int UNLIMITED_SAMPLES = 10_000;

  /** A file and what was found. */
  public record Finding(String file, String detail) {}

  /** How often something occurs. */
  public record Count(String what, long count) {}

  /** The number of samples of each class of one label column, in the order of the classes. */
  public record Balance(String column, List<Count> classes) {
    /** Copies the list. */
    public Balance {
      classes = List.copyOf(classes);
    }

    /**
     * Classes with fewer than half or more than twice the mean number of samples; a generator
     * learns the rare ones badly.
     */
    public List<Count> uneven() {
      double mean = classes.stream().mapToLong(Count::count).average().orElse(0);
      return classes.stream().filter(c -> c.count() < mean / 2 || c.count() > mean * 2).toList();
    }
  }

  /** Copies the lists. */
  public Inspection {
    badFiles = List.copyOf(badFiles);
    sizes = List.copyOf(sizes);
    oddSizes = List.copyOf(oddSizes);
    kinds = List.copyOf(kinds);
    formats = List.copyOf(formats);
    identical = identical.stream().map(List::copyOf).toList();
    similar = similar.stream().map(List::copyOf).toList();
    classes = List.copyOf(classes);
    problems = List.copyOf(problems);
  }

  /**
   * Looks at every image of a folder or ZIP archive; damaged files are findings, not errors.
   *
   * @throws org.esgrima.InputException if the folder or archive itself cannot be read
   */
  public static Inspection of(Path path) {
    return Inspector.inspect(path);
  }

  /**
   * Looks at every sample of a data set, or at the first {@value #UNLIMITED_SAMPLES} of an
   * unlimited one. Samples that cannot be read are findings.
   */
  public static Inspection of(Dataset dataset) {
    return Inspector.inspect(dataset);
  }

  /**
   * Groups of images that look the same. Two images do if their 64-bit difference hashes differ in
   * at most 3 bits, their 16×16 gray thumbnails correlate with r ≥ 0.995 and their mean colours lie
   * within 16 of 255 levels: a copy that was stored again, resized or a little brightened. Of
   * identical images only the first takes part; of very large sets only the first {@value
   * SimilarImages#LIMIT} images do.
   */
  @Override
  public List<List<String>> similar() {
    return similar;
  }

  /** Whether nothing found prevents training with a fitting {@code --resolution}. */
  public boolean readyToTrain() {
    return inspected > 0 && badFiles.isEmpty() && problems.isEmpty();
  }
}
