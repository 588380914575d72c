package org.esgrima.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the workers of one {@link GrowthCase} printed, of all rounds.
 *
 * @param steps seconds of each step
 * @param peaks most resident bytes of each process
 * @param programs resident bytes of each process before it had its networks
 * @param threads of each process
 */
record GrowthMeasures(Timings steps, Timings peaks, Timings programs, Timings threads) {
  /** Out of the lines of a file. */
  static GrowthMeasures read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return new GrowthMeasures(
          numbers(lines, "step "),
          numbers(lines, "peak "),
          numbers(lines, "program "),
          numbers(lines, "threads "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Timings numbers(List<String> lines, String key) {
    return new Timings(
        lines.stream()
            .filter(line -> line.startsWith(key))
            .map(line -> Double.valueOf(line.substring(key.length())))
            .toList());
  }

  /** Bytes beyond those of the program in the middle: networks, optimisers, passes. */
  Timings work() {
    double program = programs.median();
    return new Timings(peaks.values().stream().map(peak -> peak - program).toList());
  }
}
