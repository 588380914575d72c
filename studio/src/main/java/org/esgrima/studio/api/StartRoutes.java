package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.io.Json;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Reply;
import org.esgrima.studio.http.Route;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.runs.Drawings;
import org.esgrima.studio.runs.Kinds;
import org.esgrima.studio.runs.RunsFolder;
import org.esgrima.train.Presets;

/** Addresses that lead to a new run: presets, settings, data, checks, the start. */
public final class StartRoutes {
  private final RunsFolder folder;
  private final Jobs jobs;
  private final Starter starter;
  private final Drawings drawings;

  /** Starts runs in a folder. */
  public StartRoutes(RunsFolder folder, Jobs jobs, Starter starter) {
    this.folder = folder;
    this.jobs = jobs;
    this.starter = starter;
    this.drawings = new Drawings(folder.root());
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    routes.get("/api/presets", call -> presets());
    routes.get("/api/presets/{preset}", this::preset);
    routes.get("/api/settings", call -> SettingsAnswer.get());
    routes.get("/api/data", call -> Answer.json(drawings.sets()));
    routes.post("/api/points", this::draw);
    routes.get(
        "/api/points/{drawing}",
        call ->
            Answer.jsonText(
                drawings
                    .read(call.path("drawing"))
                    .orElseThrow(() -> HttpError.missing("no such drawing"))));
    routes.post("/api/check", this::check);
    routes.post("/api/estimate", this::estimate);
    routes.add(new Route("POST", "/api/runs", this::start));
  }

  private static Answer presets() {
    ObjectNode tree = Tell.object();
    ArrayNode all = tree.putArray("presets");
    Presets.names().forEach(name -> all.add(summary(name, Presets.tree(name))));
    return Answer.json(tree).with("Cache-Control", Answer.ASK_AGAIN);
  }

  private static ObjectNode summary(String name, JsonNode config) {
    String data = config.path("data").asText();
    return Tell.object()
        .put("name", name)
        .put("text", Presets.describe(name))
        .put("data", data)
        .put("architecture", config.path("architecture").path("type").asText())
        .put("kind", Kinds.of(data));
  }

  private Answer preset(Call call) {
    String name = call.path("preset");
    if (!Presets.names().contains(name)) {
      throw HttpError.missing("no such preset; the list of presets has those that there are");
    }
    ObjectNode config = (ObjectNode) Json.tree(Presets.config(name));
    ObjectNode tree = summary(name, config);
    tree.set("config", config);
    ObjectNode values = tree.putObject("values");
    config
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              boolean inside = value.isObject() && value.has("type");
              values.set(field.getKey(), inside ? value.get("type") : value);
              if (inside) {
                value.properties().stream()
                    .filter(part -> !part.getKey().equals("type"))
                    .forEach(
                        part -> values.set(field.getKey() + "." + part.getKey(), part.getValue()));
              }
            });
    return Answer.json(tree).with("Cache-Control", Answer.ASK_AGAIN);
  }

  private Answer draw(Call call) throws IOException {
    return Answer.json(201, drawings.keep(call.json()));
  }

  private Answer check(Call call) throws IOException {
    Wish wish = Wish.of(call.json());
    ObjectNode tree = Tell.object();
    tree.set("config", Json.tree(wish.config()));
    tree.put("command", jobs.launcher().shown(wish.train()));
    return Answer.json(tree);
  }

  private Answer estimate(Call call) throws IOException {
    Wish wish = Wish.of(call.json());
    wish.config(); // what is wrong with the settings alone is said at once
    List<String> arguments = new ArrayList<>(wish.train());
    arguments.add("--dry-run");
    try {
      Job job =
          jobs.start(
              jobs.prepare(Job.Kind.ESTIMATE),
              null,
              arguments,
              ended -> Tell.object().put("text", ended.output()));
      return Answer.json(202, job.json());
    } catch (Jobs.Full e) {
      throw Tell.full(e);
    }
  }

  private Reply start(Call call) throws IOException {
    Wish wish = Wish.of(call.json());
    List<String> arguments = new ArrayList<>(wish.train());
    arguments.addAll(List.of("--runs", folder.root().toString(), "--quiet"));
    if (wish.paused()) {
      arguments.add("--paused");
    }
    return starter.start(Job.Kind.TRAIN, null, arguments);
  }
}
