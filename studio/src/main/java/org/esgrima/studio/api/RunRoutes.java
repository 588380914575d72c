package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.run.RunDirectory;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Reply;
import org.esgrima.studio.http.Route;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.http.Unexpected;
import org.esgrima.studio.live.Live;
import org.esgrima.studio.live.Overview;
import org.esgrima.studio.runs.MeasuredRun;
import org.esgrima.studio.runs.Runs;
import org.esgrima.studio.runs.Sheets;
import org.esgrima.train.RunReport;

/** Addresses that show runs. */
public final class RunRoutes {
  // A report is our own page with the run's texts escaped; still, nothing in it may run, and it
  // is a stranger to the studio's page.
  private static final String REPORT_POLICY =
      "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline';"
          + " frame-ancestors 'self'";

  private final Runs runs;
  private final Overview overview;
  private final Live live;

  /** Shows runs. */
  public RunRoutes(Runs runs, Overview overview, Live live) {
    this.runs = runs;
    this.overview = overview;
    this.live = live;
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    routes.add(new Route("GET", "/api/live", call -> new Reply.Events(live::watchAll)));
    routes.get("/api/runs", call -> Answer.json(overview.list()));
    routes.get("/api/runs/{run}", call -> shown(call, overview::detail));
    routes.add(new Route("GET", "/api/runs/{run}/live", this::watch));
    routes.get("/api/runs/{run}/stats", this::stats);
    routes.get("/api/runs/{run}/samples", call -> shown(call, Sheets::list));
    routes.get(
        "/api/runs/{run}/samples/{sheet}",
        call -> Tell.png(Sheets.sheet(run(call), call.path("sheet")), "sheet of samples"));
    routes.get(
        "/api/runs/{run}/thumbnail",
        call -> Tell.png(Sheets.thumbnail(run(call)), "sheet of samples yet"));
    routes.get("/api/runs/{run}/figures", call -> shown(call, Sheets::figures));
    routes.get(
        "/api/runs/{run}/figures/{figure}",
        call -> Tell.png(Sheets.figure(run(call), call.path("figure")), "figure"));
    routes.get("/api/runs/{run}/report", this::report);
    routes.get("/api/runs/{run}/measurements", call -> shown(call, MeasuredRun::measurements));
    routes.get("/api/runs/{run}/game", call -> shown(call, Sheets::frames));
    routes.get("/api/runs/{run}/game/{frame}", this::frame);
  }

  /** What is read of a run. */
  private interface Reader {
    ObjectNode read(RunDirectory run);
  }

  private Answer shown(Call call, Reader reader) {
    RunDirectory run = run(call);
    return Answer.json(read(run, () -> reader.read(run)));
  }

  /** Reads; what is wrong with a file of the run is the run's fault, and a run may be deleted. */
  private <T> T read(RunDirectory run, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (InputException e) {
      if (!runs.folder().has(run.name())) {
        throw HttpError.missing("the run " + run.name() + " was deleted");
      }
      throw HttpError.broken(e.getMessage());
    } catch (HttpError e) {
      throw e;
    } catch (RuntimeException e) {
      // A file that fits its format and still makes no sense is the run's fault, too.
      Unexpected.print(e);
      throw HttpError.broken("the run " + run.name() + " cannot be read: " + e);
    }
  }

  private RunDirectory run(Call call) {
    return Tell.run(runs, call);
  }

  private Reply watch(Call call) {
    RunDirectory run = run(call);
    long since = call.integer("since", -1, Long.MAX_VALUE / 10, -1);
    return new Reply.Events(stream -> live.watch(run.name(), since, stream));
  }

  private Answer stats(Call call) {
    RunDirectory run = run(call);
    long since = call.integer("since", -1, Long.MAX_VALUE / 10, -1);
    int most = (int) call.integer("most", 0, 1_000_000, 0);
    Set<String> columns =
        call.parameter("columns").stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    return Answer.json(read(run, () -> runs.history(run).json(since, columns, most)));
  }

  private Answer report(Call call) {
    RunDirectory run = run(call);
    String page = read(run, () -> RunReport.html(run));
    return new Answer(
        200,
        "text/html; charset=utf-8",
        page.getBytes(StandardCharsets.UTF_8),
        Map.of("Cache-Control", Answer.NEVER, "Content-Security-Policy", REPORT_POLICY));
  }

  private Answer frame(Call call) {
    Optional<byte[]> frame = Sheets.frame(run(call), call.path("frame"));
    byte[] text = frame.orElseThrow(() -> HttpError.missing("no such frame of the game"));
    return Answer.jsonText(text).with("Cache-Control", Answer.ASK_AGAIN);
  }
}
