package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Reply;
import org.esgrima.studio.http.Route;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;

/** Addresses of jobs. */
public final class JobRoutes {
  private final Jobs jobs;

  /** Shows jobs. */
  public JobRoutes(Jobs jobs) {
    this.jobs = jobs;
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    routes.get("/api/jobs", call -> list());
    routes.get("/api/jobs/{job}", call -> Answer.json(job(call).json()));
    routes.add(new Route("DELETE", "/api/jobs/{job}", call -> new Reply.Now(cancel(call))));
    routes.get("/api/jobs/{job}/files/{file}", this::file);
  }

  private Answer list() {
    ObjectNode tree = Tell.object();
    ArrayNode all = tree.putArray("jobs");
    jobs.all().forEach(job -> all.add(job.json()));
    return Answer.json(tree);
  }

  private Job job(Call call) {
    return jobs.find(call.path("job")).orElseThrow(() -> HttpError.missing("no such job"));
  }

  private Answer cancel(Call call) {
    Job job = job(call);
    job.cancel(false);
    return Answer.json(202, job.json());
  }

  private Answer file(Call call) throws IOException {
    Optional<Path> file = job(call).file(call.path("file"));
    Path path = file.orElseThrow(() -> HttpError.missing("no such file of this job"));
    String name = path.getFileName().toString();
    String type =
        name.endsWith(".png")
            ? "image/png"
            : name.endsWith(".json") ? "application/json" : "application/octet-stream";
    return Answer.bytes(type, Files.readAllBytes(path));
  }
}
