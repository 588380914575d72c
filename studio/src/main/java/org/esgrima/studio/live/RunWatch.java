package org.esgrima.studio.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.esgrima.InputException;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.GameViews;
import org.esgrima.studio.http.EventStream;
import org.esgrima.studio.runs.History;
import org.esgrima.studio.runs.Runs;
import org.esgrima.studio.runs.Sheets;

/** One run that somebody watches. Used by one thread only. */
final class RunWatch {
  /** Of the history at once: more than a screen has pixels, however long the run is. */
  private static final int MOST_ROWS = 4_000;

  /** Of the sheets, which a new one brings all of again. */
  private static final int MOST_SHEETS = 400;

  private final String name;
  private final Runs runs;
  private final Overview overview;
  private final List<EventStream> streams = new ArrayList<>();
  private final Map<String, JsonNode> before = new HashMap<>();
  private int generation;
  private long lastStep = -1;

  RunWatch(String name, Runs runs, Overview overview) {
    this.name = name;
    this.runs = runs;
    this.overview = overview;
  }

  boolean isEmpty() {
    return streams.isEmpty();
  }

  void beat() {
    streams.forEach(EventStream::beat);
  }

  /** Adds a visitor, who gets everything there is. */
  void add(EventStream stream, long since) {
    check(); // so that what comes next goes on from what the newcomer gets now
    streams.add(stream);
    if (!runs.folder().has(name)) {
      gone();
      return;
    }
    before.forEach(stream::send);
    try {
      stream.send("stats", runs.history(runs.open(name)).json(since, Set.of(), MOST_ROWS));
    } catch (InputException | NoSuchElementException e) {
      stream.send("problem", message(e));
    }
  }

  /** Looks for changes and tells everybody. */
  void look() {
    streams.removeIf(EventStream::isClosed);
    if (streams.isEmpty()) {
      return;
    }
    if (runs.folder().has(name)) {
      check();
    } else {
      gone();
    }
  }

  private void gone() {
    streams.forEach(stream -> stream.send("gone", JsonNodeFactory.instance.objectNode()));
    streams.forEach(EventStream::close);
    streams.clear();
  }

  private void check() {
    try {
      RunDirectory run = runs.open(name);
      tellIfNew("state", overview.state(run));
      stats(runs.history(run));
      tellIfNew("event", JsonNodeFactory.instance.objectNode().set("events", runs.events(run)));
      tellIfNew("samples", Sheets.list(run, MOST_SHEETS));
      game(run);
      before.remove("problem");
    } catch (InputException | NoSuchElementException e) {
      tellIfNew("problem", message(e));
    } catch (RuntimeException e) {
      // A file that fits its format and makes no sense: whoever watches this run is to know.
      tellIfNew("problem", message(new IllegalStateException("cannot be read: " + e)));
    }
  }

  private static ObjectNode message(RuntimeException e) {
    return JsonNodeFactory.instance.objectNode().put("message", e.getMessage());
  }

  private void tellIfNew(String event, JsonNode data) {
    if (!data.equals(before.put(event, data))) {
      streams.forEach(stream -> stream.send(event, data));
    }
  }

  private void stats(History history) {
    boolean anew = history.generation() != generation;
    if (anew || history.lastStep() != lastStep) {
      JsonNode rows = history.json(anew ? -1 : lastStep, Set.of(), MOST_ROWS);
      generation = history.generation();
      lastStep = history.lastStep();
      streams.forEach(stream -> stream.send("stats", rows));
    }
  }

  private void game(RunDirectory run) {
    Path now = run.gameDirectory().resolve(GameViews.NOW);
    try {
      if (Files.exists(now)) {
        long version = Files.getLastModifiedTime(now).toMillis();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("url", "/api/runs/%s/game/now?v=%d".formatted(name, version));
        tellIfNew("game", data);
      }
    } catch (IOException e) {
      return; // replaced at this moment; the next look sees it
    }
  }
}
