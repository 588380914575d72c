package org.esgrima.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;

/**
 * A file of points in the plane, UTF-8:
 *
 * <pre>
 * x,y                         CSV: a point a line, with comma, semicolon, tab or spaces between;
 * 0.5,-0.25                   a first line of words, empty lines and those that begin with # do
 * -1,1                        not count
 *
 * [[0.5,-0.25],[-1,1]]        JSON: pairs, or objects {"x":0.5,"y":-0.25}, in an array, which may
 *                             be the value "points" of an object
 * </pre>
 */
final class PointFile {
  private static final long LARGEST_BYTES = 64L << 20;
  private static final int MOST = 1_000_000;
  private static final String EXPECTED = "points as CSV (x,y) or JSON ([[x,y],…])";

  private PointFile() {}

  /**
   * Reads all points.
   *
   * @return x, y, x, y …
   * @throws InputException if the file cannot be read, a line or entry is no point of two finite
   *     numbers, or there is none or more than a million of them
   */
  static float[] read(Path file) {
    String text = text(file).strip();
    float[] points =
        text.startsWith("[") || text.startsWith("{") ? ofJson(text, file) : ofCsv(text, file);
    if (points.length == 0) {
      throw damaged(file, "at least one point", "none");
    }
    if (points.length / 2 > MOST) {
      throw damaged(file, "at most " + MOST + " points", points.length / 2);
    }
    return points;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw damaged(file, "at most 64 MiB", Files.size(file) + " bytes");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw UnreadableFile.of(file, EXPECTED, e);
    }
  }

  private static float[] ofCsv(String text, Path file) {
    List<String> lines = text.lines().map(String::strip).toList();
    Points points = new Points(lines.size());
    boolean first = true;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      boolean heading = first && line.matches("[\\p{L}\"'_].*");
      first = false;
      if (!heading) {
        String[] parts = line.split("\\s*[,;\\s]\\s*", -1);
        String where = file + ": line " + (i + 1);
        if (parts.length != 2) {
          throw damaged(where, "two numbers", line);
        }
        points.add(number(parts[0], where), number(parts[1], where), where);
      }
    }
    return points.all();
  }

  private static double number(String text, String where) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw damaged(where, "a number", text);
    }
  }

  private static float[] ofJson(String text, Path file) {
    JsonNode tree = Json.parseJson(text, file);
    JsonNode list = tree.isObject() ? tree.path("points") : tree;
    if (!list.isArray()) {
      throw damaged(file, "an array of points", "an object without one in \"points\"");
    }
    Points points = new Points(list.size());
    int number = 1;
    for (JsonNode point : list) {
      String where = file + ": point " + number++;
      JsonNode x = point.isArray() ? point.path(0) : point.path("x");
      JsonNode y = point.isArray() ? point.path(1) : point.path("y");
      boolean pair = !point.isArray() || point.size() == 2;
      if (!pair || !x.isNumber() || !y.isNumber()) {
        throw damaged(where, "[x,y] or {\"x\":…,\"y\":…} of numbers", point);
      }
      points.add(x.doubleValue(), y.doubleValue(), where);
    }
    return points.all();
  }

  private static InputException damaged(Object where, String expected, Object got) {
    return new InputException("unusable file of points", where, expected, got, "Correct it there");
  }

  /** Coordinates as they are found. */
  private static final class Points {
    private final float[] coordinates;
    private int count;

    Points(int most) {
      coordinates = new float[Math.multiplyExact(2, most)];
    }

    void add(double x, double y, String where) {
      for (double value : new double[] {x, y}) {
        if (!Float.isFinite((float) value)) {
          throw damaged(where, "finite numbers", value);
        }
        coordinates[count++] = (float) value;
      }
    }

    float[] all() {
      return Arrays.copyOf(coordinates, count);
    }
  }
}
