package org.esgrima.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;

/**
 * The history of a run, {@code stats.jsonl}: one line per tick, each a flat JSON object of numbers
 * and texts in UTF-8, ended by a line feed. Every line has {@code step}, the number of finished
 * steps, which grows from line to line.
 *
 * <pre>
 * {"step":200,"images":12800,"loss/g/adversarial":0.71,"loss/d/adversarial":1.3,"value":-1.31}
 * </pre>
 *
 * <p>JSON has no words for numbers that are not finite; they are written as the texts {@code
 * "NaN"}, {@code "Infinity"} and {@code "-Infinity"} and read back as numbers, since a null would
 * hide which of them it was. A line reaches the operating system as a whole when {@link #append}
 * returns, so programs can read along; a crash of the machine may cut the last line, which {@link
 * #read} reports and {@link #resume} removes.
 */
public final class StatsLog implements AutoCloseable {
  /** The key that every line has: number of finished steps. */
  public static final String STEP = "step";

  private final Path path;
  private final FileChannel channel;

  private StatsLog(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * What a file holds.
   *
   * @param lines numbers ({@link Long} or {@link Double}) and texts by key, in order
   * @param cutLine the last line if it is incomplete, which then is not in {@code lines}
   */
  public record Content(List<Map<String, Object>> lines, Optional<String> cutLine) {
    /**
     * One value of every line, {@code NaN} where a line has no number of that key.
     *
     * @return as many numbers as lines
     */
    public double[] column(String key) {
      return lines.stream().mapToDouble(line -> number(line, key)).toArray();
    }
  }

  /** A number of one line; NaN where it has none of that name. */
  public static double number(Map<String, Object> line, String key) {
    return line.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /**
   * Begins a history.
   *
   * @throws InputException if the file exists or cannot be written
   */
  public static StatsLog create(Path path) {
    AtomicFile.requireAbsent(path);
    return new StatsLog(path, openForAppending(path));
  }

  /**
   * Continues a history after {@code step}: later lines, and a last line that was cut, are removed
   * (atomically), so that the resumed run writes them anew and no step appears twice.
   *
   * @throws InputException if the file is missing, damaged or cannot be written
   */
  public static StatsLog resume(Path path, long step) {
    List<String> kept = new ArrayList<>();
    for (Map<String, Object> line : read(path).lines()) {
      if (((Number) line.get(STEP)).longValue() <= step) {
        kept.add(Json.json(line) + "\n");
      }
    }
    byte[] text = String.join("", kept).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(path, out -> out.write(text));
    return new StatsLog(path, openForAppending(path));
  }

  private static FileChannel openForAppending(Path path) {
    try {
      return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(path, e);
    }
  }

  /**
   * Adds one line.
   *
   * @param values numbers and texts by key, in the order in which they are to appear; {@link #STEP}
   *     must be among them
   * @throws InputException if the file cannot be written; no part of the line is then left in it
   */
  public void append(Map<String, ?> values) {
    if (!(values.get(STEP) instanceof Number)) {
      throw new IllegalArgumentException("a line of statistics needs a step, got " + values);
    }
    values.forEach(
        (key, value) -> {
          if (!(value instanceof Number) && !(value instanceof String)) {
            throw new IllegalArgumentException(
                "statistics are numbers and texts, got " + key + " = " + value);
          }
        });
    ByteBuffer line = StandardCharsets.UTF_8.encode(Json.json(values) + "\n");
    try {
      long before = channel.size();
      try {
        for (long at = before; line.hasRemaining(); ) {
          at += channel.write(line, at);
        }
      } catch (IOException e) {
        channel.truncate(before);
        throw e;
      }
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }

  /**
   * Reads a history, also one that is still being written.
   *
   * @throws InputException if the file is missing, or if any line but the last is damaged
   */
  public static Content read(Path path) {
    String text;
    try {
      text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw UnreadableFile.of(path, "a history of a run", e);
    }
    List<Map<String, Object>> lines = new ArrayList<>();
    int number = 1;
    int start = 0;
    for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1, number++) {
      lines.add(line(text.substring(start, end), path + ": line " + number));
    }
    String rest = text.substring(start);
    return new Content(lines, rest.isEmpty() ? Optional.empty() : Optional.of(rest));
  }

  private static Map<String, Object> line(String text, String where) {
    JsonNode tree = Json.parseJson(text, where);
    if (!tree.path(STEP).isIntegralNumber()) {
      throw damaged(where, "an object with a whole number of steps", text);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      values.put(field.getKey(), value(field.getValue(), where, text));
    }
    return values;
  }

  private static Object value(JsonNode node, String where, String text) {
    if (node.isIntegralNumber()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (!node.isTextual()) {
      throw damaged(where, "numbers and texts only", text);
    }
    return switch (node.textValue()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> node.textValue();
    };
  }

  private static InputException damaged(String where, String expected, String got) {
    return new InputException(
        "damaged history",
        where,
        expected,
        got,
        "Remove the line, or restore the file from a copy");
  }
}
