package org.esgrima.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.esgrima.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and latents, by generators whose pictures can be computed by hand. */
class GenerationTest {
  @TempDir private Path runs;

  private void makeRun(String name) throws Exception {
    RunDirectory run = StandInCommandLine.makeRun(runs, name);
    Files.write(run.checkpointsDirectory().resolve("000020.safetensors"), new byte[8]);
  }

  private static double[] row(JsonNode pixels, int index) {
    int size = 2;
    double[] row = new double[size];
    for (int i = 0; i < size; i++) {
      row[i] = pixels.path("values").get(index * size + i).asDouble();
    }
    return row;
  }

  @Test
  void aSeedHasTheSamePictureInEveryFormat() throws Exception {
    makeRun("plain");
    try (OpenStudio open = OpenStudio.of(runs)) {
      String base = "/api/runs/00000-plain/images?seed=7&count=3&format=";
      JsonNode pixels = open.json(base + "json");
      assertThat(pixels.path("shape").toString()).isEqualTo("[3,1,1,2]");
      HttpResponse<byte[]> npy = open.get(base + "npy");
      ByteBuffer bytes = ByteBuffer.wrap(npy.body()).order(ByteOrder.LITTLE_ENDIAN);
      int head = 10 + bytes.getShort(8);
      assertThat(head % 64).isZero();
      assertThat(new String(npy.body(), 10, head - 10, StandardCharsets.US_ASCII))
          .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1, 1, 2), }")
          .endsWith("\n");
      for (int i = 0; i < 6; i++) {
        assertThat((double) bytes.getFloat(head + 4 * i))
            .isEqualTo((float) pixels.path("values").get(i).asDouble());
      }
      BufferedImage sheet =
          ImageIO.read(new ByteArrayInputStream(open.get(base + "png&columns=3").body()));
      assertThat(sheet.getWidth()).isEqualTo(6);
      assertThat(sheet.getHeight()).isEqualTo(1);
      JsonNode pictures = open.json(base + "pictures");
      assertThat(pictures.path("images").findValuesAsText("seed")).containsExactly("7", "8", "9");
      String data = pictures.path("images").get(1).path("png").asText();
      byte[] png = Base64.getDecoder().decode(data.replaceFirst("^data:image/png;base64,", ""));
      BufferedImage second = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(second.getRGB(1, 0)).isEqualTo(sheet.getRGB(3, 0));
      int gray = (int) Math.min(255, Math.max(0, Math.round((row(pixels, 1)[1] + 1) * 127.5)));
      assertThat(second.getRGB(1, 0) & 0xff).isEqualTo(gray);
      assertThat(npy.headers().firstValue("Esgrima-Step")).contains("20");
    }
  }

  @Test
  void latentsMakeTheirOwnPictures() throws Exception {
    makeRun("plain");
    try (OpenStudio open = OpenStudio.of(runs)) {
      String path = "/api/runs/00000-plain/images?format=json";
      JsonNode pixels = OpenStudio.json(open.post(path, "{\"latents\":[[0.5,-0.25],[0,1]]}"));
      assertThat(pixels.path("values").toString()).isEqualTo("[0.5,-0.25,0.0,1.0]");
      assertThat(open.post(path, "{\"latents\":[[1]]}").statusCode()).isEqualTo(400);
      assertThat(open.post(path, "{\"latents\":[[1,\"x\"]]}").statusCode()).isEqualTo(400);
      assertThat(open.post(path, "{\"space\":\"w\",\"latents\":[[1,1]]}").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void sumsOfGroupsAreSumsOfTheirMeans() throws Exception {
    makeRun("styled");
    try (OpenStudio open = OpenStudio.of(runs)) {
      JsonNode seeds = open.json("/api/runs/00000-styled/images?seeds=3,17,5,8&format=json");
      JsonNode sum =
          open.json("/api/runs/00000-styled/latent/arithmetic?a=3,17&b=5&c=8&format=json");
      for (int i = 0; i < 2; i++) {
        double a = (row(seeds, 0)[i] + row(seeds, 1)[i]) / 2;
        double b = row(seeds, 2)[i];
        double c = row(seeds, 3)[i];
        assertThat(row(sum, 0)[i]).isCloseTo(a, within(1e-6));
        assertThat(row(sum, 3)[i]).isCloseTo(a - b + c, within(1e-6));
        for (int neighbour = 4; neighbour < 12; neighbour++) {
          assertThat(row(sum, neighbour)[i]).isCloseTo(a - b + c, within(0.25 + 1e-6));
        }
      }
      assertThat(sum.path("shape").get(0).asInt()).isEqualTo(12);
      JsonNode pictures =
          open.json("/api/runs/00000-styled/latent/arithmetic?a=3,17&b=5&c=8&format=pictures");
      assertThat(pictures.path("command").asText())
          .startsWith("esgrima latent arithmetic ")
          .contains("\"mean(3,17) - mean(5) + mean(8)\" --space w");
    }
  }

  @Test
  void walksMixesTruncationsAndDirectionsLeadWhereTheyShould() throws Exception {
    makeRun("styled");
    try (OpenStudio open = OpenStudio.of(runs)) {
      String base = "/api/runs/00000-styled/";
      JsonNode ends = open.json(base + "images?seeds=3,8&format=json");
      JsonNode walk = open.json(base + "latent/interpolation?seeds=3,8&at=0,0.25,1&format=json");
      JsonNode truncated = open.json(base + "latent/truncation?seeds=3&psi=0,0.5,1&format=json");
      JsonNode mixed = open.json(base + "latent/mix?rows=3&cols=8&layers=0&format=json");
      JsonNode unmixed = open.json(base + "latent/mix?rows=3&cols=8&layers=1&format=json");
      JsonNode moved =
          open.json(base + "latent/directions?seed=3&number=0&count=3&reach=2&format=json");
      for (int i = 0; i < 2; i++) {
        double from = row(ends, 0)[i];
        double to = row(ends, 1)[i];
        assertThat(row(walk, 0)[i]).isCloseTo(from, within(1e-6));
        assertThat(row(walk, 1)[i]).isCloseTo(0.75 * from + 0.25 * to, within(1e-6));
        assertThat(row(walk, 2)[i]).isCloseTo(to, within(1e-6));
        assertThat(row(truncated, 0)[i]).isCloseTo(1, within(1e-6));
        assertThat(row(truncated, 1)[i]).isCloseTo((1 + from) / 2, within(1e-6));
        assertThat(row(mixed, 0)[i]).isCloseTo(to, within(1e-6));
        assertThat(row(unmixed, 0)[i]).isCloseTo(from, within(1e-6));
        assertThat(row(moved, 1)[i]).isCloseTo(from, within(1e-6));
        assertThat(row(moved, 0)[i] + row(moved, 2)[i]).isCloseTo(2 * from, within(1e-5));
      }
      double distance =
          Math.hypot(row(moved, 2)[0] - row(ends, 0)[0], row(moved, 2)[1] - row(ends, 0)[1]);
      // Styles are 1 + z with z of the standard normal distribution: deviations of about 1.
      assertThat(distance).isCloseTo(2, within(0.2));
      JsonNode generator = open.json(base + "generator");
      assertThat(generator.path("layers").asInt()).isEqualTo(2);
      assertThat(generator.path("directions").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aGeneratorWithoutStylesSaysSo() throws Exception {
    makeRun("plain");
    try (OpenStudio open = OpenStudio.of(runs)) {
      HttpResponse<byte[]> answer = open.get("/api/runs/00000-plain/latent/truncation?seeds=1");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(OpenStudio.message(answer)).contains("no styles");
      assertThat(open.get("/api/runs/00000-plain/images?truncation=0.5").statusCode())
          .isEqualTo(422);
      assertThat(open.get("/api/runs/00000-plain/images?class=seven").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void withoutACheckpointThereIsNothingToMake() throws Exception {
    StandInCommandLine.makeRun(runs, "young");
    try (OpenStudio open = OpenStudio.of(runs)) {
      HttpResponse<byte[]> answer = open.get("/api/runs/00000-young/images");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(OpenStudio.message(answer)).contains("no checkpoint yet");
      assertThat(open.get("/api/next").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aServedRunIsAllThatIsServed() throws Exception {
    makeRun("plain");
    makeRun("other");
    StudioSettings settings =
        StudioSettings.local(runs, 0, OpenStudio.standIn()).serving("00000-plain");
    try (OpenStudio open = OpenStudio.of(settings)) {
      assertThat(open.get("/api/runs/00000-plain/images?seed=1").statusCode()).isEqualTo(200);
      assertThat(open.get("/api/runs/00001-other/images?seed=1").statusCode()).isEqualTo(404);
      assertThat(open.get("/api/next?run=00001-other").statusCode()).isEqualTo(404);
      assertThat(open.get("/api/runs").statusCode()).isEqualTo(404);
      assertThat(open.post("/api/runs", "{}").statusCode()).isEqualTo(404);
      JsonNode next = open.json("/api/next");
      assertThat(next.path("link").asText()).isEqualTo("/next/" + next.path("seed").asText());
      assertThat(open.get(next.path("image").asText()).statusCode()).isEqualTo(200);
      assertThat(open.json("/api/about").path("mode").asText()).isEqualTo("serve");
    }
  }

  @Test
  void anUploadedPictureIsProjectedByAJob() throws Exception {
    makeRun("plain");
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", picture);
    try (OpenStudio open = OpenStudio.of(runs)) {
      HttpRequest upload =
          open.to("/api/runs/00000-plain/projections?steps=4")
              .header("Content-Type", "image/png")
              .POST(HttpRequest.BodyPublishers.ofByteArray(picture.toByteArray()))
              .build();
      HttpResponse<byte[]> begun =
          open.client.send(upload, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(begun.statusCode()).isEqualTo(202);
      String path = "/api/jobs/" + OpenStudio.json(begun).path("id").asText();
      JsonNode job = open.until(path, j -> !j.path("ended").isNull());
      assertThat(job.path("state").asText()).as("%s", job).isEqualTo("done");
      assertThat(job.path("message").asText()).isEqualTo("found");
      assertThat(job.path("result").path("latent").toString()).isEqualTo("[0.25,-1.0]");
      assertThat(job.path("result").path("space").asText()).isEqualTo("z");
      String file = job.path("files").get(0).asText();
      assertThat(open.get(file).statusCode()).isEqualTo(200);
      assertThat(open.get(file + "x").statusCode()).isEqualTo(404);
    }
  }
}
