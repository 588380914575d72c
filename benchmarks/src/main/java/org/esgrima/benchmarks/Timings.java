package org.esgrima.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Numbers of several rounds: their median and range. */
record Timings(List<Double> values) {
  double median() {
    double[] sorted = sorted();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  double least() {
    return sorted()[0];
  }

  double most() {
    return sorted()[values.size() - 1];
  }

  private double[] sorted() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** These divided by those of the same rounds. */
  Timings over(Timings others) {
    Double[] ratios = new Double[values.size()];
    Arrays.setAll(ratios, i -> values.get(i) / others.values.get(i));
    return new Timings(List.of(ratios));
  }
}
