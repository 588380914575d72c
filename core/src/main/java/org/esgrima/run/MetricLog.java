package org.esgrima.run;

import java.nio.file.Path;
import java.util.List;
import org.esgrima.io.JsonLines;

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
   * @throws org.esgrima.InputException if the file cannot be written; no part of the lines is then
   *     left in it
   */
  public static void append(Path file, List<?> records) {
    JsonLines.append(file, records);
  }
}
