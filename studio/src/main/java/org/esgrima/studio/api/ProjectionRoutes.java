package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.run.RunDirectory;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.runs.Runs;

/** The address that finds the latent of a picture, by a child process. */
public final class ProjectionRoutes {
  /** Bytes of an uploaded picture. */
  public static final int LARGEST = 8 << 20;

  private static final Map<String, String> ENDINGS =
      Map.of("image/png", ".png", "image/jpeg", ".jpg", "image/webp", ".webp");

  private final Runs runs;
  private final Jobs jobs;

  /** Projects. */
  public ProjectionRoutes(Runs runs, Jobs jobs) {
    this.runs = runs;
    this.jobs = jobs;
  }

  /** Adds the address. */
  public void addTo(Routes routes) {
    routes.post("/api/runs/{run}/projections", this::project);
  }

  private Answer project(Call call) throws IOException {
    RunDirectory run = Tell.run(runs, call);
    String ending = ENDINGS.get(call.bodyType());
    if (ending == null) {
      throw HttpError.kindOfBody("image/png, image/jpeg or image/webp", call.bodyType());
    }
    long steps = call.integer("steps", 1, 5_000, 300);
    long seed = call.integer("seed", 0, Long.MAX_VALUE / 10, 0);
    byte[] picture = call.bytes(LARGEST);
    UploadedPicture.require(picture);
    Jobs.Prepared prepared = jobs.prepare(Job.Kind.PROJECTION);
    Path file = prepared.directory().resolve("target" + ending);
    Files.write(file, picture);
    List<String> arguments =
        List.of(
            "latent",
            "project",
            run.path().toString(),
            file.toString(),
            "--steps=" + steps,
            "--seed=" + seed,
            "--out=" + prepared.files().resolve("projection.png"));
    try {
      Job job = jobs.start(prepared, run.name(), arguments, ended -> found(prepared.files()));
      return Answer.json(202, job.json());
    } catch (Jobs.Full e) {
      throw Tell.full(e);
    }
  }

  /** The point that was found: tensor {@code latent} and what the file says about it. */
  private static JsonNode found(Path files) {
    try (SafetensorsFile file = SafetensorsFile.open(files.resolve("projection.safetensors"))) {
      ObjectNode tree = Tell.object();
      file.metadata().forEach(tree::put);
      ArrayNode latent = tree.putArray("latent");
      for (double number : file.doubles("latent")) {
        latent.add(number);
      }
      return tree;
    }
  }
}
