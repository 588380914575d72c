package org.esgrima.tournament;

import java.util.Optional;
import java.util.function.Consumer;
import org.esgrima.InputException;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.HeldOut;
import org.esgrima.io.Shape;

/**
 * The real samples of a tournament: such as no player has seen, where there are any.
 *
 * @param dataset closed with this
 * @param words where they come from
 */
record RealSamples(Dataset dataset, String words) implements AutoCloseable {
  /**
   * Opens held-out samples of a run's data or, where there are none, the data themselves.
   *
   * @param shape of one sample that the players know
   * @throws InputException if the data are gone, or are of another shape now
   */
  static RealSamples of(DataOptions options, Shape shape, Consumer<String> notices) {
    Dataset training = Datasets.open(options, notices);
    Optional<Dataset> test;
    try {
      test = HeldOut.open(options, training);
    } catch (RuntimeException e) {
      training.close();
      throw e;
    }
    RealSamples found =
        test.map(
                set -> {
                  training.close();
                  return new RealSamples(set, "held out of " + options.source());
                })
            .orElseGet(
                () ->
                    new RealSamples(training, "seen in training: samples of " + options.source()));
    return found.requireShape(shape);
  }

  private RealSamples requireShape(Shape shape) {
    Shape got = dataset.sampleShape();
    if (!got.equals(shape)) {
      close();
      throw new InputException(
          "data of another shape",
          dataset.name(),
          "samples " + shape + ", which this run learnt from",
          got,
          "Bring the old data back");
    }
    return this;
  }

  @Override
  public void close() {
    dataset.close();
  }
}
