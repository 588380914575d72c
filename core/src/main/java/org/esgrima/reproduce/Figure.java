package org.esgrima.reproduce;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.esgrima.metric.Interval;
import org.esgrima.metric.Measurement;

/**
 * One cell of a reproduced table.
 *
 * @param row of the table
 * @param measure which number it is
 * @param published what the paper prints; null if nothing
 * @param values ours, one for each seed, in their order
 * @param mean x̄ of these
 * @param error standard error of the mean: s / √n over n seeds; for a single one that of the
 *     measurement itself; null if it has none
 * @param verdict what it is beside the published value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(
    String row,
    String measure,
    Published published,
    List<Double> values,
    double mean,
    Double error,
    Verdict verdict) {
  /** Copies the values. */
  public Figure {
    values = List.copyOf(values);
  }

  /** Of the measurements of one measure, one for each seed; at least one. */
  static Figure of(
      String row, String measure, Optional<Published> published, List<Measurement> found) {
    List<Double> values = found.stream().map(Measurement::value).toList();
    double mean = mean(values);
    Double error = values.size() > 1 ? Double.valueOf(errorOfMean(values)) : ownError(found.get(0));
    Verdict verdict =
        published
            .map(p -> Verdict.of(p, mean, error == null ? 0 : error))
            .orElse(Verdict.UNPUBLISHED);
    return new Figure(row, measure, published.orElse(null), values, mean, error, verdict);
  }

  /** Of a value that is computed and has no seeds. */
  static Figure exact(String row, String measure, Published predicted, double value) {
    return new Figure(
        row, measure, predicted, List.of(value), value, null, Verdict.of(predicted, value, 0));
  }

  /** The same where the protocol was shortened. */
  Figure shortened() {
    return new Figure(row, measure, published, values, mean, error, Verdict.NOT_THE_PROTOCOL);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double errorOfMean(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1) / values.size());
  }

  private static Double ownError(Measurement one) {
    Interval interval = one.interval();
    boolean known = interval != null && interval.method() == Interval.Method.STANDARD_ERROR;
    return known ? Double.valueOf((interval.high() - interval.low()) / 2) : null;
  }
}
