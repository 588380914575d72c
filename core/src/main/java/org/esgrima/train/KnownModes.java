package org.esgrima.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.esgrima.data.Dataset;
import org.esgrima.data.GaussianMixture;
import org.esgrima.io.Shape;
import org.esgrima.metric.CountingRule;
import org.esgrima.metric.DigitClassifier;
import org.esgrima.metric.ImageClassifier;
import org.esgrima.metric.ModeCoverage;
import org.esgrima.torch.Tensor;

/**
 * The modes of data whose modes are known, and which of them a generator misses: the Gaussians of a
 * mixture, where each sample counts for the nearest one; the ten digits, by the {@link
 * DigitClassifier}, of data in its form with labels {@code digit}.
 *
 * <p>A mode is missing if it has fewer than {@value #LEAST_SHARE} of the samples that it should
 * have. Whether samples are any good is not asked: bad ones count for the mode they resemble.
 */
interface KnownModes extends AutoCloseable {
  /**
   * Of the samples that a mode should have. This project's own: so few that chance does not lose a
   * mode (where 13 are expected, 1 or fewer come with probability 3e-5), so many that a stray
   * sample does not bring a lost one back.
   */
  double LEAST_SHARE = 0.1;

  /** What one of them is called. */
  String word();

  /** Number of modes. */
  int count();

  /** Samples that are needed to tell. */
  int samples();

  /**
   * Modes that are missing, ascending.
   *
   * @param samples [N,…], finite
   */
  List<Integer> missing(Tensor samples);

  @Override
  void close();

  /**
   * The modes of a set; empty if they are not known.
   *
   * @param reals samples of it
   */
  static Optional<KnownModes> of(Dataset dataset, Tensor reals) {
    if (dataset instanceof GaussianMixture mixture) {
      return Optional.of(new OfMixture(mixture));
    }
    boolean digits =
        dataset.sampleShape().equals(Shape.of(1, 28, 28))
            && dataset.labelColumns().stream()
                .anyMatch(c -> c.name().equals("digit") && c.classNames().size() == 10);
    return digits ? Optional.of(OfDigits.of(reals)) : Optional.empty();
  }

  /** Modes with fewer than {@link #LEAST_SHARE} of the samples that they should have. */
  private static List<Integer> missing(List<Long> counts, double[] shares) {
    long all = counts.stream().mapToLong(Long::longValue).sum();
    return IntStream.range(0, shares.length)
        .filter(k -> counts.get(k) < LEAST_SHARE * shares[k] * all)
        .boxed()
        .toList();
  }

  /** Each sample counts for the Gaussian whose centre is nearest. */
  record OfMixture(GaussianMixture mixture) implements KnownModes {
    private static final CountingRule.WithinSigmas NEAREST =
        new CountingRule.WithinSigmas(Double.POSITIVE_INFINITY, 1);

    @Override
    public String word() {
      return "mode";
    }

    @Override
    public int count() {
      return mixture.centres().size();
    }

    @Override
    public int samples() {
      return 100 * count(); // as many of each as the published 2,500 for 25 modes
    }

    @Override
    public List<Integer> missing(Tensor samples) {
      ModeCoverage found = ModeCoverage.of(mixture, samples.toDoubles(), NEAREST);
      return KnownModes.missing(found.counts(), mixture.shares());
    }

    @Override
    public void close() {}
  }

  /**
   * Each image counts for the digit that the classifier names.
   *
   * @param known digits that the data have at all
   */
  record OfDigits(ImageClassifier classifier, List<Integer> known) implements KnownModes {
    private static final int DIGITS = 10;
    private static final int EACH = 13;
    // Below it a class of the training data is none: a classifier is not always right.
    private static final double LEAST_REAL_SHARE = 0.02;

    static OfDigits of(Tensor reals) {
      ImageClassifier classifier = DigitClassifier.open();
      List<Long> counts = counts(classifier, reals);
      double least = LEAST_REAL_SHARE * reals.shape().size(0);
      return new OfDigits(
          classifier,
          IntStream.range(0, DIGITS).filter(k -> counts.get(k) > least).boxed().toList());
    }

    private static List<Long> counts(ImageClassifier classifier, Tensor images) {
      return ModeCoverage.ofClasses(classifier.classes(images), DIGITS).counts();
    }

    @Override
    public String word() {
      return "digit";
    }

    @Override
    public int count() {
      return known.size();
    }

    @Override
    public int samples() {
      return EACH * DIGITS;
    }

    @Override
    public List<Integer> missing(Tensor samples) {
      List<Long> counts = counts(classifier, samples);
      double each = (double) samples.shape().size(0) / known.size();
      List<Integer> missing = new ArrayList<>(known);
      missing.removeIf(k -> counts.get(k) >= LEAST_SHARE * each);
      return missing;
    }

    @Override
    public void close() {
      classifier.close();
    }
  }
}
