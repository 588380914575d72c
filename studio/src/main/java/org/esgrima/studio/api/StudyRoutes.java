package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.report.Comparison;
import org.esgrima.run.RunDirectory;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Reply;
import org.esgrima.studio.http.Route;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.live.Overview;
import org.esgrima.studio.runs.MeasuredRun;
import org.esgrima.studio.runs.Runs;
import org.esgrima.train.dirac.GameText;
import org.esgrima.train.dirac.Point;

/** Addresses for those who compare: runs side by side, tournaments, the smallest game. */
public final class StudyRoutes {
  private static final int MOST_RUNS = 8;
  private static final int MOST_KEPT = 64;

  private final Runs runs;
  private final Overview overview;
  private final Jobs jobs;
  private final Map<List<String>, JsonNode> orbits =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<List<String>, JsonNode> eldest) {
              return size() > MOST_KEPT;
            }
          });

  /** Compares. */
  public StudyRoutes(Runs runs, Overview overview, Jobs jobs) {
    this.runs = runs;
    this.overview = overview;
    this.jobs = jobs;
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    routes.get("/api/compare", this::compare);
    routes.get("/api/runs/{run}/tournament", this::tournament);
    routes.post("/api/runs/{run}/tournament", this::playTournament);
    routes.add(new Route("GET", "/api/dirac", this::dirac));
  }

  private Answer compare(Call call) {
    List<RunDirectory> chosen = new ArrayList<>();
    String[] names = call.parameter("runs").orElse("").split(",", -1);
    if (names.length < 2 || names.length > MOST_RUNS) {
      throw HttpError.wrong("runs", "2 to " + MOST_RUNS + " names", names.length);
    }
    for (String name : names) {
      chosen.add(Tell.run(runs, name.strip()));
    }
    ObjectNode tree = Tell.object();
    ArrayNode summaries = tree.putArray("runs");
    try {
      Comparison comparison = Comparison.of(chosen);
      chosen.forEach(run -> summaries.add(overview.summary(run.name())));
      tree.set("settings", Json.tree(comparison.settings()));
      tree.set("figures", figures(comparison.figures()));
      Set<String> columns = new TreeSet<>(runs.history(chosen.get(0)).names());
      chosen.forEach(run -> columns.retainAll(runs.history(run).names()));
      tree.set("columns", Json.tree(columns));
    } catch (InputException e) {
      throw HttpError.broken(e.getMessage());
    }
    return Answer.json(tree);
  }

  private static ArrayNode figures(List<Comparison.Figures> figures) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Comparison.Figures one : figures) {
      ArrayNode values = rows.addObject().put("name", one.name()).putArray("values");
      for (Comparison.Figure figure : one.values()) {
        ObjectNode value = values.addObject().put("text", figure.text());
        figure.step().ifPresentOrElse(step -> value.put("step", step), () -> value.putNull("step"));
      }
    }
    return rows;
  }

  private Answer tournament(Call call) {
    RunDirectory run = Tell.run(runs, call);
    try {
      return Answer.json(
          MeasuredRun.tournament(run)
              .orElseThrow(() -> HttpError.missing("no tournament was played in " + run.name())));
    } catch (InputException e) {
      throw HttpError.broken(e.getMessage());
    }
  }

  private Answer playTournament(Call call) throws IOException {
    RunDirectory run = Tell.run(runs, call);
    ObjectNode body = call.json();
    List<String> arguments =
        List.of(
            "tournament",
            run.path().toString(),
            "--count=" + integer(body, "count", 16, 100_000, 512),
            "--players=" + integer(body, "players", 2, 64, 16),
            "--seed=" + integer(body, "seed", 0, Long.MAX_VALUE / 10, 0),
            "--json");
    try {
      Job job =
          jobs.start(
              jobs.prepare(Job.Kind.TOURNAMENT),
              run.name(),
              arguments,
              ended -> MeasuredRun.tournament(run).orElse(NullNode.getInstance()));
      return Answer.json(202, job.json());
    } catch (Jobs.Full e) {
      throw Tell.full(e);
    }
  }

  private static long integer(ObjectNode body, String key, long least, long most, long usual) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
      throw HttpError.wrong(key, "a whole number from " + least + " to " + most, value);
    }
    return value.longValue();
  }

  private Reply dirac(Call call) {
    GameText text =
        new GameText(
            call.parameter("loss").orElse("minimax"),
            call.parameter("penalties").orElse("[]"),
            call.parameter("constraints").orElse("[]"));
    double stepSize = call.number("h", 1e-6, 1e6, 0.1);
    int steps = (int) call.integer("steps", 1, 5_000, 500);
    Point start = new Point(call.number("theta", -1e6, 1e6, 1), call.number("psi", -1e6, 1e6, 1));
    if (call.flag("measured", true)) {
      return measured(text, stepSize, start, steps);
    }
    return new Reply.Now(
        Answer.json(
            PredictedOrbits.of(text, stepSize, start, steps)
                .orElseThrow(() -> HttpError.missing("there is no closed form of this game"))));
  }

  private Reply measured(GameText text, double stepSize, Point start, int steps) {
    List<String> arguments =
        List.of(
            "dirac",
            "--loss=" + text.loss(),
            "--penalties=" + text.penalties(),
            "--constraints=" + text.constraints(),
            "--h=" + stepSize,
            "--steps=" + steps,
            "--theta=" + start.theta(),
            "--psi=" + start.psi(),
            "--json");
    JsonNode before = orbits.get(arguments);
    if (before != null) {
      return new Reply.Now(Answer.json(before));
    }
    try {
      Job job = jobs.start(Job.Kind.DIRAC, null, arguments);
      CompletableFuture<Answer> answer = job.end().thenApply(ended -> orbits(ended, arguments));
      return new Reply.Later(answer);
    } catch (Jobs.Full e) {
      throw Tell.full(e);
    }
  }

  private Answer orbits(Job job, List<String> arguments) {
    if (job.state() != Job.State.DONE) {
      throw HttpError.refused(job.message());
    }
    JsonNode found = Json.parseJson(job.output(), "dirac");
    orbits.put(arguments, found);
    return Answer.json(found);
  }
}
