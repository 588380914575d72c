package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esgrima.data.RawFiles.expectRefused;
import static org.esgrima.data.RawFiles.gzip;
import static org.esgrima.data.RawFiles.idxImages;
import static org.esgrima.data.RawFiles.idxLabels;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.esgrima.data.MnistDownload.RemoteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistDownloadTest {
  private static final String IMAGES = "train-images-idx3-ubyte.gz";
  private static final String LABELS = "train-labels-idx1-ubyte.gz";
  private static final byte[] IMAGE_BYTES = idxImages(3, 2, 2);
  private static final byte[] LABEL_BYTES = idxLabels(0, 1, 2);

  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  private final List<String> progress = new ArrayList<>();
  private HttpServer server;
  @TempDir Path temp;
  private Path cache;

  @BeforeEach
  void startServer() throws IOException {
    cache = temp.resolve("cache/mnist");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = served.get(exchange.getRequestURI().getPath());
          if (body == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    served.put("/good/" + IMAGES, gzip(IMAGE_BYTES));
    served.put("/good/" + LABELS, gzip(LABEL_BYTES));
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void fetchesOnceAndReadsBack() throws IOException {
    assertThat(download("good").fetch(progress::add)).isEqualTo(cache);
    assertThat(progress).hasSize(2);
    assertThat(Idx.open(cache, Split.TRAIN).size()).isEqualTo(3);
    assertThat(names()).containsExactlyInAnyOrder(IMAGES, LABELS);
    served.clear();
    download("good").fetch(progress::add);
    assertThat(progress).hasSize(2);
  }

  @Test
  void corruptedFileIsNotKeptAndTheNextMirrorIsTried() throws IOException {
    byte[] other = IMAGE_BYTES.clone();
    other[20]++;
    served.put("/wrong/" + IMAGES, gzip(other));
    byte[] whole = gzip(IMAGE_BYTES);
    served.put("/cut/" + IMAGES, Arrays.copyOf(whole, whole.length - 5));
    expectRefused(
        () -> download("wrong", "cut", "absent").fetch(progress::add),
        "wrong content: SHA-256",
        "damaged gzip file",
        "HTTP status 404");
    assertThat(names()).isEmpty();
    download("wrong", "cut", "good").fetch(progress::add);
    assertThat(names()).containsExactlyInAnyOrder(IMAGES, LABELS);
  }

  @Test
  void damagedCacheIsFetchedAgain() throws IOException {
    download("good").fetch(progress::add);
    Files.writeString(cache.resolve(LABELS), "damaged");
    progress.clear();
    download("good").fetch(progress::add);
    assertThat(progress).singleElement().asString().endsWith(LABELS);
  }

  @Test
  void withoutANetworkSaysWhatToDo() {
    server.stop(0);
    expectRefused(
        () -> download("good").fetch(progress::add),
        "MNIST cannot be fetched",
        IMAGES,
        LABELS,
        "put these files into " + cache,
        "--data DIR");
  }

  @Test
  void namesTheFourOfficialFiles() {
    assertThat(MnistDownload.FILES)
        .extracting(RemoteFile::name)
        .containsExactlyInAnyOrder(
            IMAGES, LABELS, "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
  }

  @Test
  void theRealFilesHaveTheRightChecksums() {
    Path mnist = RawFiles.data("mnist");
    // No mirror: every file must be accepted as it lies there.
    assertThat(new MnistDownload(List.of(), mnist).fetch(progress::add)).isEqualTo(mnist);
  }

  private MnistDownload download(String... mirrors) {
    String base = "http://localhost:" + server.getAddress().getPort() + "/";
    return new MnistDownload(
        Arrays.stream(mirrors).map(mirror -> URI.create(base + mirror + "/")).toList(),
        cache,
        List.of(
            new RemoteFile(IMAGES, sha256(IMAGE_BYTES)),
            new RemoteFile(LABELS, sha256(LABEL_BYTES))));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String sha256(byte[] content) {
    return HexFormat.of().formatHex(ContentDigest.sha256().digest(content));
  }
}
