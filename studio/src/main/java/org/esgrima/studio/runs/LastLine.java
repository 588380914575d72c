package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;

/** The last whole line of a file of JSON lines, without reading all of it. */
final class LastLine {
  private static final int LONGEST = 64 << 10;

  private LastLine() {}

  /**
   * Reads it.
   *
   * @return missing if there is none
   * @throws org.esgrima.InputException if it is no JSON, or the file cannot be read
   */
  static JsonNode of(Path file) {
    if (!Files.exists(file)) {
      return MissingNode.getInstance();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(in.length(), LONGEST)];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      String text = new String(tail, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('\n');
      int start = end <= 0 ? -1 : text.lastIndexOf('\n', end - 1);
      return end < 0
          ? MissingNode.getInstance()
          : Json.parseJson(text.substring(start + 1, end), file + ": last line");
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a history of a run", e);
    }
  }
}
