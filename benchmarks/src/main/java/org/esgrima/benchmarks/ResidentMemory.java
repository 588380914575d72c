package org.esgrima.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.architecture.Dcgan;
import org.esgrima.data.Datasets;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.Outcome;
import org.esgrima.train.Presets;
import org.esgrima.train.Progress;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;

/**
 * Whether the memory of a run is flat: trains a preset and prints resident memory and native
 * handles every hundred steps, then their ratio to those at step 500, when caches are warm.
 *
 * <p>The run is a real one, with sheets, curves and checkpoints, in a temporary directory that is
 * removed in the end. Data that are not on every machine are replaced by {@code strokes}.
 */
public final class ResidentMemory {
  private static final int TICK = 100;
  private static final long WARM = 500;
  private static final double MEBI = 1024 * 1024;

  private ResidentMemory() {}

  /** Arguments: preset (digits), steps (5000), width of a DCGAN (that of the preset). */
  public static void main(String[] args) throws IOException {
    try {
      measure(config(args));
    } catch (InputException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static TrainingConfig config(String[] args) {
    String preset = args.length > 0 ? args[0] : Presets.DEFAULT;
    long steps = args.length > 1 ? number("steps", args[1]) : 5000;
    if (steps < WARM + TICK) {
      throw new InputException(
          "too short to tell", "steps", "at least " + (WARM + TICK), steps, "Choose more steps");
    }
    TrainingConfig base = Presets.config(preset);
    String changes = "{steps: %d, images: 0, minutes: 0, tick-steps: %d".formatted(steps, TICK);
    if (!Datasets.names().contains(base.data()) || base.data().endsWith("mnist")) {
      changes += ", data: strokes, take: 0";
    }
    if (args.length > 2) {
      long width = number("width", args[2]);
      if (!(base.architecture() instanceof Dcgan)) {
        throw new InputException(
            "no such setting", "width", "a preset with a DCGAN", preset, "Leave it out");
      }
      changes += ", architecture: {width: " + width + "}";
    }
    return Presets.config(preset, changes + "}");
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InputException(
          "not a number", name, "a whole number", text, "Give preset, steps, width in this order");
    }
  }

  private static void measure(TrainingConfig config) throws IOException {
    Path directory = Files.createTempDirectory("esgrima-memory-");
    CountDownLatch removed = new CountDownLatch(1);
    try (Trainer trainer = Trainer.start(config, directory)) {
      Thread stop = new Thread(() -> stopAndWait(trainer, removed), "esgrima-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      Table table = new Table();
      table.printRatio(trainer.run(table).reason());
    } finally {
      remove(directory);
      removed.countDown();
    }
  }

  /** Ctrl-C: lets the run come to its end, so that the directory is removed. */
  private static void stopAndWait(Trainer trainer, CountDownLatch removed) {
    trainer.requestStop();
    try {
      removed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }

  /** One line a tick: its step, resident memory of the process, Java heap in it, native handles. */
  private static final class Table implements TrainingListener {
    private record Row(long step, double residentMebi, long handles) {}

    private Optional<Row> warm = Optional.empty();
    private Optional<Row> last = Optional.empty();

    @Override
    public void started(RunDirectory run, TrainingConfig config, Progress progress) {
      System.out.printf(
          Locale.ROOT,
          "%s, %s, batch %d, %d threads, Java %s, %s %s%n%n%6s %14s %14s %16s%n",
          config.name(),
          config.architecture(),
          config.batch(),
          config.threads(),
          Runtime.version().feature(),
          System.getProperty("os.name"),
          System.getProperty("os.arch"),
          "step",
          "resident MiB",
          "Java heap MiB",
          "native handles");
    }

    @Override
    public void ticked(Progress progress, Map<String, Object> statistics) {
      Row row =
          new Row(
              progress.step(),
              ((Number) statistics.get("resources/resident-bytes")).doubleValue() / MEBI,
              ((Number) statistics.get("resources/native-handles")).longValue());
      double heap = Runtime.getRuntime().totalMemory() / MEBI;
      System.out.printf(
          Locale.ROOT,
          "%6d %14.1f %14.1f %16d%n",
          row.step(),
          row.residentMebi(),
          heap,
          row.handles());
      if (row.step() == WARM) {
        warm = Optional.of(row);
      }
      last = Optional.of(row);
    }

    void printRatio(Outcome.Reason reason) {
      List<Row> ends = Stream.of(warm, last).flatMap(Optional::stream).toList();
      if (ends.size() < 2) {
        System.out.println("\n" + reason + " before step " + WARM + ": nothing to compare");
        return;
      }
      Row from = ends.get(0);
      Row to = ends.get(1);
      System.out.printf(
          Locale.ROOT,
          "%n%s. Step %d against step %d: resident memory × %.3f, native handles × %.3f%n",
          reason,
          to.step(),
          from.step(),
          to.residentMebi() / from.residentMebi(),
          (double) to.handles() / from.handles());
    }
  }
}
