package org.esgrima.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.GaussianMixture;
import org.esgrima.data.StackedMnist;
import org.esgrima.data.Subset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.metric.ClassAccuracy;
import org.esgrima.metric.CountingRule;
import org.esgrima.metric.DigitClassifier;
import org.esgrima.metric.EightBit;
import org.esgrima.metric.ImageClassifier;
import org.esgrima.metric.InceptionScore;
import org.esgrima.metric.Measurement;
import org.esgrima.metric.ModeCoverage;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The measures of classes and modes. */
final class ClassMetrics {
  private static final Shape DIGIT = Shape.of(1, 28, 28);
  private static final Shape STACKED_DIGITS = Shape.of(3, 28, 28);
  private static final long PUBLISHED_POINTS = 2_500;
  private static final long PUBLISHED_STACKS = 26_000;

  private ClassMetrics() {}

  static List<NamedMetric> all() {
    return List.of(
        new PairMetric(
            "is",
            "inception score by the digit classifier; higher is better, up to 10",
            Evaluation.USUAL_COUNT,
            false,
            ClassMetrics::noDigits,
            ClassMetrics::inceptionScore),
        new Modes(),
        new Accuracy(),
        new ClassificationAccuracyScore());
  }

  private static Optional<String> noDigits(Material material) {
    boolean digits = material.subjects().fakes().sampleShape().equals(DIGIT);
    return digits ? Optional.empty() : Optional.of("gray digits of 28 x 28 pixels");
  }

  private static List<Measurement> inceptionScore(Material material, Pair pair) {
    try (ImageClassifier digits = DigitClassifier.open();
        Scope scope = Scope.open()) {
      Tensor probabilities =
          material.collect(pair.fakes(), piece -> digits.probabilities(piece).to(ElementType.F64));
      int splits = (int) Math.min(new InceptionScore().splits(), pair.fakes().count());
      return List.of(
          new InceptionScore(splits, null).measure(probabilities).withFeatures(digits.source()));
    }
  }

  /** How many modes of data whose modes are known are reached. */
  private record Modes() implements NamedMetric {
    @Override
    public String name() {
      return "modes";
    }

    @Override
    public String summary() {
      return "modes that are reached, share of good samples, divergence from even";
    }

    @Override
    public Optional<String> objection(Material material) {
      Dataset whole = material.subjects().reference().whole();
      boolean stacked =
          whole instanceof StackedMnist
              && material.subjects().fakes().sampleShape().equals(STACKED_DIGITS);
      return stacked || whole instanceof GaussianMixture
          ? Optional.empty()
          : Optional.of("data with known modes: ring, grid or stacked-mnist");
    }

    @Override
    public List<Measurement> measure(Material material) {
      boolean points = material.subjects().reference().whole() instanceof GaussianMixture;
      return new PairMetric(
              name(),
              summary(),
              points ? PUBLISHED_POINTS : PUBLISHED_STACKS,
              false,
              this::objection,
              points ? Modes::ofMixture : Modes::ofStacks)
          .measure(material);
    }

    private static List<Measurement> ofMixture(Material material, Pair pair) {
      GaussianMixture mixture = (GaussianMixture) material.subjects().reference().whole();
      try (Scope scope = Scope.open()) {
        double[] points = material.samples(pair.fakes()).toDoubles();
        return ModeCoverage.of(mixture, points, CountingRule.WithinSigmas.PUBLISHED).measurements();
      }
    }

    private static List<Measurement> ofStacks(Material material, Pair pair) {
      Part part = pair.fakes();
      List<Integer> triples = new ArrayList<>();
      try (ImageClassifier digits = DigitClassifier.open()) {
        part.source()
            .forEach(
                part.from(),
                part.count(),
                piece -> {
                  material.looked(piece);
                  triples.addAll(triples(digits, piece));
                });
        int[] classes = triples.stream().mapToInt(Integer::intValue).toArray();
        return ModeCoverage.ofClasses(classes, StackedMnist.CLASSES).measurements().stream()
            .map(m -> m.withFeatures(digits.source()))
            .toList();
      }
    }

    private static List<Integer> triples(ImageClassifier digits, Tensor images) {
      int[] red = digits.classes(images.narrow(1, 0, 1));
      int[] green = digits.classes(images.narrow(1, 1, 1));
      int[] blue = digits.classes(images.narrow(1, 2, 1));
      List<Integer> triples = new ArrayList<>();
      for (int i = 0; i < red.length; i++) {
        triples.add(StackedMnist.triple(red[i], green[i], blue[i]));
      }
      return triples;
    }
  }

  /** Whether a conditional generator of digits makes the digit that it is asked for. */
  private record Accuracy() implements NamedMetric {
    @Override
    public String name() {
      return "accuracy";
    }

    @Override
    public String summary() {
      return "share of digits that are what was asked for; higher is better";
    }

    @Override
    public Optional<String> objection(Material material) {
      Optional<TrainedGenerator> generator = material.generator();
      boolean digits =
          generator.isPresent()
              && generator.get().classes().size() == 10
              && material.subjects().fakes().sampleShape().equals(DIGIT);
      return digits
          ? Optional.empty()
          : Optional.of("a generator of 28 x 28 digits that is told the digit");
    }

    @Override
    public List<Measurement> measure(Material material) {
      TrainedGenerator generator = material.generator().orElseThrow();
      long[] next = {material.settings().seed()};
      try (ImageClassifier digits = DigitClassifier.open()) {
        int each = (int) Math.max(1, material.settings().samples() / digits.classNames().size());
        Measurement found =
            ClassAccuracy.measure(digits, classes -> images(generator, classes, next), each)
                .measurement()
                .withFeatures(digits.source());
        return List.of(floor(material, digits).map(f -> withFloor(found, f)).orElse(found));
      }
    }

    private static Tensor images(TrainedGenerator generator, int[] classes, long[] next) {
      long[] seeds = new long[classes.length];
      Arrays.setAll(seeds, i -> next[0]++);
      try (Scope scope = Scope.open()) {
        return scope.keep(EightBit.toUnit(EightBit.of(generator.samples(seeds, classes))));
      }
    }

    private static Measurement withFloor(Measurement found, Measurement real) {
      return found
          .withFloor(real.value())
          .with(
              Map.of(PairMetric.FLOOR_HELD_OUT, real.counts().get("reals")),
              Map.of("floor-from", "labels of held-out images"),
              List.of());
    }

    /** The accuracy on real images; absent where their labels are no digits. */
    private static Optional<Measurement> floor(Material material, ImageClassifier digits) {
      Optional<SampleSource> heldOut = material.subjects().reference().heldOut();
      if (heldOut.isEmpty() || !(heldOut.get() instanceof DatasetSource source)) {
        return Optional.empty();
      }
      Dataset data = source.dataset();
      long count = Math.min(material.settings().samples(), data.size());
      try {
        return Optional.of(digits.accuracyMeasurement(Subset.of(data, 0, count)));
      } catch (InputException e) {
        return Optional.empty(); // labels of another kind
      }
    }
  }
}
