package org.esgrima.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.esgrima.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is said, and takes nothing else down. */
class TroubleTest {
  @TempDir private Path runs;

  private static void delete(Path tree) throws Exception {
    try (Stream<Path> entries = Files.walk(tree)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.yaml", "provenance.json", "stats.jsonl", "state.json"})
  void aBrokenRunSaysSoAndHidesNoOther(String file) throws Exception {
    RunDirectory broken = StandInCommandLine.makeRun(runs, "broken");
    StandInCommandLine.makeRun(runs, "sound");
    Files.writeString(broken.path().resolve(file), "{{{ <b>no</b>\n");
    try (OpenStudio open = OpenStudio.of(runs)) {
      JsonNode list = open.json("/api/runs").path("runs");
      assertThat(list.findValuesAsText("name")).containsExactly("00001-sound", "00000-broken");
      assertThat(list.get(0).path("problem").isNull()).isTrue();
      assertThat(list.get(1).path("problem").asText()).contains(file);
      assertThat(list.get(1).path("state").path("state").asText()).isEqualTo("broken");
      HttpResponse<byte[]> detail = open.get("/api/runs/00000-broken");
      assertThat(detail.statusCode()).isEqualTo(422);
      assertThat(OpenStudio.message(detail)).contains(file).doesNotContain("\n");
      assertThat(open.get("/api/runs/00001-sound").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "42", "null", "{}", "\u0000\u0001", "\"<b>\"", "a: b"})
  void whateverStandsInItsFilesARunBreaksNothing(String content) throws Exception {
    RunDirectory broken = StandInCommandLine.makeRun(runs, "broken");
    for (String file : List.of("stats.jsonl", "state.json", "events.jsonl", "config.yaml")) {
      Files.writeString(broken.path().resolve(file), content + "\n");
    }
    try (OpenStudio open = OpenStudio.of(runs)) {
      assertThat(open.json("/api/runs").path("runs").size()).isEqualTo(1);
      for (String part :
          List.of("", "/stats", "/samples", "/report", "/game", "/live", "/images")) {
        HttpResponse<java.io.InputStream> answer =
            open.client.send(
                open.to("/api/runs/00000-broken" + part).build(), BodyHandlers.ofInputStream());
        answer.body().close();
        assertThat(answer.statusCode()).as(part).isIn(200, 409, 422);
      }
      HttpResponse<byte[]> resumed = open.post("/api/runs/00000-broken/resume", "{}");
      assertThat(resumed.statusCode()).isIn(201, 409, 422);
    }
  }

  @Test
  void aBrokenPictureSaysSo() throws Exception {
    RunDirectory run = StandInCommandLine.makeRun(runs, "ring");
    Files.writeString(run.samplesDirectory().resolve("fakes-000010.png"), "no picture");
    try (OpenStudio open = OpenStudio.of(runs)) {
      HttpResponse<byte[]> answer = open.get("/api/runs/00000-ring/thumbnail");
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(OpenStudio.message(answer)).contains("damaged picture");
    }
  }

  @Test
  void aRunThatIsDeletedWhileItIsShownIsGone() throws Exception {
    RunDirectory run = StandInCommandLine.makeRun(runs, "ring");
    try (OpenStudio open = OpenStudio.of(runs)) {
      var response =
          open.client.send(
              open.to("/api/runs/00000-ring/live").build(), BodyHandlers.ofInputStream());
      List<String> events = new ArrayList<>();
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (line.startsWith("event: ")) {
            events.add(line.substring("event: ".length()));
            if (events.contains("stats") && Files.exists(run.path())) {
              delete(run.path());
            }
          }
        }
      }
      assertThat(events).contains("state", "samples").endsWith("gone");
      HttpResponse<byte[]> detail = open.get("/api/runs/00000-ring");
      assertThat(detail.statusCode()).isEqualTo(404);
      assertThat(OpenStudio.message(detail)).contains("no such run: 00000-ring");
      assertThat(open.get("/api/runs/00000-ring/images?seed=1").statusCode()).isEqualTo(404);
      assertThat(open.json("/api/runs").path("runs")).isEmpty();
    }
  }

  @Test
  void aTrainerThatIsKilledIsNoticedAndCanBeResumed() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      String run = open.startRun();
      String path = "/api/runs/" + run;
      Files.write(runs.resolve(run + "/checkpoints/000020.safetensors"), new byte[8]);
      JsonNode running = open.until(path, r -> r.path("state").path("steerable").asBoolean());
      assertThat(running.path("state").path("state").asText()).isEqualTo("running");
      long pid = Long.parseLong(Files.readString(runs.resolve(run + "/.lock")).strip());
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      JsonNode state =
          open.until(path, r -> r.path("state").path("error").isTextual()).path("state");
      assertThat(state.path("state").asText()).isEqualTo("died");
      assertThat(state.path("message").asText()).contains("signal 9").contains("resume goes on");
      assertThat(state.path("canResume").asBoolean()).isTrue();
      assertThat(open.json("/api/jobs").path("jobs").get(0).path("state").asText())
          .isEqualTo("killed");
      assertThat(open.post(path + "/commands", "{\"command\":\"go\"}").statusCode()).isEqualTo(409);
      HttpResponse<byte[]> resumed = open.post(path + "/resume", "{}");
      assertThat(resumed.statusCode()).as(OpenStudio.message(resumed)).isEqualTo(201);
      open.until(path, r -> r.path("state").path("steerable").asBoolean());
      assertThat(open.post(path + "/resume", "{}").statusCode()).isEqualTo(409);
      open.post(path + "/stop", "{}");
      open.until("/api/jobs", j -> j.path("jobs").get(0).path("state").asText().equals("done"));
    }
  }

  @Test
  void twoHundredRequestsAtOnceAreAllAnswered() throws Exception {
    RunDirectory run = StandInCommandLine.makeRun(runs, "ring");
    Files.write(run.checkpointsDirectory().resolve("000020.safetensors"), new byte[8]);
    try (OpenStudio open = OpenStudio.of(runs)) {
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String path = i % 4 == 0 ? "/api/runs" : "/api/runs/00000-ring/images?seed=" + i;
        answers.add(open.client.sendAsync(open.to(path).build(), BodyHandlers.ofByteArray()));
      }
      for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
        assertThat(answer.get().statusCode()).isIn(200, 429, 503);
      }
      assertThat(answers.stream().filter(a -> a.join().statusCode() == 200).count())
          .isGreaterThan(100);
      assertThat(open.get("/api/runs/00000-ring/images?seed=1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whereTooMuchWaitsTheRestIsToldToComeAgain() throws Exception {
    RunDirectory run = StandInCommandLine.makeRun(runs, "ring");
    Files.write(run.checkpointsDirectory().resolve("000020.safetensors"), new byte[8]);
    StudioSettings usual = StudioSettings.local(runs, 0, OpenStudio.standIn());
    StudioSettings tight =
        new StudioSettings(
            runs, usual.only(), usual.address(), usual.names(), usual.launcher(), 1, 1, 1);
    try (OpenStudio open = OpenStudio.of(tight)) {
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(
            open.client.sendAsync(
                open.to("/api/runs/00000-ring/images?count=256&format=npy").build(),
                BodyHandlers.ofByteArray()));
      }
      var statuses =
          answers.stream()
              .collect(Collectors.groupingBy(a -> a.join().statusCode(), Collectors.counting()));
      assertThat(statuses.keySet()).isSubsetOf(200, 429, 503).contains(200);
      for (var answer : answers) {
        if (answer.join().statusCode() != 200) {
          assertThat(OpenStudio.message(answer.join())).contains("again");
          assertThat(answer.join().headers().firstValue("Retry-After")).isPresent();
        }
      }
    }
  }
}
