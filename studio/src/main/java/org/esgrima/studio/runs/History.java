package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;

/**
 * The history of one run as columns, read along: a file that has only grown is read from where the
 * last look ended; one that was replaced (after a resume or roll-back) is read anew.
 */
public final class History {
  private static final int LONGEST_READ = 64 << 20;

  private final Path run;
  private final Path file;
  private Object fileKey;
  private long position;
  private int lines;
  private int generation;
  private int rows;
  private double[] steps = new double[64];
  private final Map<String, double[]> columns = new LinkedHashMap<>();
  private final List<String> verdicts = new ArrayList<>();

  History(Path run, Path file) {
    this.run = run;
    this.file = file;
  }

  /**
   * Reads what is new.
   *
   * @return whether anything changed
   * @throws InputException if the file is damaged
   */
  public synchronized boolean refresh() {
    if (!Files.exists(file)) {
      boolean had = rows > 0;
      restart(null);
      return had;
    }
    Limit.checked(run, file, Limit.HISTORY);
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      boolean changed = false;
      if (!Objects.equals(key, fileKey) || in.length() < position) {
        restart(key);
        changed = true;
      }
      while (in.length() > position) {
        byte[] part = new byte[(int) Math.min(in.length() - position, LONGEST_READ)];
        in.seek(position);
        in.readFully(part);
        int whole = lastNewline(part) + 1;
        if (whole == 0) {
          break; // the line is still being written
        }
        changed = true;
        add(new String(part, 0, whole, StandardCharsets.UTF_8));
        position += whole;
      }
      return changed;
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a history of a run", e);
    }
  }

  private static int lastNewline(byte[] bytes) {
    int at = bytes.length - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }

  private void restart(Object key) {
    fileKey = key;
    generation++;
    position = 0;
    lines = 0;
    rows = 0;
    columns.clear();
    verdicts.clear();
  }

  private void add(String text) {
    for (String line : text.lines().toList()) {
      String where = file + ": line " + ++lines;
      JsonNode tree = Json.parseJson(line, where);
      if (!tree.path("step").isIntegralNumber()) {
        throw new InputException(
            "damaged history",
            where,
            "an object with a whole number of steps",
            line.length() > 80 ? line.substring(0, 80) + "…" : line,
            "Remove the line, or restore the file from a copy");
      }
      add(tree);
    }
  }

  private void add(JsonNode line) {
    if (rows == steps.length) {
      steps = Arrays.copyOf(steps, rows * 2);
    }
    steps[rows] = line.path("step").asDouble();
    line.properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber()) {
                column(field.getKey())[rows] = field.getValue().doubleValue();
              }
            });
    verdicts.add(line.path("verdicts").asText(""));
    rows++;
  }

  private double[] column(String name) {
    double[] column = columns.computeIfAbsent(name, n -> filled(new double[steps.length], 0));
    if (column.length < steps.length) {
      int before = column.length;
      column = filled(Arrays.copyOf(column, steps.length), before);
      columns.put(name, column);
    }
    return column;
  }

  private static double[] filled(double[] column, int from) {
    Arrays.fill(column, from, column.length, Double.NaN);
    return column;
  }

  /** The step of the last tick; −1 before the first. */
  public synchronized long lastStep() {
    return rows == 0 ? -1 : (long) steps[rows - 1];
  }

  /** Grows whenever the history has begun anew. */
  public synchronized int generation() {
    return generation;
  }

  /** How many ticks there are. */
  public synchronized int ticks() {
    return rows;
  }

  /** Names of all columns. */
  public synchronized Set<String> names() {
    return Set.copyOf(columns.keySet());
  }

  /**
   * Ticks after a step, as the schema {@code Stats}.
   *
   * @param since only later ticks
   * @param names columns; empty for all
   * @param most at most so many rows, evenly thinned with the last one; 0 for all
   */
  public synchronized ObjectNode json(long since, Set<String> names, int most) {
    int first = 0;
    while (first < rows && steps[first] <= since) {
      first++;
    }
    int[] chosen = thinned(first, rows, most);
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("from", since);
    ObjectNode all = tree.putObject("columns");
    ArrayNode step = all.putArray("step");
    for (int row : chosen) {
      step.add((long) steps[row]);
    }
    columns.forEach(
        (name, values) -> {
          if (!name.equals("step") && (names.isEmpty() || names.contains(name))) {
            ArrayNode column = all.putArray(name);
            for (int row : chosen) {
              double value = row < values.length ? values[row] : Double.NaN;
              if (Double.isFinite(value)) {
                column.add(value);
              } else {
                column.addNull();
              }
            }
          }
        });
    ArrayNode said = tree.putArray("verdicts");
    for (int row : chosen) {
      said.add(verdicts(verdicts.get(row)));
    }
    return tree;
  }

  private static int[] thinned(int first, int end, int most) {
    int count = end - first;
    if (most <= 0 || count <= most) {
      return IntStream.range(first, end).toArray();
    }
    int[] chosen = new int[most];
    for (int i = 0; i < most; i++) {
      chosen[i] = end - 1 - (int) ((long) (most - 1 - i) * (count - 1) / Math.max(1, most - 1));
    }
    return chosen;
  }

  /** The verdicts of a tick, which its line names with commas between. */
  static ArrayNode verdicts(String text) {
    ArrayNode words = JsonNodeFactory.instance.arrayNode();
    Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(w -> !w.isEmpty())
        .forEach(words::add);
    return words;
  }
}
