package org.esgrima.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.architecture.Conditions;
import org.esgrima.architecture.StyleGan2;
import org.esgrima.data.Dataset;
import org.esgrima.io.ElementType;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.metric.Authenticity;
import org.esgrima.metric.Bootstrap;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.metric.Measurement;
import org.esgrima.metric.NearestSamples;
import org.esgrima.metric.ParzenWindow;
import org.esgrima.metric.PerceptualPathLength;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The measures that need more than two sets of samples. */
final class OtherMetrics {
  private OtherMetrics() {}

  static List<NamedMetric> all() {
    return List.of(new PathLength(), new Parzen(), new ParzenValidation(), new Memorisation());
  }

  private static Measurement describe(Measurement one, FeatureExtractor extractor) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("described-by", extractor.name());
    settings.put("resize", extractor.resizeRule());
    Measurement described = one.with(Map.of(), settings, List.of());
    return extractor.source() == null ? described : described.withFeatures(extractor.source());
  }

  /** How far images move along paths between latents. */
  private record PathLength() implements NamedMetric {
    private static final double EPSILON = 1e-4;
    private static final int BATCH = 100;

    @Override
    public String name() {
      return "ppl";
    }

    @Override
    public String summary() {
      return "length of paths between images, in features; lower is smoother";
    }

    @Override
    public Optional<String> objection(Material material) {
      if (material.generator().isEmpty()) {
        return Optional.of("a generator");
      }
      return material.extractor().continuous()
          ? Optional.empty()
          : Optional.of("features of images that are not rounded, such as --features random");
    }

    @Override
    public List<Measurement> measure(Material material) {
      TrainedGenerator generator = material.generator().orElseThrow();
      FeatureExtractor extractor = material.extractor();
      long seed = material.settings().seed();
      long[] next = {seed};
      PerceptualPathLength metric =
          new PerceptualPathLength(
              path(generator),
              PerceptualPathLength.Where.FULL,
              EPSILON,
              (int) material.settings().samples(),
              BATCH,
              seed);
      Measurement found =
          metric.measure(
              (random, count) ->
                  generator
                      .latents()
                      .draw(random, ElementType.F64, count, generator.architecture().latent()),
              z -> images(generator, z, next),
              images -> {
                material.looked(images);
                return extractor.features(images);
              });
      String note = "Real images have no latents, so there is no floor";
      return List.of(describe(found, extractor).with(Map.of(), Map.of(), List.of(note)));
    }

    /**
     * Great circles only for generators that normalise z: others do not know latents of length 1.
     */
    private static PerceptualPathLength.Path path(TrainedGenerator generator) {
      return generator.architecture() instanceof StyleGan2
          ? PerceptualPathLength.Path.SLERP
          : PerceptualPathLength.Path.LERP;
    }

    /** Both ends of a step are of one class. */
    private static Tensor images(TrainedGenerator generator, Tensor z, long[] next) {
      int pairs = Math.toIntExact(z.shape().size(0) / 2);
      long[] seeds = new long[2 * pairs];
      Arrays.setAll(seeds, i -> next[0] + i % pairs);
      next[0] += pairs;
      int[] any = new int[seeds.length];
      Arrays.fill(any, Conditions.ANY);
      return generator.samples(z, seeds, any);
    }
  }

  /** Goodfellow et al. 2014, table 1. */
  private record Parzen() implements NamedMetric {
    private static final long MOST_NUMBERS = 3_072;
    private static final long VALIDATION = 1_000;

    @Override
    public String name() {
      return "parzen";
    }

    @Override
    public String summary() {
      return "log-likelihood of test samples under a Parzen window, in nats; higher is better";
    }

    @Override
    public Optional<String> objection(Material material) {
      boolean small =
          material.images() && material.subjects().fakes().sampleShape().elements() <= MOST_NUMBERS;
      boolean test = material.subjects().reference().heldOut().isPresent();
      return small && test
          ? Optional.empty()
          : Optional.of("images of at most 3,072 numbers, from data with a test split");
    }

    @Override
    public List<Measurement> measure(Material material) {
      Reference reference = material.subjects().reference();
      Pair pair = material.pair(material.settings().samples());
      SampleSource test = reference.heldOut().orElseThrow();
      SampleSource validation = reference.rest().orElse(reference.samples());
      try (FeatureExtractor pixels = material.openExtractor("pixels");
          Scope scope = Scope.open()) {
        long tested = Math.min(material.settings().samples(), test.size());
        Tensor testPixels = pixels(material, pixels, new Part(test, 0, tested));
        long chosen = Math.min(VALIDATION, validation.size());
        Tensor validationPixels = pixels(material, pixels, new Part(validation, 0, chosen));
        Measurement found =
            window(pixels(material, pixels, pair.fakes()), validationPixels, testPixels);
        // A training sample that chooses sigma must not be a centre at distance 0 from itself.
        Optional<Measurement> ceiling = Optional.empty();
        long first = reference.rest().isPresent() ? 0 : chosen;
        long left = Math.min(pair.reals().count(), reference.samples().size() - first);
        if (left > 0) {
          Part centres = new Part(reference.samples(), first, left);
          ceiling =
              Optional.of(window(pixels(material, pixels, centres), validationPixels, testPixels));
        }
        return List.of(result(found, ceiling, reference, pixels));
      }
    }

    private static Tensor pixels(Material material, FeatureExtractor pixels, Part part) {
      return material.collect(part, pixels::features);
    }

    private static Measurement window(Tensor centres, Tensor validation, Tensor test) {
      return new ParzenWindow().measure(centres, validation, test);
    }

    private static Measurement result(
        Measurement found,
        Optional<Measurement> ceiling,
        Reference reference,
        FeatureExtractor pixels) {
      List<String> notes = new ArrayList<>();
      if (reference.rest().isEmpty()) {
        notes.add("Sigma was chosen on training samples: the run took all, and held none back");
      }
      Measurement described = describe(found, pixels).with(Map.of(), Map.of(), notes);
      return ceiling
          .map(
              c ->
                  described
                      .withFloor(c.value())
                      .with(
                          Map.of("floor-centres", c.counts().get("fakes")),
                          Map.of("floor-from", "training samples as centres"),
                          List.of()))
          .orElse(described);
    }
  }

  /** The same on validation samples: what Goodfellow et al. watched in order to stop. */
  private record ParzenValidation() implements NamedMetric {
    @Override
    public String name() {
      return "parzen-validation";
    }

    @Override
    public String summary() {
      return "the same of validation samples, to choose a checkpoint by; higher is better";
    }

    @Override
    public Optional<String> objection(Material material) {
      boolean small =
          material.images()
              && material.subjects().fakes().sampleShape().elements() <= Parzen.MOST_NUMBERS;
      return small && material.subjects().reference().rest().isPresent()
          ? Optional.empty()
          : Optional.of("images of at most 3,072 numbers, from data of which some are left out");
    }

    @Override
    public List<Measurement> measure(Material material) {
      Reference reference = material.subjects().reference();
      Pair pair = material.pair(material.settings().samples());
      SampleSource validation = reference.rest().orElseThrow();
      try (FeatureExtractor pixels = material.openExtractor("pixels");
          Scope scope = Scope.open()) {
        long chosen = Math.min(Parzen.VALIDATION, validation.size());
        Tensor validationPixels = Parzen.pixels(material, pixels, new Part(validation, 0, chosen));
        Tensor centres = Parzen.pixels(material, pixels, pair.fakes());
        return List.of(describe(new ParzenWindow().validate(centres, validationPixels), pixels));
      }
    }
  }

  /** Whether fakes are copies of training samples. */
  private record Memorisation() implements NamedMetric {
    private static final long PUBLISHED = 1_000;
    private static final int LISTED = 5;

    @Override
    public String name() {
      return "memorisation";
    }

    @Override
    public String summary() {
      return "share of fakes that are no copies, and the nearest training samples";
    }

    @Override
    public Optional<String> objection(Material material) {
      SampleSource samples = material.subjects().reference().samples();
      return samples.size() == Dataset.UNLIMITED
          ? Optional.of("training data with an end, which could be known by heart")
          : Optional.empty();
    }

    @Override
    public List<Measurement> measure(Material material) {
      Reference reference = material.subjects().reference();
      Part training = new Part(reference.samples(), 0, reference.samples().size());
      long count = material.settings().samples(PUBLISHED);
      Part fakes = material.pair(count).fakes();
      List<Measurement> found = compare(material, training, fakes, Bootstrap.USUAL);
      Optional<Part> heldOut =
          reference.heldOut().map(test -> new Part(test, 0, Math.min(count, test.size())));
      if (heldOut.isEmpty()) {
        return found;
      }
      List<Measurement> real = compare(material, training, heldOut.get(), null);
      List<Measurement> all = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        all.add(
            found
                .get(i)
                .withFloor(real.get(i).value())
                .with(
                    Map.of(PairMetric.FLOOR_HELD_OUT, heldOut.get().count()),
                    Map.of("floor-from", Reference.TEST_SPLIT),
                    List.of()));
      }
      return all;
    }

    private static List<Measurement> compare(
        Material material, Part training, Part fakes, Bootstrap bootstrap) {
      Tensor known = material.features(training);
      Tensor made = material.features(fakes);
      Measurement authenticity = new Authenticity(bootstrap).measure(known, made).get(0);
      NearestSamples nearest = NearestSamples.of(known, made);
      Measurement distance =
          nearest
              .measurement(training.count(), bootstrap)
              .with(Map.of(), Map.of("closest", closest(nearest, training, fakes)), List.of());
      return List.of(
          describe(authenticity, material.extractor()), describe(distance, material.extractor()));
    }

    private static List<Map<String, Object>> closest(
        NearestSamples nearest, Part training, Part fakes) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int j : nearest.closestFirst().stream().limit(LISTED).toList()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fake", fakes.source().number(fakes.from() + j));
        row.put("real", training.source().number(training.from() + nearest.indices()[j]));
        row.put("distance", nearest.distances()[j]);
        rows.add(row);
      }
      return rows;
    }
  }
}
