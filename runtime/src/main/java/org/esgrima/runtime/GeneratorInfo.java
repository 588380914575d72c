package org.esgrima.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esgrima.InputException;

/**
 * What a file says about the generator in it: its metadata, read.
 *
 * @param latentSize Z, numbers of a latent z
 * @param latents the distribution of z
 * @param drawnInDoubles whether the latents of seeds are drawn in float64, as the training did
 * @param sampleShape {@code [C,H,W]} for images, {@code [2]} for points
 * @param classes names of the classes that can be asked for, in the order of their numbers; may be
 *     empty
 * @param frequencies of the classes, relative to each other: how often seeds give each where none
 *     is asked for; empty = alike
 * @param codes continuous numbers in [-1, 1] that a condition has after its classes
 * @param styles {@code [L,W]}, layers and numbers of a style, where there are styles between
 *     latents and images
 * @param truncation whether ψ of the styles can be chosen
 * @param metadata everything that the file says, by key
 */
public record GeneratorInfo(
    int latentSize,
    Latents latents,
    boolean drawnInDoubles,
    List<Integer> sampleShape,
    List<String> classes,
    List<Long> frequencies,
    int codes,
    Optional<List<Integer>> styles,
    boolean truncation,
    Map<String, String> metadata) {
  /** Version of the keys that this Esgrima writes and the newest that it reads. */
  public static final int FORMAT = 1;

  /** The {@code sample-range} of images that leave as uint8. */
  public static final String PIXELS = "0 255";

  /** A distribution of mean 0 and variance 1. */
  public enum Latents {
    /** The standard normal distribution. */
    NORMAL,
    /** Uniform on [−√3, √3). */
    UNIFORM
  }

  /** Copies the collections. */
  public GeneratorInfo {
    sampleShape = List.copyOf(sampleShape);
    classes = List.copyOf(classes);
    frequencies = List.copyOf(frequencies);
    styles = styles.map(List::copyOf);
    metadata = Map.copyOf(metadata);
  }

  /**
   * Reads metadata.
   *
   * @throws InputException if it is not that of a generator that Esgrima exported, or of a newer
   *     format
   */
  static GeneratorInfo of(Map<String, String> metadata, Path file) {
    String format = metadata.getOrDefault("esgrima-format", "");
    if (!format.equals(String.valueOf(FORMAT))) {
      throw new InputException(
          format.isEmpty() ? "not a generator of Esgrima" : "a newer format",
          file,
          "an ONNX file that esgrima export wrote, of format " + FORMAT,
          format.isEmpty() ? "an ONNX file without its metadata" : "format " + format,
          format.isEmpty() ? "Export the run with esgrima export" : "Use a newer Esgrima");
    }
    boolean noisy = metadata.getOrDefault("noise", "").equals("input");
    if (noisy || metadata.getOrDefault("sample-range", "").equals(PIXELS)) {
      throw new InputException(
          "a generator for other programs",
          file,
          "an ONNX file of usual inputs and outputs",
          noisy ? "noise as an input" : "images as pixels",
          "Export the run again without " + (noisy ? "--noise" : "--pixels"));
    }
    Reader reader = new Reader(metadata, file);
    return new GeneratorInfo(
        reader.sizes("latent-size").get(0),
        Latents.valueOf(reader.text("latent-distribution").toUpperCase(Locale.ROOT)),
        reader.text("latent-type").equals("float64"),
        reader.sizes("sample-shape"),
        metadata.containsKey("classes") ? List.of(reader.text("classes").split("\n")) : List.of(),
        reader.frequencies(),
        metadata.containsKey("condition-codes") ? reader.sizes("condition-codes").get(0) : 0,
        metadata.containsKey("style-shape")
            ? Optional.of(reader.sizes("style-shape"))
            : Optional.empty(),
        reader.metadata.getOrDefault("truncation", "").equals("input"),
        metadata);
  }

  private record Reader(Map<String, String> metadata, Path file) {
    String text(String key) {
      String value = metadata.get(key);
      if (value == null) {
        throw unusable(key, "a value", "none");
      }
      return value;
    }

    List<Integer> sizes(String key) {
      String text = text(key);
      // One by one: a pattern of them all takes stack for each, and there may be thousands.
      List<String> numbers = List.of(text.split(" ", -1));
      if (!numbers.stream().allMatch(number -> number.matches("\\d{1,9}"))) {
        throw unusable(key, "numbers with spaces between", text);
      }
      return numbers.stream().map(Integer::valueOf).toList();
    }

    List<Long> frequencies() {
      String key = "class-frequencies";
      if (!metadata.containsKey(key)) {
        return List.of();
      }
      List<Integer> read = sizes(key);
      int classes = text("classes").split("\n").length;
      if (read.size() != classes || read.stream().allMatch(n -> n == 0)) {
        throw unusable(key, classes + " numbers, one of them above 0", text(key));
      }
      return read.stream().map(Integer::longValue).toList();
    }

    InputException unusable(String key, String expected, String got) {
      return new InputException(
          "damaged metadata", file + ": " + key, expected, got, "Export the run again");
    }
  }

  /** K, numbers of a condition; 0 = none is told. */
  public int conditionSize() {
    return classes.size() + codes;
  }

  /** Whether samples are images. */
  public boolean makesImages() {
    return sampleShape.size() == 3;
  }

  /** Numbers of one sample. */
  public int sampleSize() {
    return sampleShape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /** Numbers of the styles of one sample, L · W; 0 without styles. */
  public int styleSize() {
    return styles.map(shape -> shape.get(0) * shape.get(1)).orElse(0);
  }
}
