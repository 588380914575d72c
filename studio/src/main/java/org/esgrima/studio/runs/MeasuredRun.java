package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.RunDirectory;

/** What was measured of a run. */
public final class MeasuredRun {
  private MeasuredRun() {}

  /** Lines of all {@code metric-….jsonl}, oldest first within each metric. */
  public static ObjectNode measurements(RunDirectory run) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ArrayNode all = tree.putArray("measurements");
    for (Path file : files(run)) {
      String text = text(run, file);
      // A last line without its end is still being written.
      text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .forEach(line -> all.add(Json.parseJson(line, file)));
    }
    Finite.clean(tree);
    return tree;
  }

  private static List<Path> files(RunDirectory run) {
    try (Stream<Path> entries = Files.list(run.path())) {
      return entries
          .filter(file -> file.getFileName().toString().matches("metric-[a-z0-9-]+\\.jsonl"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(run.path(), "a run", e);
    }
  }

  /** What the last tournament found; empty if there was none. */
  public static Optional<JsonNode> tournament(RunDirectory run) {
    Path file = run.tournamentFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode tree = Json.parseJson(text(run, file), file);
    Finite.clean(tree);
    return Optional.of(tree);
  }

  private static String text(RunDirectory run, Path file) {
    try {
      return Files.readString(Limit.checked(run.path(), file, Limit.EVENTS));
    } catch (IOException e) {
      throw UnreadableFile.of(file, "figures of a run", e);
    }
  }
}
