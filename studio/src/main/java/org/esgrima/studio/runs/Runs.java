package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.GameViews;
import org.esgrima.run.control.InterventionLog;
import org.esgrima.train.monitor.Remedies;

/** Runs as the HTTP interface shows them. What was read is kept while its files stay the same. */
public final class Runs {
  private static final int MOST_KEPT = 4_096;
  private static final int MOST_HISTORIES = 16;

  private final RunsFolder folder;
  private final Kept<JsonNode> configs = new Kept<>(MOST_KEPT);
  private final Kept<JsonNode> provenances = new Kept<>(MOST_KEPT);
  private final Kept<History> histories = new Kept<>(MOST_HISTORIES);

  /** Runs in a folder. */
  public Runs(RunsFolder folder) {
    this.folder = folder;
  }

  /** Where they are. */
  public RunsFolder folder() {
    return folder;
  }

  /**
   * Opens a run.
   *
   * @throws NoSuchElementException if there is none of this name
   * @throws InputException if it cannot be read
   */
  public RunDirectory open(String name) {
    if (!folder.has(name)) {
      throw new NoSuchElementException(
          "no such run: %s in %s; the list of runs has those that are there"
              .formatted(RunsFolder.isName(name) ? name : "this name", folder.root()));
    }
    return folder.open(name);
  }

  /** {@code config.yaml}; not to be changed. */
  public JsonNode config(RunDirectory run) {
    return configs.get(run.configFile(), file -> run.readConfig());
  }

  private JsonNode provenance(RunDirectory run) {
    return provenances.get(run.provenanceFile(), file -> Json.tree(run.readProvenance()));
  }

  /** The history of a run, read up to now. */
  public History history(RunDirectory run) {
    History history =
        histories.get(run.configFile(), file -> new History(run.path(), run.statsFile()));
    history.refresh();
    return history;
  }

  /** The whole list, as {@code GET /api/runs}; one that is broken says why. */
  public ObjectNode list(Function<String, ObjectNode> summary) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ArrayNode runs = tree.putArray("runs");
    folder.names().forEach(name -> runs.add(summary.apply(name)));
    return tree;
  }

  /** One line of the list, as the schema {@code RunSummary}; never fails. */
  public ObjectNode summary(String name) {
    try {
      return readable(open(name));
    } catch (InputException | NoSuchElementException e) {
      return broken(name, e.getMessage());
    } catch (RuntimeException e) {
      // A file that fits its format and still makes no sense must not hide all other runs.
      return broken(name, "cannot be read: " + e);
    }
  }

  private static ObjectNode broken(String name, String problem) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    String line = problem.replaceAll("\\s*\\R\\s*", " ");
    tree.put("name", name);
    tree.set("state", Standing.broken(line));
    return tree.put("problem", line);
  }

  private ObjectNode readable(RunDirectory run) {
    JsonNode config = config(run);
    JsonNode provenance = provenance(run);
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("name", run.name());
    tree.set("state", Standing.of(run, config).json());
    tree.putNull("problem");
    tree.put("kind", Kinds.of(config.path("data").asText()));
    tree.put("preset", Kinds.preset(provenance.path("command-line")));
    tree.put("data", config.path("data").asText());
    tree.put("architecture", config.path("architecture").path("type").asText());
    tree.put("loss", config.path("loss").path("type").asText());
    tree.put("seed", config.path("seed").asLong());
    tree.put("started", provenance.path("start-time").asText());
    JsonNode last = LastLine.of(Limit.checked(run.path(), run.statsFile(), Limit.HISTORY));
    tree.set("verdicts", History.verdicts(last.path("verdicts").asText("")));
    tree.put("thumbnail", thumbnail(run));
    tree.put(
        "checkpointCount",
        new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT).steps().size());
    tree.put("hasGame", !new GameViews(run.gameDirectory()).steps().isEmpty());
    return tree;
  }

  private static String thumbnail(RunDirectory run) {
    List<Long> steps = Sheets.steps(run);
    return steps.isEmpty()
        ? null
        : "/api/runs/%s/thumbnail?v=%d".formatted(run.name(), steps.get(steps.size() - 1));
  }

  /** How a run stands, as the schema {@code State}. */
  public ObjectNode state(RunDirectory run) {
    return Standing.of(run, config(run)).json();
  }

  /** Whether a trainer is at work on a run. */
  public boolean isAlive(RunDirectory run) {
    return Standing.of(run, config(run)).alive();
  }

  /** Everything about a run, as the schema {@code Run}. */
  public ObjectNode detail(RunDirectory run) {
    ObjectNode tree = readable(run);
    JsonNode config = config(run);
    ObjectNode shown = config.deepCopy();
    Finite.clean(shown);
    tree.set("config", shown);
    tree.set("provenance", provenance(run));
    tree.set("facts", Facts.of(run, config, provenance(run), history(run)));
    tree.set("events", events(run));
    tree.set("interventions", interventions(run));
    tree.set("settable", settable(Standing.of(run, config)));
    checkpoints(run, tree);
    tree.put("tournament", Files.exists(run.tournamentFile()));
    return tree;
  }

  /** What was noticed, with the remedies one by one. */
  public ArrayNode events(RunDirectory run) {
    Path file = Limit.checked(run.path(), run.eventsFile(), Limit.EVENTS);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (GameEvent event : EventLog.read(file)) {
      ObjectNode tree = (ObjectNode) Json.tree(event);
      tree.set("remedies", Json.tree(Remedies.parts(event.remedy())));
      all.add(tree);
    }
    return all;
  }

  private static ArrayNode interventions(RunDirectory run) {
    Path file = Limit.checked(run.path(), run.interventionsFile(), Limit.EVENTS);
    return (ArrayNode) Json.tree(InterventionLog.read(file));
  }

  private static ArrayNode settable(Standing standing) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    standing
        .file()
        .ifPresent(
            state ->
                state
                    .settings()
                    .forEach(
                        (key, value) ->
                            all.addObject().put("key", key).set("value", Json.tree(value))));
    return all;
  }

  private static void checkpoints(RunDirectory run, ObjectNode tree) {
    CheckpointKeeper keeper = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
    Limit.checked(run.path(), run.checkpointsDirectory().resolve("best.json"), Limit.SMALL);
    var best = keeper.best();
    ArrayNode all = tree.putArray("checkpoints");
    keeper.steps().stream()
        .sorted(Comparator.naturalOrder())
        .forEach(
            step ->
                all.addObject()
                    .put("step", step)
                    .put("bytes", keeper.file(step).toFile().length())
                    .put("best", best.map(b -> b.step() == step).orElse(false)));
    tree.set(
        "best",
        best.<JsonNode>map(
                b ->
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("step", b.step())
                        .put("metric", b.metric())
                        .put("value", b.value())
                        .put("lowerIsBetter", b.lowerIsBetter()))
            .orElse(JsonNodeFactory.instance.nullNode()));
  }
}
