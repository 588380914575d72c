package org.esgrima.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;

/**
 * The figures of a metric in a run directory, {@code metric-<name>.jsonl}: one JSON object a line,
 * as {@code org.esgrima.metric.Measurement} says, the newest last. Several programs may add to it
 * at the same time.
 */
public final class MetricLog {
  private MetricLog() {}

  /**
   * Adds lines, all or none.
   *
   * @param file see {@link RunDirectory#metricFile}; made if it is missing
   * @param records each becomes a line
   * @throws InputException if the file cannot be written; no part of the lines is then left in it
   */
  public static void append(Path file, List<?> records) {
    String lines = records.stream().map(r -> Json.json(r) + "\n").collect(Collectors.joining());
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines);
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
}
