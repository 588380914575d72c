package org.esgrima.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.esgrima.InputException;

/**
 * Files of one JSON object a line, UTF-8, each line ended by a line feed, that several programs may
 * add to and read at the same time.
 */
public final class JsonLines {
  private JsonLines() {}

  /**
   * Adds lines, all or none.
   *
   * @param file made if it is missing
   * @param records each becomes a line
   * @throws InputException if the file cannot be written; no part of the lines is then left in it
   */
  public static void append(Path file, List<?> records) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text(records));
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      long before = channel.size();
      try {
        for (long at = before; bytes.hasRemaining(); ) {
          at += channel.write(bytes, at);
        }
      } catch (IOException e) {
        channel.truncate(before);
        throw e;
      }
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
  }

  /**
   * Writes a file whole, in place of what it held.
   *
   * @throws InputException if it cannot be written
   */
  public static void write(Path file, List<?> records) {
    byte[] bytes = text(records).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  private static String text(List<?> records) {
    return records.stream().map(r -> Json.json(r) + "\n").collect(Collectors.joining());
  }

  /**
   * Reads all lines that are whole; one without its end is still being written.
   *
   * @param file an absent one has no lines
   * @param expected what it should be, for messages: {@code "events of a run"}
   * @throws InputException if it cannot be read or a line does not fit
   */
  public static <T> List<T> read(Path file, Class<T> type, String expected) {
    List<T> records = new ArrayList<>();
    String text = text(file, expected);
    int number = 1;
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      String where = file + ": line " + number++;
      JsonNode tree = Json.parseJson(line, where);
      records.add(Json.bind(tree, type, where));
    }
    return records;
  }

  private static String text(Path file, String expected) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw UnreadableFile.of(file, expected, e);
    }
  }
}
