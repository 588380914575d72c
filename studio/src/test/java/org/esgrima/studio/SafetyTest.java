package org.esgrima.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.esgrima.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and for what. */
class SafetyTest {
  private static final String SECRET = "a secret outside of the runs";

  @TempDir private Path home;

  private Path runs() throws Exception {
    Files.writeString(home.resolve("secret.png"), SECRET);
    return Files.createDirectories(home.resolve("runs"));
  }

  /** Sends a request as it stands, which a client of Java would put in order. */
  private static String raw(OpenStudio open, String head) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), open.studio.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void aNameThatIsNotLoopbackIsRefused() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs())) {
      assertThat(raw(open, "GET /api/runs HTTP/1.1\r\nHost: evil.example:" + open.studio.port()))
          .startsWith("HTTP/1.1 403")
          .contains("not called evil.example");
      assertThat(raw(open, "GET /api/runs HTTP/1.1\r\nHost: localhost:1234"))
          .startsWith("HTTP/1.1 200");
      assertThat(raw(open, "GET /api/runs HTTP/1.1\r\nHost: 127.0.0.1.evil.example"))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void otherPagesAreRefused() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs())) {
      String own = "http://127.0.0.1:" + open.studio.port();
      assertThat(status(open, "Origin", "https://evil.example")).isEqualTo(403);
      assertThat(status(open, "Origin", "null")).isEqualTo(403);
      assertThat(status(open, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
      assertThat(status(open, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
      assertThat(status(open, "Origin", own)).isEqualTo(200);
      assertThat(status(open, "Sec-Fetch-Site", "same-origin")).isEqualTo(200);
    }
  }

  private static int status(OpenStudio open, String header, String value) throws Exception {
    HttpRequest request = open.to("/api/runs").header(header, value).build();
    return open.client.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void aFormCannotStartAnything() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs())) {
      HttpRequest form =
          open.to("/api/runs")
              .header("Content-Type", "text/plain")
              .POST(BodyPublishers.ofString("{\"preset\":\"ring\"}"))
              .build();
      assertThat(open.client.send(form, BodyHandlers.discarding()).statusCode()).isEqualTo(415);
      assertThat(open.json("/api/jobs").path("jobs")).isEmpty();
    }
  }

  @Test
  void onAnotherAddressTheTokenIsNeeded() throws Exception {
    StudioSettings settings =
        new StudioSettings(
            runs(),
            Optional.empty(),
            new InetSocketAddress("0.0.0.0", 0),
            Set.of("studio.example"),
            OpenStudio.standIn(),
            1,
            1,
            8);
    try (OpenStudio open = OpenStudio.of(settings)) {
      String token = URI.create(open.studio.address()).getQuery().substring("token=".length());
      assertThat(token).hasSizeGreaterThan(30);
      assertThat(open.get("/api/runs").statusCode()).isEqualTo(401);
      assertThat(open.get("/").statusCode()).isEqualTo(401);
      assertThat(open.get("/?token=" + "x".repeat(token.length())).statusCode()).isEqualTo(401);
      HttpResponse<byte[]> first = open.get("/?token=" + token);
      assertThat(first.statusCode()).isEqualTo(303);
      assertThat(first.headers().firstValue("Location")).contains("/");
      String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
      assertThat(status(open, "Cookie", cookie.replaceFirst(";.*", ""))).isEqualTo(200);
      assertThat(status(open, "Authorization", "Bearer " + token)).isEqualTo(200);
      assertThat(status(open, "Authorization", "Bearer x")).isEqualTo(401);
      String bearer = "\r\nAuthorization: Bearer " + token;
      assertThat(raw(open, "GET /api/runs HTTP/1.1\r\nHost: studio.example" + bearer))
          .startsWith("HTTP/1.1 200");
      assertThat(raw(open, "GET /api/runs HTTP/1.1\r\nHost: evil.example" + bearer))
          .startsWith("HTTP/1.1 403");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/runs/..",
        "/api/runs/%2e%2e",
        "/api/runs/..%2f..%2fsecret",
        "/api/runs/..%5c..%5csecret",
        "/api/runs/%00",
        "/api/runs/.hidden",
        "/api/runs//",
        "/api/runs/00000-ring/samples/..%2f..%2f..%2fsecret",
        "/api/runs/00000-ring/samples/secret",
        "/api/runs/00000-ring/figures/..",
        "/api/runs/00000-ring/game/..",
        "/api/jobs/../files/secret.png",
        "/api/points/..",
        "/../secret.png",
        "/%2e%2e/secret.png",
        "/webjars/../../secret.png",
        "/webjars/uplot/../../../secret.png",
        "/..;/secret.png"
      })
  void namesNeverLeadOut(String path) throws Exception {
    StandInCommandLine.makeRun(runs(), "ring");
    try (OpenStudio open = OpenStudio.of(runs())) {
      String answer = raw(open, "GET " + path + " HTTP/1.1\r\nHost: localhost");
      assertThat(answer).doesNotContain(SECRET);
      assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d.*");
    }
  }

  @Test
  void linksDoNotLeadOut() throws Exception {
    RunDirectory run = StandInCommandLine.makeRun(runs(), "ring");
    Files.createSymbolicLink(
        run.samplesDirectory().resolve("reals.png"), home.resolve("secret.png"));
    Files.createSymbolicLink(run.eventsFile(), home.resolve("secret.png"));
    try (OpenStudio open = OpenStudio.of(runs())) {
      for (String part : new String[] {"/samples/reals", ""}) {
        HttpResponse<byte[]> answer = open.get("/api/runs/00000-ring" + part);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(OpenStudio.message(answer))
            .contains("leads out of its run")
            .doesNotContain(SECRET);
      }
    }
  }

  @Test
  void anAnswerWaitsForTheBodyThatNobodyReads() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs())) {
      String large = "{\"x\":\"" + "y".repeat(3 << 20) + "\"}";
      for (int i = 0; i < 5; i++) {
        assertThat(open.post("/api/none", large).statusCode()).isEqualTo(404);
        HttpRequest text =
            open.to("/api/check")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(large))
                .build();
        assertThat(open.client.send(text, BodyHandlers.discarding()).statusCode()).isEqualTo(415);
        assertThat(open.get("/api/runs").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aBodyWithoutEndIsNotWaitedFor() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), open.studio.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      String head = "POST /api/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000";
      out.write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] part = new byte[1 << 20];
      int sent = 0;
      try {
        while (sent < 1_000) {
          out.write(part);
          sent++;
        }
      } catch (IOException e) {
        // The server has closed the connection: it was sent more than it waits for.
      }
      assertThat(sent).isBetween(16, 500);
    }
  }

  @Test
  void bodiesAndCountsHaveLimits() throws Exception {
    StandInCommandLine.makeRun(runs(), "ring");
    try (OpenStudio open = OpenStudio.of(runs())) {
      String run = "/api/runs/00000-ring";
      var refused = open.post("/api/check", "{\"x\":\"" + "y".repeat(3 << 20) + "\"}");
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(open.post("/api/check", "[".repeat(1_000)).statusCode()).isEqualTo(400);
      assertThat(open.post("/api/check", "no json").statusCode()).isEqualTo(400);
      assertThat(open.get(run + "/images?count=257").statusCode()).isEqualTo(400);
      assertThat(open.get(run + "/images?seeds=" + "1,".repeat(300) + "1").statusCode())
          .isEqualTo(400);
      assertThat(open.get(run + "/stats?most=-1").statusCode()).isEqualTo(400);
      assertThat(open.post("/api/points", "{\"points\":[[0,0]]}").statusCode()).isEqualTo(422);
      assertThat(open.post("/api/points", "{\"points\":[[0,0],[5,0]]}").statusCode())
          .isEqualTo(422);
      String many = "[0,0],".repeat(20_001);
      assertThat(
              open.post(
                      "/api/points", "{\"points\":[" + many.substring(0, many.length() - 1) + "]}")
                  .statusCode())
          .isEqualTo(422);
      HttpRequest upload =
          open.to(run + "/projections")
              .header("Content-Type", "image/png")
              .POST(BodyPublishers.ofByteArray(new byte[9 << 20]))
              .build();
      assertThat(open.client.send(upload, BodyHandlers.discarding()).statusCode()).isEqualTo(413);
      HttpRequest noPicture =
          open.to(run + "/projections")
              .header("Content-Type", "image/png")
              .POST(BodyPublishers.ofString("no picture"))
              .build();
      assertThat(open.client.send(noPicture, BodyHandlers.discarding()).statusCode())
          .isEqualTo(422);
    }
  }

  @Test
  void everyAnswerForbidsForeignContent() throws Exception {
    StandInCommandLine.makeRun(runs(), "ring");
    try (OpenStudio open = OpenStudio.of(runs())) {
      for (String path : new String[] {"/", "/api/runs", "/nothing", "/openapi.json"}) {
        var headers = open.get(path).headers();
        String policy = headers.firstValue("Content-Security-Policy").orElse("");
        assertThat(policy).contains("default-src 'none'", "script-src 'self'");
        assertThat(policy).doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      }
      String report =
          open.get("/api/runs/00000-ring/report")
              .headers()
              .firstValue("Content-Security-Policy")
              .orElse("");
      assertThat(report).contains("sandbox").doesNotContain("script-src", "allow-");
    }
  }

  @Test
  void textsOfARunAreNoMarkupInItsReport() throws Exception {
    RunDirectory run = StandInCommandLine.makeRun(runs(), "ring");
    Files.writeString(
        run.eventsFile(),
        "{\"step\":1,\"event\":\"begins\",\"verdict\":\"balanced\",\"since\":1,"
            + "\"evidence\":\"<script>alert(1)</script>\"}\n");
    try (OpenStudio open = OpenStudio.of(runs())) {
      String page =
          new String(open.get("/api/runs/00000-ring/report").body(), StandardCharsets.UTF_8);
      assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }
  }
}
