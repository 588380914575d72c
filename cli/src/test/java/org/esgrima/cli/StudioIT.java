package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.esgrima.studio.Studio;
import org.esgrima.studio.StudioSettings;
import org.esgrima.studio.jobs.Launcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio with the true command line behind it. */
class StudioIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path runs;
  private Studio studio;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void open() {
    Launcher launcher =
        Launcher.ofThisJava(
            Main.class.getName(),
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"),
            "esgrima");
    studio = Studio.open(StudioSettings.local(runs, 0, launcher));
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(studio.address()).resolve(path)).timeout(PATIENCE);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return client.send(to(path).build(), BodyHandlers.ofByteArray());
  }

  private JsonNode json(String path) throws Exception {
    return JSON.readTree(get(path).body());
  }

  private JsonNode post(String path, String body) throws Exception {
    HttpRequest request =
        to(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(client.send(request, BodyHandlers.ofByteArray()).body());
  }

  private JsonNode until(String path, Predicate<JsonNode> expected) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode answer = json(path);
    while (!expected.test(answer) && System.nanoTime() < end) {
      Thread.sleep(100);
      answer = json(path);
    }
    assertThat(expected.test(answer)).as("%s says %s", path, answer).isTrue();
    return answer;
  }

  private static Predicate<JsonNode> stateIs(String word) {
    return run -> run.path("state").path("state").asText().equals(word);
  }

  @Test
  void aRunIsStartedPausedSteppedKilledResumedAndStopped() throws Exception {
    JsonNode started =
        post(
            "/api/runs",
            "{\"preset\":\"ring\",\"paused\":true,\"settings\":{\"steps\":1000000,\"batch\":16,"
                + "\"threads\":1,\"tick-steps\":5,\"checkpoint-ticks\":1,\"sample-ticks\":1,"
                + "\"monitor\":\"off\",\"preview\":16,\"best-samples\":16}}");
    assertThat(started.path("run").asText()).as("%s", started).isEqualTo("00000-ring");
    String path = "/api/runs/00000-ring";
    until(path, stateIs("paused"));
    post(path + "/commands", "{\"command\":\"step\",\"count\":5}");
    JsonNode stepped = until(path, r -> r.path("state").path("step").asLong() == 5);
    assertThat(stepped.path("settable").findValuesAsText("key"))
        .contains("generator-optimizer.learning-rate");
    JsonNode set =
        post(
            path + "/commands",
            "{\"command\":\"set\",\"key\":\"discriminator-steps\",\"value\":2}");
    assertThat(set.path("outcome").asText()).as("%s", set).isIn("done", "waiting");
    post(path + "/commands", "{\"command\":\"step\",\"count\":5}");
    until(path, r -> r.path("state").path("step").asLong() == 10);
    until(path + "/stats", s -> s.path("columns").path("step").size() == 2);
    until(path, r -> r.path("checkpoints").size() == 2);
    JsonNode frame = json(json(path + "/game").path("now").asText());
    assertThat(frame.path("fakes").size()).isEqualTo(400);

    long pid = Long.parseLong(Files.readString(runs.resolve("00000-ring/.lock")).strip());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    JsonNode died = until(path, stateIs("died"));
    assertThat(died.path("state").path("canResume").asBoolean()).isTrue();

    JsonNode resumed = post(path + "/resume", "{\"paused\":true}");
    assertThat(resumed.path("run").asText()).as("%s", resumed).isEqualTo("00000-ring");
    JsonNode again = until(path, stateIs("paused"));
    assertThat(again.path("interventions").get(0).path("key").asText())
        .isEqualTo("discriminator-steps");
    assertThat(again.path("state").path("step").asLong()).isEqualTo(10);
    post(path + "/stop", "{}");
    until(path, stateIs("stopped"));
    JsonNode job = post(path + "/tournament", "{\"count\":16,\"players\":2}");
    JsonNode played = until("/api/jobs/" + job.path("id").asText(), j -> !j.path("ended").isNull());
    assertThat(played.path("state").asText()).as("%s", played).isEqualTo("done");
    assertThat(json(path + "/tournament").path("steps").size()).isEqualTo(2);
  }

  @Test
  void anImageRunMakesPicturesOfSeedsAndSums() throws Exception {
    JsonNode started =
        post(
            "/api/runs",
            "{\"preset\":\"digits\",\"settings\":{\"steps\":2,\"batch\":4,\"threads\":1,"
                + "\"architecture.width\":4,\"preview\":4,\"best-samples\":4,\"tick-steps\":1,"
                + "\"monitor\":\"off\"}}");
    assertThat(started.path("run").asText()).as("%s", started).isEqualTo("00000-digits");
    String path = "/api/runs/00000-digits";
    until(path, stateIs("finished"));
    HttpResponse<byte[]> picture = get(path + "/images?seed=7");
    assertThat(picture.statusCode()).as("%s bytes", picture.body().length).isEqualTo(200);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.body()));
    assertThat(image.getWidth()).isEqualTo(28);
    // The same picture as the command line's, up to rounding.
    Path sheet = runs.resolve("seven.png");
    assertThat(
            Main.run(
                Terminal.ofProcess(),
                "generate",
                runs.resolve("00000-digits").toString(),
                "--seed",
                "7",
                "--count",
                "1",
                "--out",
                sheet.toString()))
        .isZero();
    BufferedImage expected = ImageIO.read(sheet.toFile());
    int border = (expected.getWidth() - 28) / 2;
    for (int y = 0; y < 28; y++) {
      for (int x = 0; x < 28; x++) {
        int here = image.getRGB(x, y) & 0xff;
        int there = expected.getRGB(x + border, y + border) & 0xff;
        assertThat(Math.abs(here - there)).as("pixel %d, %d", x, y).isLessThanOrEqualTo(1);
      }
    }
    JsonNode sum = json(path + "/latent/arithmetic?a=1,2&b=3&c=4&format=pictures");
    assertThat(sum.path("images").size()).isEqualTo(12);
    assertThat(json(path + "/generator").path("directions").asInt()).isPositive();
    HttpRequest upload =
        to(path + "/projections?steps=3")
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(picture.body()))
            .build();
    JsonNode job = JSON.readTree(client.send(upload, BodyHandlers.ofByteArray()).body());
    JsonNode projected =
        until("/api/jobs/" + job.path("id").asText(), j -> !j.path("ended").isNull());
    assertThat(projected.path("state").asText()).as("%s", projected).isEqualTo("done");
    assertThat(projected.path("result").path("latent").size())
        .isEqualTo(json(path + "/generator").path("latent").asInt());
    JsonNode next = json("/api/next");
    assertThat(get(next.path("image").asText()).statusCode()).isEqualTo(200);
  }

  @Test
  void theSmallestGameIsPlayedByTheCommandLine() throws Exception {
    JsonNode game = json("/api/dirac?steps=3&h=0.1&theta=1&psi=0");
    assertThat(game.path("plays").size()).as("%s", game).isEqualTo(2);
    JsonNode measured = game.path("plays").get(0).path("measured");
    assertThat(measured.size()).isEqualTo(4);
    assertThat(measured.get(0).toString()).isEqualTo("[1.0,0.0]");
    JsonNode refused = json("/api/dirac?loss=nonsense");
    assertThat(refused.path("error").path("message").asText()).contains("nonsense");
  }
}
