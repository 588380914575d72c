package org.esgrima.evaluate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.metric.FeatureExtractors;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Tensor;

/** What the metrics of one evaluation share: samples and features, made when first asked for. */
final class Material implements AutoCloseable {
  private final Subjects subjects;
  private final Evaluation settings;
  private final Listener listener;
  private final FeatureCache cache;
  private final FeatureExtractor extractor;
  private final NamedTensors features = new NamedTensors();
  private final Map<Part, String> names = new HashMap<>();
  private final PairwiseFigures pairwise = FeatureMetrics.pairwise();

  Material(Subjects subjects, Evaluation settings, FeatureCache cache, Listener listener) {
    this.subjects = subjects;
    this.settings = settings;
    this.cache = cache;
    this.listener = listener;
    this.extractor = openExtractor(settings.featuresFor(subjects.fakes().sampleShape()));
  }

  FeatureExtractor openExtractor(String name) {
    return FeatureExtractors.open(name, subjects.fakes().sampleShape());
  }

  Subjects subjects() {
    return subjects;
  }

  Evaluation settings() {
    return settings;
  }

  FeatureExtractor extractor() {
    return extractor;
  }

  /** Figures that share their distances. */
  PairwiseFigures pairwise() {
    return pairwise;
  }

  Optional<TrainedGenerator> generator() {
    return subjects.generator();
  }

  boolean images() {
    return subjects.fakes().sampleShape().rank() == 3;
  }

  /** Fakes and reals, so many of each where there are that many. */
  Pair pair(long count) {
    long fakes = Math.min(count, subjects.fakes().size());
    return new Pair(subjects.reference().reals(count), new Part(subjects.fakes(), 0, fakes), false);
  }

  /** Features [N,F] float64 of a part, which live as long as this. */
  Tensor features(Part part) {
    String known = names.get(part);
    if (known == null) {
      known = "part" + names.size();
      features.put(known, cache.features(part, extractor, () -> describe(part)));
      names.put(part, known);
    }
    return features.get(known);
  }

  private Tensor describe(Part part) {
    listener.notice(
        "%s: %,d samples by %s".formatted(part.source().name(), part.count(), extractor.name()));
    return collect(part, extractor::features);
  }

  /** What a function makes of the samples of a part, piece by piece, in the caller's scope. */
  Tensor collect(Part part, UnaryOperator<Tensor> function) {
    return part.source()
        .collect(
            part.from(),
            part.count(),
            piece -> {
              looked(piece);
              return function.apply(piece);
            });
  }

  /** The samples of a part [N,…] float32, in the caller's scope. */
  Tensor samples(Part part) {
    return collect(part, Tensor::copy);
  }

  void looked(Tensor piece) {
    looked(piece.shape().size(0));
  }

  void looked(long samples) {
    listener.looked(samples);
  }

  @Override
  public void close() {
    features.close();
    extractor.close();
  }
}
