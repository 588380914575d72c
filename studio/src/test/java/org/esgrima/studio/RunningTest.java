package org.esgrima.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, watching, steering. */
class RunningTest {
  @TempDir private Path runs;

  @Test
  void aRunIsStartedSteeredAndStopped() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      HttpResponse<byte[]> started = open.post("/api/runs", "{\"preset\":\"ring\"}");
      assertThat(started.statusCode()).isEqualTo(201);
      String path = "/api/runs/" + OpenStudio.json(started).path("run").asText();
      JsonNode run = open.until(path, r -> r.path("state").path("step").asLong() == 20);
      assertThat(run.path("kind").asText()).isEqualTo("points");
      assertThat(run.path("preset").asText()).isEqualTo("ring");
      assertThat(run.path("settable").findValuesAsText("key"))
          .containsExactly("discriminator-steps");
      JsonNode stats = open.json(path + "/stats?columns=value");
      assertThat(stats.path("columns").path("step").toString()).isEqualTo("[10,20]");
      assertThat(stats.path("columns").path("value").toString()).isEqualTo("[-1.5,null]");
      assertThat(stats.path("verdicts").toString()).isEqualTo("[[\"balanced\"],[]]");
      assertThat(open.json(path + "/stats?since=10").path("columns").path("step").toString())
          .isEqualTo("[20]");

      HttpResponse<byte[]> paused = open.post(path + "/commands", "{\"command\":\"pause\"}");
      assertThat(paused.statusCode()).isEqualTo(202);
      assertThat(OpenStudio.json(paused).path("outcome").asText()).isEqualTo("done");
      open.until(path, r -> r.path("state").path("state").asText().equals("paused"));
      HttpResponse<byte[]> refused =
          open.post(path + "/commands", "{\"command\":\"set\",\"key\":\"x\",\"value\":1}");
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(OpenStudio.message(refused)).isEqualTo("no such setting");
      HttpResponse<byte[]> unknown = open.post(path + "/commands", "{\"command\":\"fly\"}");
      assertThat(unknown.statusCode()).isEqualTo(422);

      assertThat(open.post(path + "/stop", "{}").statusCode()).isEqualTo(202);
      JsonNode stopped =
          open.until(path, r -> r.path("state").path("state").asText().equals("stopped"));
      assertThat(stopped.path("state").path("message").asText()).isEqualTo("stopped");
    }
  }

  @Test
  void whatTheCommandLineRefusesIsSaidInItsOwnLine() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      HttpResponse<byte[]> refused =
          open.post("/api/runs", "{\"preset\":\"ring\",\"settings\":{\"steps\":13}}");
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(OpenStudio.message(refused))
          .isEqualTo("unusable setting: steps: expected a lucky number, got 13. Choose another.");
      assertThat(open.json("/api/runs").path("runs")).isEmpty();
    }
  }

  @Test
  void settingsAreCheckedWithoutAProcess() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      JsonNode usable =
          OpenStudio.json(
              open.post(
                  "/api/check",
                  "{\"preset\":\"ring\",\"settings\":{\"architecture.latent\":3,"
                      + "\"penalties\":\"[{type: r1, gamma: 2}]\",\"loss\":\"hinge\"}}"));
      TrainingConfig config = TrainingConfig.of(usable.path("config"), "answer");
      assertThat(config.architecture().latent()).isEqualTo(3);
      assertThat(usable.path("command").asText())
          .isEqualTo(
              "esgrima train --preset ring --architecture.latent=3 --loss=hinge"
                  + " '--penalties=[{type: r1, gamma: 2}]'");
      HttpResponse<byte[]> unusable =
          open.post("/api/check", "{\"preset\":\"ring\",\"settings\":{\"batch\":0}}");
      assertThat(unusable.statusCode()).isEqualTo(422);
      assertThat(OpenStudio.message(unusable)).contains("batch");
      assertThat(
              OpenStudio.message(open.post("/api/check", "{\"settings\":{\"bach\":\"--runs\"}}")))
          .contains("unknown setting");
      assertThat(open.json("/api/jobs").path("jobs")).isEmpty();
    }
  }

  @Test
  void everySettingIsExplained() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      JsonNode groups = open.json("/api/settings").path("groups");
      List<JsonNode> settings = new ArrayList<>();
      groups.forEach(group -> group.path("settings").forEach(settings::add));
      assertThat(settings).hasSize(TrainingConfig.class.getRecordComponents().length);
      assertThat(groups.findValuesAsText("text")).hasSizeGreaterThan(200).doesNotContain("");
      for (String preset : open.json("/api/presets").findValuesAsText("name")) {
        assertThat(open.json("/api/presets/" + preset).path("values").has("batch"))
            .as(preset)
            .isTrue();
      }
    }
  }

  @Test
  void settingsInsideOthersAreExplainedWithTheirDefaults() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      JsonNode groups = open.json("/api/settings").path("groups");
      JsonNode dcgan = below(groups, "architecture").path("dcgan");
      assertThat(dcgan.path("text").asText()).contains("arXiv 1511.06434");
      JsonNode width = dcgan.path("settings").get(3);
      assertThat(width.path("key").asText()).isEqualTo("architecture.width");
      assertThat(width.path("text").asText()).isEqualTo("channels at the largest inner resolution");
      assertThat(width.path("type").asText()).isEqualTo("integer");
      assertThat(width.path("default").asInt()).isEqualTo(64);
      JsonNode r1 = below(groups, "penalties").path("r1");
      assertThat(r1.path("settings").get(0).path("default").asInt()).isEqualTo(10);
      assertThat(below(groups, "batch")).isEmpty();
    }
  }

  private static JsonNode below(JsonNode groups, String key) {
    return StreamSupport.stream(groups.spliterator(), false)
        .flatMap(group -> StreamSupport.stream(group.path("settings").spliterator(), false))
        .filter(setting -> setting.path("key").asText().equals(key))
        .findFirst()
        .orElseThrow()
        .path("below");
  }

  @Test
  void whatWasNoticedComesAsDataToo() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      EventLog.append(
          StandInCommandLine.makeRun(runs, "watched").eventsFile(),
          List.of(
              new GameEvent(
                  30,
                  GameEvent.Kind.BEGINS,
                  "collapsing",
                  20,
                  "modes 3 and 5 of 8 are gone",
                  "try --packing 2; lower learning rates",
                  Map.of("kind", "modes-gone", "known", 8))));
      JsonNode event = open.json("/api/runs/00000-watched").path("events").get(0);
      assertThat(event.path("remedies").toString())
          .isEqualTo("[\"--packing 2\",\"lower learning rates\"]");
      assertThat(event.path("measured").path("known").asInt()).isEqualTo(8);
    }
  }

  @Test
  void theSmallestGameIsPredictedWithoutAProcess() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      JsonNode found = open.json("/api/dirac?loss=wasserstein&h=0.1&steps=1&measured=false");
      JsonNode both = found.path("plays").get(0);
      assertThat(both.path("verdict").asText()).isEqualTo("diverges");
      assertThat(both.path("measured").isNull()).isTrue();
      // From (1, 1): θ + hψ and ψ − hθ.
      assertThat(both.path("predicted").toString()).isEqualTo("[[1.0,1.0],[1.1,0.9]]");
      assertThat(found.path("field").size()).isEqualTo(169);
      assertThat(open.json("/api/jobs").path("jobs")).isEmpty();
      HttpResponse<byte[]> wrong = open.get("/api/dirac?measured=false&loss=chess");
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(OpenStudio.message(wrong)).contains("--loss");
    }
  }

  @Test
  void drawnPointsBecomeData() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      HttpResponse<byte[]> kept = open.post("/api/points", "{\"points\":[[0.5,1],[-1,0.25]]}");
      assertThat(kept.statusCode()).isEqualTo(201);
      JsonNode set = OpenStudio.json(kept);
      Path file = Path.of(set.path("data").asText().replaceFirst("^points:", ""));
      assertThat(file).isEqualTo(runs.resolve("points/00000.json"));
      assertThat(Files.readString(file)).isEqualTo("{\"points\":[[0.5,1.0],[-1.0,0.25]]}");
      assertThat(open.json(set.path("url").asText()).path("points").size()).isEqualTo(2);
      assertThat(open.json("/api/data").toString()).contains("00000.json").contains("swiss-roll");
      assertThat(open.json("/api/runs").path("runs")).isEmpty();
    }
  }

  @Test
  void onlySoManyTrainersRunAtATime() throws Exception {
    StudioSettings usual = StudioSettings.local(runs, 0, OpenStudio.standIn());
    StudioSettings one =
        new StudioSettings(
            runs, usual.only(), usual.address(), usual.names(), usual.launcher(), 1, 1, 8);
    try (OpenStudio open = OpenStudio.of(one)) {
      String run = open.startRun();
      HttpResponse<byte[]> second = open.post("/api/runs", "{\"preset\":\"ring\"}");
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(OpenStudio.message(second)).contains("stop one first");
      assertThat(open.post("/api/runs/" + run + "/stop", "{\"force\":true}").statusCode())
          .isEqualTo(202);
      open.until("/api/jobs", j -> j.path("jobs").get(0).path("state").asText().equals("killed"));
    }
  }
}
