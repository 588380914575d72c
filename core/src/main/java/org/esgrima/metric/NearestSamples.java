package org.esgrima.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.torch.Tensor;

/**
 * For every fake the training sample whose features are nearest, by Euclidean distance: what to
 * show beside a fake to see whether it was memorised.
 *
 * @param indices [M] index of the nearest training sample
 * @param distances [M] to it, in the unit of the features; exactly 0 for equal features
 */
@SuppressWarnings("ArrayRecordComponent") // one number for each of many samples
public record NearestSamples(long[] indices, double[] distances) {
  /**
   * Finds them.
   *
   * @param training features [N,F], N at least 1
   * @param fakes features [M,F], M at least 1
   * @throws org.esgrima.InputException if a feature is not finite, a set empty, or F differs
   */
  public static NearestSamples of(Tensor training, Tensor fakes) {
    Features.require("training", training, 1);
    int count = Features.require("fakes", fakes, 1);
    Features.requireSameWidth(training, fakes);
    long[] indices = new long[count];
    double[] smallest = new double[count];
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    SquaredDistances.forEachTile(
        fakes,
        training,
        (row, column, squared) -> {
          double[] values = squared.min(1).toDoubles();
          double[] at = squared.argMin(1).toDoubles();
          for (int i = 0; i < values.length; i++) {
            if (values[i] < smallest[row + i]) {
              smallest[row + i] = values[i];
              indices[row + i] = column + (long) at[i];
            }
          }
        });
    double[] distances = SquaredDistances.ofPairs(fakes, training, indices);
    Arrays.setAll(distances, i -> Math.sqrt(distances[i]));
    return new NearestSamples(indices, distances);
  }

  /**
   * {@code nearest-distance}: the mean distance; below that of held-out real samples, fakes lie
   * nearer to the training samples than fresh ones would.
   *
   * @param training number N of training samples
   * @param bootstrap resamples the fakes; null for no interval
   */
  public Measurement measurement(long training, Bootstrap bootstrap) {
    Measurement.Builder result =
        Measurement.of("nearest-distance", Statistics.mean(distances))
            .count("reals", training)
            .count("fakes", distances.length);
    if (bootstrap != null) {
      result.interval(bootstrap.ofMean(distances));
    }
    return result.build();
  }

  /** Indices of the fakes, the one nearest to its training sample first. */
  public List<Integer> closestFirst() {
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> distances[j]))
        .toList();
  }
}
