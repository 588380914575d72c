package org.esgrima.reproduce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;
import org.esgrima.run.Build;
import org.esgrima.train.Outcome;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingListener;

/**
 * Runs an experiment and compares.
 *
 * <pre>{@code
 * Experiment experiment = Experiment.named("dirac");
 * List<Figure> table =
 *     Reproduction.run(experiment, Reproduction.Options.of(Path.of("dirac")), Listener.NONE)
 *         .orElseThrow();
 * }</pre>
 *
 * <p>Writes {@code results.json} into the directory after every row.
 */
public final class Reproduction {
  private Reproduction() {}

  /**
   * What the user decides.
   *
   * @param directory where runs and results lie
   * @param data in place of the data that the presets name; empty for those
   * @param seeds runs of each row, seeds 0, 1, …; 0 = as many as the experiment has
   * @param rows names of rows; empty for all
   * @param quick whether a shortened protocol is run, as a smoke test
   * @param threads processor threads; 0 = chosen for the networks
   * @param commandLine what the user typed, for the provenance
   */
  public record Options(
      Path directory,
      String data,
      int seeds,
      List<String> rows,
      boolean quick,
      int threads,
      List<String> commandLine) {
    /** Copies the lists. */
    public Options {
      rows = List.copyOf(rows);
      commandLine = List.copyOf(commandLine);
      if (seeds < 0) {
        throw new InputException("unusable value", "--seeds", "at least 0", seeds, "Try 3");
      }
    }

    /** Everything as the experiment has it. */
    public static Options of(Path directory) {
      return new Options(directory, "", 0, List.of(), false, 0, List.of());
    }
  }

  /** Is told how it goes on. */
  public interface Listener extends org.esgrima.evaluate.Listener {
    /** Hears nothing. */
    Listener NONE = new Listener() {};

    /** Lets a run be trained; the place to offer a way to stop it. */
    default Outcome train(Trainer trainer) {
      return trainer.run(TrainingListener.NONE);
    }

    /** A row is done. */
    default void finished(List<Figure> row) {}
  }

  /**
   * Trains what is not trained yet, measures and compares.
   *
   * @return the table; nothing if the user stopped it: the same call goes on
   * @throws InputException if a row is unknown, or data or directory cannot be used
   */
  public static Optional<List<Figure>> run(
      Experiment experiment, Options options, Listener listener) {
    Workshop workshop = new Workshop(experiment, options, listener);
    List<Figure> table = new ArrayList<>();
    try {
      for (Row row : chosen(experiment, options.rows())) {
        List<Figure> figures = row.play(workshop);
        table.addAll(figures);
        write(experiment, options, table);
        listener.finished(figures);
      }
      return Optional.of(table);
    } catch (Workshop.StoppedException e) {
      return Optional.empty();
    }
  }

  private static List<Row> chosen(Experiment experiment, List<String> names) {
    List<String> known = experiment.rows().stream().map(Row::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InputException(
            "unknown row", "--row", "one of: " + String.join("; ", known), name, "Quote the name");
      }
    }
    return experiment.rows().stream()
        .filter(row -> names.isEmpty() || names.contains(row.name()))
        .toList();
  }

  private static void write(Experiment experiment, Options options, List<Figure> table) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("title", experiment.title());
    result.put("source", experiment.source());
    result.put("protocol", experiment.protocol());
    result.put("shortened", options.quick());
    result.put("esgrima-version", Build.version());
    result.put("commit", Build.commit());
    result.put("table", table);
    byte[] text = (Json.tree(result).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = options.directory().resolve("results.json");
    try {
      Files.createDirectories(options.directory());
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
    AtomicFile.write(file, out -> out.write(text));
  }
}
