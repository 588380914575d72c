package org.esgrima.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.esgrima.studio.jobs.Launcher;

/** A studio for a test, with a client that asks it. */
final class OpenStudio implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Studio studio;
  final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private OpenStudio(Studio studio) {
    this.studio = studio;
  }

  static Launcher standIn() {
    return Launcher.ofThisJava(
        StandInCommandLine.class.getName(),
        List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        "esgrima");
  }

  static OpenStudio of(Path runs) {
    return of(StudioSettings.local(runs, 0, standIn()));
  }

  static OpenStudio of(StudioSettings settings) {
    return new OpenStudio(Studio.open(settings));
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + studio.port() + path))
        .timeout(PATIENCE);
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(to(path).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        to(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return JSON.readTree(response.body());
  }

  static String message(HttpResponse<byte[]> response) throws IOException {
    return json(response).path("error").path("message").asText();
  }

  /** Asks again and again until the answer is as expected; the last one after a minute. */
  JsonNode until(String path, Predicate<JsonNode> expected) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode answer = json(path);
    while (!expected.test(answer) && System.nanoTime() < end) {
      Thread.sleep(50);
      answer = json(path);
    }
    return answer;
  }

  /** Starts a run by the stand-in and returns its name. */
  String startRun() throws Exception {
    return json(post("/api/runs", "{\"preset\":\"ring\"}")).path("run").asText();
  }

  @Override
  public void close() {
    studio.close();
  }
}
