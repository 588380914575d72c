package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.data.Datasets;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.UnreadableFile;

/**
 * Points that visitors drew, {@code points/00000.json} beside the runs: {@code {"points": [[x,y],
 * …]}}, which {@code --data points:FILE} reads.
 */
public final class Drawings {
  private static final Pattern NUMBER = Pattern.compile("\\d{5,9}");
  private static final int LEAST_POINTS = 2;

  /** Points of one drawing. */
  public static final int MOST_POINTS = 20_000;

  private static final int MOST_DRAWINGS = 1_000;
  private static final double REACH = 4;

  private final Path directory;

  /** Drawings beside runs. */
  public Drawings(Path runs) {
    this.directory = runs.resolve("points");
  }

  /**
   * Keeps the body of a request.
   *
   * @throws InputException if it has no points, too many, or one that is too far out
   */
  public ObjectNode keep(JsonNode body) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    ArrayNode points = kept.putArray("points");
    for (JsonNode point : body.path("points")) {
      points.addArray().add(coordinate(point, 0)).add(coordinate(point, 1));
      require(points.size() <= MOST_POINTS, "at most " + MOST_POINTS + " points", "more");
    }
    require(points.size() >= LEAST_POINTS, LEAST_POINTS + " points or more", points.size());
    String number = write(kept.toString().getBytes(StandardCharsets.UTF_8));
    return set(number).put("count", points.size());
  }

  private static double coordinate(JsonNode point, int index) {
    JsonNode value = point.path(index);
    boolean usable =
        point.size() == 2 && value.isNumber() && Math.abs(value.doubleValue()) <= REACH;
    require(usable, "pairs of numbers from -" + REACH + " to " + REACH, point);
    return value.doubleValue();
  }

  private static void require(boolean right, String expected, Object got) {
    if (!right) {
      String text = got.toString();
      throw new InputException(
          "unusable points",
          "points",
          expected,
          text.length() > 80 ? text.substring(0, 80) + "…" : text,
          "Draw others");
    }
  }

  private synchronized String write(byte[] text) {
    List<String> numbers = numbers();
    int next = numbers.isEmpty() ? 0 : Integer.parseInt(numbers.get(0)) + 1;
    if (numbers.size() >= MOST_DRAWINGS) {
      throw new InputException(
          "too many drawings",
          directory,
          "at most " + MOST_DRAWINGS,
          numbers.size(),
          "Delete some");
    }
    String number = "%05d".formatted(next);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(directory, e);
    }
    AtomicFile.write(directory.resolve(number + ".json"), out -> out.write(text));
    return number;
  }

  /** The newest first. */
  private List<String> numbers() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString().replaceFirst("\\.json$", ""))
          .filter(name -> NUMBER.matcher(name).matches())
          .sorted(Comparator.comparing((String name) -> Integer.parseInt(name)).reversed())
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(directory, "drawings", e);
    }
  }

  private ObjectNode set(String number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("data", "points:" + directory.resolve(number + ".json"))
        .put("kind", "points")
        .put("download", false)
        .put("url", "/api/points/" + number);
  }

  /** A drawing as it was kept; empty if there is none of this number. */
  public Optional<byte[]> read(String number) {
    Path file = directory.resolve(number + ".json");
    if (!NUMBER.matcher(number).matches() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(Limit.checked(directory, file, Limit.EVENTS)));
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a drawing", e);
    }
  }

  /** All data sets that have a name, and the drawings. */
  public ObjectNode sets() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ArrayNode sets = tree.putArray("sets");
    for (String name : Datasets.names()) {
      sets.addObject()
          .put("data", name)
          .put("kind", Kinds.of(name))
          .put("download", name.endsWith("mnist"))
          .putNull("url");
    }
    numbers().forEach(number -> sets.add(set(number)));
    return tree;
  }
}
