package org.esgrima.report;

import java.util.Arrays;

/**
 * Cuts a long history into equal parts.
 *
 * @param length points
 * @param parts at most {@code length}
 */
record Thinning(int length, int parts) {
  private int from(int part) {
    return (int) ((long) part * length / parts);
  }

  /** Means of the finite values of each part; NaN where there is none. */
  LineChart.Line of(LineChart.Line line) {
    return new LineChart.Line(line.name(), line.color(), means(line.steps()), means(line.values()));
  }

  private double[] means(double[] values) {
    double[] means = new double[parts];
    Arrays.setAll(
        means,
        i ->
            Arrays.stream(values, from(i), from(i + 1))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN));
    return means;
  }

  /** The smallest finite values of each part, and the largest; NaN where there is none. */
  double[][] extremes(double[] values) {
    double[][] extremes = new double[2][parts];
    for (int i = 0; i < parts; i++) {
      double[] finite =
          Arrays.stream(values, from(i), from(i + 1)).filter(Double::isFinite).toArray();
      extremes[0][i] = Arrays.stream(finite).min().orElse(Double.NaN);
      extremes[1][i] = Arrays.stream(finite).max().orElse(Double.NaN);
    }
    return extremes;
  }
}
