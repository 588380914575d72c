package org.esgrima.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.HeldOut;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.OfClasses;

/**
 * The samples that others are measured against.
 *
 * @param samples usually the training data
 * @param heldOut others of the same kind that no training has seen; absent where there are none
 * @param rest those of {@code whole} behind the training samples, seen neither; absent where the
 *     training took all
 * @param whole all data that {@code samples} were taken from; null if they are synthetic
 */
record Reference(
    SampleSource samples,
    Optional<SampleSource> heldOut,
    Optional<SampleSource> rest,
    Dataset whole)
    implements AutoCloseable {
  /** Where the held-out samples of a floor come from. */
  static final String TEST_SPLIT = "test split";

  static final String REST = "further samples of the same set";
  static final String HALVES = "two halves of the same set";

  /**
   * A data set with its test split, where it has one.
   *
   * @param options which samples
   * @param notices is told about long steps
   */
  static Reference of(DataOptions options, long seed, Consumer<String> notices) {
    Dataset training = Datasets.open(options, notices);
    Dataset whole = training;
    try {
      if (options.skip() > 0 || options.take() > 0) {
        whole = Datasets.open(options.whole(options.split()), notices);
      }
      Optional<SampleSource> test =
          HeldOut.testHalf(options, whole).map(d -> source(d, options, seed));
      Optional<SampleSource> rest = HeldOut.rest(options, whole).map(d -> source(d, options, seed));
      return new Reference(source(training, options, seed), test, rest, whole);
    } catch (RuntimeException e) {
      training.close();
      whole.close();
      throw e;
    }
  }

  private static SampleSource source(Dataset dataset, DataOptions options, long seed) {
    return new DatasetSource(options.source(), dataset, seed);
  }

  /**
   * Only the samples of some classes; {@link #whole} stays.
   *
   * @param label with all classes
   * @param wanted numbers of classes
   * @throws InputException if the data do not know these classes
   */
  Reference ofClasses(LabelColumn label, List<Integer> wanted, long seed) {
    UnaryOperator<SampleSource> choice =
        source ->
            new DatasetSource(
                source.name(),
                OfClasses.of(((DatasetSource) source).dataset(), label, wanted),
                seed);
    return new Reference(choice.apply(samples), heldOut.map(choice), rest.map(choice), whole);
  }

  /** The first samples. */
  Part reals(long count) {
    return new Part(samples, 0, Math.min(count, samples.size()));
  }

  /** Reals against other reals; absent where there are too few. */
  Optional<Pair> floor(long count) {
    Part reals = reals(count);
    if (heldOut.isPresent()) {
      Part test = new Part(heldOut.get(), 0, Math.min(count, heldOut.get().size()));
      return Optional.of(new Pair(reals, test, true));
    }
    long n = reals.count();
    long size = samples.size();
    if (size - n >= n) {
      return Optional.of(new Pair(reals, new Part(samples, n, n), true));
    }
    long half = size / 2;
    return half < 1
        ? Optional.empty()
        : Optional.of(new Pair(reals.first(half), new Part(samples, half, half), true));
  }

  /** Where the floor's second set comes from, in words. */
  String floorSource(long count) {
    if (heldOut.isPresent()) {
      return TEST_SPLIT;
    }
    return samples.size() - reals(count).count() >= reals(count).count() ? REST : HALVES;
  }

  @Override
  public void close() {
    samples.close();
    heldOut.ifPresent(SampleSource::close);
    if (whole != null) {
      whole.close();
    }
  }
}
