package org.esgrima.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Load on {@code esgrima serve}: clients that each ask for one picture after the other, every one
 * of another seed, and wait for the answer.
 */
final class ServeLoad implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://[0-9.]+:\\d+");
  private static final double MILLIS = 1e6;
  private static final double NANOS = 1e9;

  private final Process server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String images;

  /** Starts the server and has it open the run. */
  ServeLoad(Path root, Path run) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder("./esgrima", "serve", run.toString(), "--port", "0");
      server = builder.directory(root.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      images = address() + "/api/runs/" + run.getFileName() + "/images?seed=";
      ask(0);
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private String address() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address.group();
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("esgrima serve: " + said);
  }

  private void ask(long seed) {
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(images + seed)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("esgrima serve answered " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Requests per second, and milliseconds from request to answer. */
  record Load(int clients, double perSecond, double half, double almostAll) {
    /** A row of the page. */
    String row() {
      return String.format(
          Locale.ROOT, "| %d | %.0f | %.1f | %.1f |", clients, perSecond, half, almostAll);
    }
  }

  /** What so many clients get in some seconds. */
  Load measure(int clients, double seconds) {
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      long begin = System.nanoTime();
      long end = begin + (long) (seconds * NANOS);
      List<Callable<List<Double>>> tasks = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        long first = 1_000_000L * (i + 1);
        tasks.add(() -> oneAfterTheOther(first, end));
      }
      List<Double> times = new ArrayList<>();
      for (Future<List<Double>> future : pool.invokeAll(tasks)) {
        times.addAll(future.get());
      }
      double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double took = (System.nanoTime() - begin) / NANOS;
      return new Load(clients, sorted.length / took, at(sorted, 0.5), at(sorted, 0.99));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
  }

  private List<Double> oneAfterTheOther(long firstSeed, long end) {
    List<Double> times = new ArrayList<>();
    for (long seed = firstSeed; System.nanoTime() < end; seed++) {
      long begin = System.nanoTime();
      ask(seed);
      times.add((System.nanoTime() - begin) / MILLIS);
    }
    return times;
  }

  @Override
  public void close() {
    server.destroy(); // as Ctrl-C
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Header of the rows. */
  static List<String> header() {
    return Arrays.asList(
        "| clients | requests/s | half within, ms | 99 % within, ms |", "|---|---|---|---|");
  }
}
