package org.esgrima.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.Spelling;

/**
 * A published table and how to make it again; a YAML resource.
 *
 * @param title what is measured on what
 * @param source paper and table
 * @param protocol how the numbers come about, sentences for people
 * @param seeds runs of each row where the user does not say
 * @param evaluation how the runs are measured; null for an experiment without training
 * @param quick settings laid over every row for a smoke run
 * @param rows of the table
 */
public record Experiment(
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) String source,
    @JsonProperty(required = true) String protocol,
    @JsonProperty(required = true) int seeds,
    EvaluationPlan evaluation,
    JsonNode quick,
    @JsonProperty(required = true) List<Row> rows) {
  private static final List<String> NAMES =
      List.of(
          "dirac",
          "rpgan-r1r2-grid",
          "veegan-ring",
          "veegan-grid",
          "unrolled-ring",
          "wgan-gp-toy",
          "pacgan-grid",
          "goodfellow2014-mnist",
          "stackedmnist-unrolled");

  /** Copies the rows. */
  public Experiment {
    rows = List.copyOf(rows);
  }

  /**
   * How runs are measured.
   *
   * @param metric name of {@link org.esgrima.evaluate.Metrics}
   * @param measures the figures of it that the table has
   * @param count samples of each kind
   * @param quickCount samples of each kind in a smoke run
   * @param chooseBy name of a metric whose first figure, the higher the better, chooses among all
   *     kept checkpoints by validation samples; null takes the last one
   */
  public record EvaluationPlan(
      @JsonProperty(required = true) String metric,
      @JsonProperty(required = true) List<String> measures,
      @JsonProperty(required = true) long count,
      @JsonProperty(required = true) long quickCount,
      String chooseBy) {}

  /** Names that can be asked for, the quickest first. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Reads an experiment.
   *
   * @throws InputException if there is none of that name
   */
  public static Experiment named(String name) {
    if (!NAMES.contains(name)) {
      throw new InputException(
          "unknown experiment",
          name,
          "one of " + String.join(", ", NAMES),
          name,
          Spelling.nearest(name, NAMES)
              .map(near -> "Did you mean " + near + "?")
              .orElse("See esgrima reproduce --list"));
    }
    return Json.bind(Json.parseYaml(text(name), name), Experiment.class, name);
  }

  private static String text(String name) {
    String resource = name + ".yaml";
    try (InputStream stream = Experiment.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("experiment is missing from the jar: " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
