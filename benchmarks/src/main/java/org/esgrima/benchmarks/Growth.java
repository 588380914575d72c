package org.esgrima.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.esgrima.InputException;
import org.esgrima.data.PackedDataset;

/**
 * How time and memory of a step grow with resolution, batch, width and data: every point in a
 * process of its own, all points in each round in another order. Prints the figures and writes
 * {@code docs/GROWTH.md} with its picture; see {@code benchmarks/README.md} for the options.
 */
public final class Growth {
  private static final List<String> OPTIONS =
      List.of("--threads", "--rounds", "--seconds", "--only", "--note", "--out", "--work");

  private final Path root;
  private final int threads;
  private final int rounds;
  private final double seconds;
  private final List<String> only;
  private final String note;
  private final Path out;
  private final Path work;

  private Growth(Arguments typed) {
    root = Arguments.root();
    threads = (int) typed.number("--threads", Runtime.getRuntime().availableProcessors());
    rounds = (int) typed.number("--rounds", 2);
    seconds = typed.number("--seconds", 3);
    only = typed.list("--only");
    note = typed.value("--note", "nothing");
    out = typed.path("--out", root.resolve("docs").resolve("GROWTH.md"));
    work = typed.path("--work", root.resolve("benchmarks").resolve("target").resolve("growth"));
  }

  /** Options as in {@code benchmarks/README.md}. */
  public static void main(String[] args) throws IOException {
    try {
      new Growth(new Arguments(args, OPTIONS)).measure();
    } catch (InputException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private void measure() throws IOException {
    Files.createDirectories(work);
    // Two at once would disturb each other, and mix what they keep.
    try (FileChannel file =
            FileChannel.open(
                work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        throw new InputException(
            "another measurement is at work", work, "only one", "its lock", "Wait for its end");
      }
      play();
      write();
    }
  }

  private void play() throws IOException {
    List<GrowthCase> chosen = GrowthQuantity.all().stream().filter(this::includes).toList();
    for (GrowthCase point : chosen) {
      Files.deleteIfExists(file(point));
      data(point);
    }
    for (int round = 0; round < rounds; round++) {
      List<GrowthCase> order = new ArrayList<>(chosen);
      Collections.shuffle(order, new Random(round));
      for (GrowthCase point : order) {
        run(point);
        System.out.println(
            "%d/%d %s %s"
                .formatted(round + 1, rounds, point.key(), GrowthPage.line(measures(point))));
      }
    }
  }

  private void write() {
    List<GrowthCase> missing =
        GrowthQuantity.all().stream().filter(point -> !Files.exists(file(point))).toList();
    if (!missing.isEmpty()) {
      System.out.println(
          "no page: never measured: " + missing.stream().map(GrowthCase::key).toList());
      return;
    }
    List<String> facts = Machine.facts();
    facts.add("| threads | " + threadsOfAll() + " |");
    facts.add(
        "| processes of a point, seconds of each | %s, about %s |".formatted(processes(), seconds));
    facts.add("| what else ran | " + note + " |");
    new GrowthPage(this::measures).write(out, facts);
    System.out.println(out);
  }

  /**
   * The threads with which all points were measured, whenever that was.
   *
   * @throws InputException if they are not the same, or not known
   */
  private int threadsOfAll() {
    List<Double> found =
        GrowthQuantity.all().stream()
            .flatMap(point -> measures(point).threads().values().stream())
            .distinct()
            .toList();
    boolean known =
        GrowthQuantity.all().stream()
            .map(this::measures)
            .allMatch(m -> m.threads().values().size() == m.peaks().values().size());
    if (found.size() != 1 || !known) {
      throw new InputException(
          "points that cannot be compared",
          work,
          "the same number of threads for all",
          known ? found : "points whose number is not known",
          "Measure all of them again");
    }
    return found.get(0).intValue();
  }

  private String processes() {
    IntSummaryStatistics counts =
        GrowthQuantity.all().stream()
            .mapToInt(point -> measures(point).peaks().values().size())
            .summaryStatistics();
    return counts.getMin() == counts.getMax()
        ? String.valueOf(counts.getMin())
        : counts.getMin() + " to " + counts.getMax();
  }

  /** A model, a quantity, both as {@code dcgan/batch}, or the key of a point. */
  private boolean includes(GrowthCase point) {
    String model = point.model().name().toLowerCase(Locale.ROOT);
    return only.isEmpty()
        || only.contains(model)
        || only.contains(point.key())
        || List.of(GrowthQuantity.values()).stream()
            .filter(q -> q.points(point.model()).contains(point))
            .anyMatch(q -> only.contains(q.key()) || only.contains(model + "/" + q.key()));
  }

  private Path file(GrowthCase point) {
    return work.resolve(point.key() + ".txt");
  }

  private GrowthMeasures measures(GrowthCase point) {
    return GrowthMeasures.read(file(point));
  }

  private Path data(GrowthCase point) {
    Path packed =
        work.resolve("noise-%d-%d.safetensors".formatted(point.resolution(), point.images()));
    if (!Files.exists(packed)) {
      PackedDataset.write(new NoiseDataset(point.resolution(), point.images()), packed);
    }
    return packed;
  }

  private void run(GrowthCase point) {
    Path log = work.resolve("log.txt");
    List<String> command =
        JavaProcess.command(
            GrowthWorker.class,
            point.key(),
            data(point).toString(),
            String.valueOf(threads),
            String.valueOf(seconds));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      byte[] said = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("a worker failed: see " + log);
      }
      Files.write(file(point), said, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
