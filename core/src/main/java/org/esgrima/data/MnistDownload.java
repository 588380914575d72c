package org.esgrima.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.esgrima.CacheDirectory;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;

/**
 * Fetches the four files of MNIST once and keeps them in a directory.
 *
 * <p>Every file, fetched or found, must have the SHA-256 of the original's uncompressed content, so
 * that it does not matter who compressed it. Mirrors are tried in order. Files that are already
 * there are not fetched again; only whole and checked files appear in the directory.
 */
public final class MnistDownload {
  /** Well-known public mirrors of the original files. */
  public static final List<URI> MIRRORS =
      List.of(
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

  static final List<RemoteFile> FILES =
      List.of(
          new RemoteFile(
              "train-images-idx3-ubyte.gz",
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
          new RemoteFile(
              "train-labels-idx1-ubyte.gz",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
          new RemoteFile(
              "t10k-images-idx3-ubyte.gz",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
          new RemoteFile(
              "t10k-labels-idx1-ubyte.gz",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration FILE_TIMEOUT = Duration.ofMinutes(10);

  private final List<URI> mirrors;
  private final Path directory;
  private final List<RemoteFile> files;

  /**
   * A file to fetch.
   *
   * @param name last part of its address and its name in the directory
   * @param sha256 of its uncompressed content, hexadecimal
   */
  record RemoteFile(String name, String sha256) {}

  /** Fetches from {@link #MIRRORS} to {@code mnist} in the user's {@link CacheDirectory}. */
  public MnistDownload() {
    this(MIRRORS, CacheDirectory.ofUser().resolve("mnist"));
  }

  /**
   * Fetches from other places to another directory.
   *
   * @param mirrors addresses of directories, each ending in {@code /}
   * @param directory created if needed
   */
  public MnistDownload(List<URI> mirrors, Path directory) {
    this(mirrors, directory, FILES);
  }

  MnistDownload(List<URI> mirrors, Path directory, List<RemoteFile> files) {
    this.mirrors = List.copyOf(mirrors);
    this.directory = directory;
    this.files = List.copyOf(files);
  }

  /**
   * Makes sure that all files are there.
   *
   * @param progress is told one line about each file that is fetched
   * @return the directory with the files, for {@link Idx#open}
   * @throws InputException if a file can be had from no mirror, or the directory cannot be written
   */
  public Path fetch(Consumer<String> progress) {
    List<RemoteFile> missing = new ArrayList<>(files);
    List<String> troubles = new ArrayList<>();
    missing.removeIf(file -> isThere(file, troubles));
    if (missing.isEmpty()) {
      return directory;
    }
    createDirectory();
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (URI mirror : mirrors) {
      try {
        while (!missing.isEmpty()) {
          RemoteFile file = missing.get(0);
          progress.accept("fetching " + mirror.resolve(file.name()));
          byte[] content = download(client, mirror.resolve(file.name()));
          requireChecksum(file, content);
          AtomicFile.write(directory.resolve(file.name()), out -> out.write(content));
          missing.remove(0);
        }
        return directory;
      } catch (IOException e) {
        troubles.add(mirror.resolve(missing.get(0).name()) + ": " + describe(e));
      }
    }
    String names = files.stream().map(RemoteFile::name).collect(Collectors.joining(", "));
    throw new InputException(
        "MNIST cannot be fetched",
        directory,
        "the files " + names,
        String.join("; ", troubles),
        "Without a network, put these files into "
            + directory
            + ", or use --data DIR with a"
            + " directory that holds them");
  }

  private boolean isThere(RemoteFile file, List<String> troubles) {
    Path path = directory.resolve(file.name());
    if (!Files.exists(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      requireChecksum(file, in);
      return true;
    } catch (IOException e) {
      troubles.add(path + ": " + describe(e));
      return false;
    }
  }

  private void createDirectory() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(directory, e);
    }
  }

  private static byte[] download(HttpClient client, URI address) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> answer = response.get(FILE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("HTTP status " + answer.statusCode());
      }
      return answer.body();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new IOException("not finished after " + FILE_TIMEOUT.toMinutes() + " minutes", e);
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void requireChecksum(RemoteFile file, byte[] content) throws IOException {
    requireChecksum(file, new ByteArrayInputStream(content));
  }

  private static void requireChecksum(RemoteFile file, InputStream content) throws IOException {
    MessageDigest sha256 = ContentDigest.sha256();
    try (GZIPInputStream in = new GZIPInputStream(content)) {
      byte[] chunk = new byte[1 << 16];
      for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
        sha256.update(chunk, 0, read);
      }
    } catch (IOException e) {
      throw new IOException("damaged gzip file (" + describe(e) + ")", e);
    }
    String got = HexFormat.of().formatHex(sha256.digest());
    if (!got.equals(file.sha256())) {
      throw new IOException("wrong content: SHA-256 " + got + ", expected " + file.sha256());
    }
  }

  private static String describe(IOException e) {
    String kind = e.getClass().getSimpleName();
    return e.getMessage() == null
        ? kind
        : kind.equals("IOException") ? e.getMessage() : kind + ": " + e.getMessage();
  }
}
