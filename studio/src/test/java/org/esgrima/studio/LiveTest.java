package org.esgrima.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiPredicate;
import org.esgrima.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What visitors are told without asking again. */
class LiveTest {
  @TempDir private Path runs;

  /** Reads events until one is as expected. */
  private static JsonNode await(BufferedReader reader, BiPredicate<String, JsonNode> expected)
      throws Exception {
    String event = "";
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        JsonNode data = OpenStudio.JSON.readTree(line.substring("data: ".length()));
        if (expected.test(event, data)) {
          return data;
        }
      }
    }
    throw new AssertionError("the stream ended");
  }

  private static BufferedReader stream(OpenStudio open, String path) throws Exception {
    var response = open.client.send(open.to(path).build(), BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  @Test
  void theListAndJobsAreTold() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs);
        BufferedReader events = stream(open, "/api/live")) {
      await(events, (event, data) -> event.equals("runs") && data.path("runs").isEmpty());
      String run = open.startRun();
      await(
          events,
          (event, data) ->
              event.equals("runs") && data.path("runs").findValuesAsText("name").contains(run));
      open.post("/api/runs/" + run + "/stop", "{}");
      await(
          events,
          (event, data) -> event.equals("job") && data.path("state").asText().equals("done"));
      await(
          events,
          (event, data) ->
              event.equals("runs") && data.at("/runs/0/state/state").asText().equals("stopped"));
    }
  }

  @Test
  void aRunTellsItsStateAndEveryTickOnce() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      String run = open.startRun();
      String path = "/api/runs/" + run;
      open.until(path + "/stats", s -> s.at("/columns/step").size() == 2);
      try (BufferedReader events = stream(open, path + "/live?since=10")) {
        JsonNode stats = await(events, (event, data) -> event.equals("stats"));
        assertThat(stats.at("/columns/step").toString()).isEqualTo("[20]");
        open.post(path + "/commands", "{\"command\":\"pause\"}");
        await(
            events,
            (event, data) -> event.equals("state") && data.path("state").asText().equals("paused"));
        open.post(path + "/stop", "{}");
        JsonNode stopped =
            await(
                events,
                (event, data) ->
                    event.equals("state") && data.path("state").asText().equals("stopped"));
        assertThat(stopped.path("step").asLong()).isEqualTo(20);
      }
    }
  }

  @Test
  void ofALongHistoryAPageGetsAPartAndTheLastTick() throws Exception {
    RunDirectory run = StandInCommandLine.makeRun(runs, "long");
    StringBuilder lines = new StringBuilder();
    for (int step = 1; step <= 20_000; step++) {
      lines.append("{\"step\":").append(step).append(",\"value\":-1.5}\n");
    }
    Files.writeString(run.statsFile(), lines);
    try (OpenStudio open = OpenStudio.of(runs);
        BufferedReader events = stream(open, "/api/runs/00000-long/live")) {
      JsonNode steps = await(events, (event, data) -> event.equals("stats")).at("/columns/step");
      assertThat(steps.size()).isEqualTo(4_000);
      assertThat(steps.get(0).asInt()).isEqualTo(1);
      assertThat(steps.get(3_999).asInt()).isEqualTo(20_000);
    }
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      for (String path : new String[] {"/", "/openapi.json", "/webjars/uplot/dist/uPlot.min.css"}) {
        String tag = open.get(path).headers().firstValue("ETag").orElseThrow();
        var again =
            open.client.send(
                open.to(path).header("If-None-Match", tag).build(), BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).as(path).isEqualTo(304);
        assertThat(again.body()).isEmpty();
      }
    }
  }
}
