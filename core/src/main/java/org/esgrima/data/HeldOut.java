package org.esgrima.data;

import java.util.Optional;
import org.esgrima.InputException;

/**
 * Real samples that a training does not see: the one rule for where they come from.
 *
 * <ol>
 *   <li>The test half, of sets that have one and were not trained on it. That of a drawn set comes
 *       from another seed.
 *   <li>Otherwise the samples behind those that {@link DataOptions#skip} and {@link
 *       DataOptions#take} chose.
 * </ol>
 */
public final class HeldOut {
  private HeldOut() {}

  /**
   * Opens them.
   *
   * @param options of the training
   * @param training the samples that it sees; stays open
   * @return the caller closes it; empty where the training sees everything
   */
  public static Optional<Dataset> open(DataOptions options, Dataset training) {
    if (options.skip() == 0 && options.take() == 0) {
      return testHalf(options, training);
    }
    Dataset whole = Datasets.open(options.whole(options.split()));
    try {
      Optional<Dataset> test = testHalf(options, whole);
      Optional<Dataset> found = test.or(() -> rest(options, whole));
      if (test.isPresent() || found.isEmpty()) {
        whole.close();
      }
      return found;
    } catch (RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  /**
   * The test half.
   *
   * @param options of the training
   * @param whole all samples of the half that was trained on
   * @return the caller closes it; empty if the set has none or it is what was learnt
   */
  public static Optional<Dataset> testHalf(DataOptions options, Dataset whole) {
    if (options.split() == Split.TEST || !Datasets.comesInHalves(options.source())) {
      return Optional.empty();
    }
    Dataset test;
    try {
      test = Datasets.open(options.whole(Split.TEST));
    } catch (InputException e) {
      return Optional.empty(); // a set without a test half
    }
    if (test.fingerprint().equals(whole.fingerprint())) {
      test.close();
      return Optional.empty();
    }
    return Optional.of(test);
  }

  /**
   * The samples behind those that were taken.
   *
   * @param options of the training
   * @param whole all samples of the half that was trained on; the result is a view of it
   * @return empty if all were taken
   */
  public static Optional<Dataset> rest(DataOptions options, Dataset whole) {
    long used = options.skip() + options.take();
    boolean left = options.take() > 0 && used < whole.size();
    return left ? Optional.of(Subset.of(whole, used, 0)) : Optional.empty();
  }
}
