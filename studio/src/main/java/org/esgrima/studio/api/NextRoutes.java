package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.http.StaticFiles;
import org.esgrima.studio.live.Overview;
import org.esgrima.studio.runs.Runs;
import org.esgrima.studio.runs.RunsFolder;

/** The page with one picture, another at each visit. */
public final class NextRoutes {
  // Few enough digits to be read to somebody; many enough that nobody meets the same twice.
  private static final long SEEDS = 10_000_000;

  private final Runs runs;
  private final Overview overview;
  private final Optional<String> only;
  private final StaticFiles files;

  /**
   * Shows pictures.
   *
   * @param only the one run that is served; empty for all
   */
  public NextRoutes(Runs runs, Overview overview, Optional<String> only, StaticFiles files) {
    this.runs = runs;
    this.overview = overview;
    this.only = only;
    this.files = files;
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    routes.get("/api/next", this::next);
    routes.get("/next", call -> page());
    routes.get("/next/{place}", this::pageOf);
    routes.get("/next/{run}/{seed}", this::pageOfSeed);
  }

  private Answer next(Call call) {
    String run =
        call.parameter("run").or(() -> only).or(this::newest).orElseThrow(NextRoutes::none);
    if (only.isPresent() && !only.get().equals(run)) {
      throw HttpError.missing("only " + only.get() + " is served here");
    }
    Tell.run(runs, run);
    long seed = ThreadLocalRandom.current().nextLong(SEEDS);
    ObjectNode tree = Tell.object().put("run", run).put("seed", seed);
    tree.put("image", "/api/runs/%s/images?seed=%d".formatted(run, seed));
    tree.put("link", only.isPresent() ? "/next/" + seed : "/next/%s/%d".formatted(run, seed));
    return Answer.json(tree);
  }

  private Optional<String> newest() {
    return runs.folder().names().stream()
        .filter(
            name -> {
              ObjectNode summary = overview.summary(name);
              return summary.path("checkpointCount").asInt() > 0
                  && summary.path("kind").asText().equals("images");
            })
        .findFirst();
  }

  private static HttpError none() {
    return HttpError.missing("no run makes pictures yet: train one on images first");
  }

  private Answer page() throws IOException {
    return files
        .find("/index.html")
        .orElseThrow(() -> HttpError.missing("this build has no page for pictures"));
  }

  private Answer pageOf(Call call) throws IOException {
    String place = call.path("place");
    if (!place.matches("\\d{1,18}") && !RunsFolder.isName(place)) {
      throw HttpError.missing("neither a run nor a seed");
    }
    return page();
  }

  private Answer pageOfSeed(Call call) throws IOException {
    if (!call.path("seed").matches("\\d{1,18}") || !RunsFolder.isName(call.path("run"))) {
      throw HttpError.missing("not a run and a seed");
    }
    return page();
  }
}
