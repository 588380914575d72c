package org.esgrima.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.run.control.Intervention;
import org.esgrima.run.control.InterventionLog;

/**
 * All that a run directory holds for a page, read at one moment; the run may go on meanwhile.
 *
 * @param run the directory
 * @param config its settings
 * @param provenance its circumstances
 * @param history its ticks; empty before the first
 * @param measurements lines of all {@code metric-….jsonl}, oldest first within each
 * @param events what was noticed
 * @param interventions what people changed
 * @param sheets synthetic samples by step, ascending
 * @param best which checkpoint is the best; empty if none was named
 * @param tournament what {@code esgrima tournament} found; empty if there was none
 */
record RunFacts(
    RunDirectory run,
    JsonNode config,
    JsonNode provenance,
    StatsLog.Content history,
    List<JsonNode> measurements,
    List<GameEvent> events,
    List<Intervention> interventions,
    List<Sheet> sheets,
    Optional<CheckpointKeeper.Best> best,
    Optional<JsonNode> tournament) {
  /** A sheet of synthetic samples. */
  record Sheet(long step, Path file) {}

  /**
   * Reads a run.
   *
   * @throws org.esgrima.InputException if a file is damaged
   */
  static RunFacts of(RunDirectory run) {
    return new RunFacts(
        run,
        run.readConfig(),
        Json.tree(run.readProvenance()),
        Files.exists(run.statsFile())
            ? StatsLog.read(run.statsFile())
            : new StatsLog.Content(List.of(), Optional.empty()),
        measurements(run),
        EventLog.read(run.eventsFile()),
        InterventionLog.read(run.interventionsFile()),
        sheets(run),
        new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT).best(),
        Files.exists(run.tournamentFile())
            ? Optional.of(Json.parseJson(text(run.tournamentFile()), run.tournamentFile()))
            : Optional.empty());
  }

  private static List<JsonNode> measurements(RunDirectory run) {
    List<JsonNode> found = new ArrayList<>();
    for (Path file : named(run.path(), "metric-", ".jsonl")) {
      // A last line without its end is still being written.
      String text = text(file);
      text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .forEach(line -> found.add(Json.parseJson(line, file)));
    }
    return found;
  }

  static List<Sheet> sheets(RunDirectory run) {
    return named(run.samplesDirectory(), "fakes-", ".png").stream()
        .filter(file -> file.getFileName().toString().matches("fakes-\\d{6,18}\\.png"))
        .map(
            file -> {
              String digits = file.getFileName().toString().replaceAll("\\D", "");
              return new Sheet(Long.parseLong(digits), file);
            })
        .sorted((a, b) -> Long.compare(a.step(), b.step()))
        .toList();
  }

  private static List<Path> named(Path directory, String start, String end) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(
              file -> {
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                return name.startsWith(start) && name.endsWith(end);
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(directory, "a directory of a run", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a text file in UTF-8", e);
    }
  }

  /** A number of the last tick that has it; NaN if there is none. */
  double last(String key) {
    double[] column = history.column(key);
    for (int i = column.length - 1; i >= 0; i--) {
      if (!Double.isNaN(column[i])) {
        return column[i];
      }
    }
    return Double.NaN;
  }

  /** A number of the settings. */
  double limit(String key) {
    return config.path(key).asDouble();
  }

  /** The verdicts that hold at the end, the latest last. */
  List<GameEvent> standing() {
    List<GameEvent> standing = new ArrayList<>();
    for (GameEvent event : events) {
      standing.removeIf(earlier -> earlier.verdict().equals(event.verdict()));
      if (event.kind() == GameEvent.Kind.BEGINS || event.kind() == GameEvent.Kind.STOPPED) {
        standing.add(event);
      }
    }
    return standing;
  }
}
