package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.esgrima.io.Json;
import org.esgrima.run.Build;
import org.esgrima.studio.Studio;
import org.esgrima.studio.StudioSettings;
import org.esgrima.studio.generate.GenerateRoutes;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.runs.Drawings;
import org.esgrima.studio.runs.RunsFolder;

/** Addresses that say what this is. */
public final class AboutRoutes {
  private final StudioSettings settings;
  private final RunsFolder folder;

  /** Says what a studio is. */
  public AboutRoutes(StudioSettings settings, RunsFolder folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    routes.get("/openapi.json", call -> Answer.json(document()).with("Cache-Control", "no-cache"));
    routes.get("/api/about", call -> about());
  }

  /** The description of the HTTP interface. */
  public static JsonNode document() {
    try (InputStream in = Studio.class.getResourceAsStream("openapi.yaml")) {
      return Json.parseYaml(new String(in.readAllBytes(), StandardCharsets.UTF_8), "openapi.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read openapi.yaml", e);
    }
  }

  private Answer about() {
    ObjectNode tree = Tell.object();
    tree.put("version", Build.version()).put("commit", Build.commit());
    tree.put("mode", settings.only().isPresent() ? "serve" : "studio");
    tree.put("runs", folder.root().toString());
    tree.put("run", settings.only().orElse(null));
    tree.put("command", settings.launcher().shown());
    tree.putObject("limits")
        .put("images", GenerateRoutes.MOST_PICTURES)
        .put("upload", ProjectionRoutes.LARGEST)
        .put("points", Drawings.MOST_POINTS)
        .put("trainers", settings.trainers());
    return Answer.json(tree);
  }
}
