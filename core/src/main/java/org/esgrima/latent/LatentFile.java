package org.esgrima.latent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.io.ElementType;
import org.esgrima.io.Safetensors;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;

/**
 * A point that no seed names, in a file of its own: safetensors with one tensor {@code latent},
 * F64, [Z] in z or [L,W] in w, and this metadata:
 *
 * <pre>
 * format   esgrima-latent
 * space    z or w
 * class    name of the class of its picture, of generators that were told classes
 * …        what the writer says about it, such as source and residual
 * </pre>
 */
public final class LatentFile {
  private static final String TENSOR = "latent";
  private static final String FORMAT = "format";
  private static final String KIND = "esgrima-latent";
  private static final String SPACE = "space";
  private static final String CLASS = "class";

  private LatentFile() {}

  /**
   * Writes a point, atomically.
   *
   * @param file replaced if it exists
   * @param map where the point lies
   * @param notes further metadata
   * @throws InputException if the file cannot be written
   */
  public static void write(Path file, LatentMap map, double[] point, Map<String, String> notes) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, KIND);
    metadata.put(SPACE, word(map.space()));
    if (map.classOf() != Conditions.ANY) {
      metadata.put(CLASS, map.generator().classes().get(map.classOf()));
    }
    metadata.putAll(notes);
    ByteBuffer bytes =
        ByteBuffer.allocate(Double.BYTES * point.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(point);
    Safetensors.write(
        file,
        metadata,
        List.of(Safetensors.Source.of(TENSOR, ElementType.F64, shape(map, map.space()), bytes)));
  }

  private static Shape shape(LatentMap map, LatentSpace space) {
    return space == LatentSpace.Z
        ? Shape.of(map.generator().architecture().latent())
        : map.generator().styleShape();
  }

  /**
   * Reads a point. One of z becomes one of w where that is asked for.
   *
   * @param map where it shall lie
   * @throws InputException if the file holds no point of this generator's sizes, one of w where z
   *     is asked for, or one that belongs to another class
   */
  public static double[] read(Path file, LatentMap map) {
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      Map<String, String> metadata = stored.metadata();
      LatentSpace space =
          metadata.getOrDefault(SPACE, "").equals("w") ? LatentSpace.W : LatentSpace.Z;
      if (!KIND.equals(metadata.get(FORMAT)) || !stored.contains(TENSOR)) {
        throw refused(
            "no point of a latent space",
            file,
            "a file that esgrima latent project has written",
            "another one",
            "Name seeds, or such a file");
      }
      if (space == LatentSpace.W && map.space() == LatentSpace.Z) {
        throw refused("a point of another space", file, "one in z", "one in w", "Use --space w");
      }
      Shape expected = shape(map, space);
      if (!stored.entry(TENSOR).shape().equals(expected)) {
        throw refused(
            "a point of another generator",
            file,
            "numbers " + expected,
            stored.entry(TENSOR).shape(),
            "Use it with the generator that it was found for");
      }
      requireClass(file, map, space, metadata.getOrDefault(CLASS, ""));
      double[] point = stored.doubles(TENSOR);
      return space == map.space() ? point : map.styled(point);
    }
  }

  /** In w the class is part of the point. */
  private static void requireClass(Path file, LatentMap map, LatentSpace space, String named) {
    String asked =
        map.classOf() == Conditions.ANY ? "" : map.generator().classes().get(map.classOf());
    if (space == LatentSpace.Z && !named.equals(asked)) {
      throw refused(
          "a point of another class",
          file,
          named.isEmpty() ? "no class" : named,
          asked.isEmpty() ? "no class" : asked,
          named.isEmpty() ? "Leave --class out" : "Give --class " + named);
    }
  }

  private static String word(LatentSpace space) {
    return space.name().toLowerCase(Locale.ROOT);
  }

  private static InputException refused(
      String what, Path file, Object expected, Object got, String remedy) {
    return new InputException(what, file, expected, got, remedy);
  }
}
