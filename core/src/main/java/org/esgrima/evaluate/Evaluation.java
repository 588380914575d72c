package org.esgrima.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.metric.FeatureExtractors;
import org.esgrima.metric.Measurement;
import org.esgrima.torch.Scope;

/**
 * What to measure, and how.
 *
 * <pre>{@code
 * Evaluation evaluation = new Evaluation(List.of("fid", "kid"), "", 10_000, 0, true);
 * Subjects.Choice choice = new Subjects.Choice(false, "", 0);
 * try (Subjects subjects = Subjects.open("runs/00000-digits", "", choice, Listener.NONE)) {
 *   Map<String, List<Measurement>> found = evaluation.run(subjects, Listener.NONE);
 * }
 * }</pre>
 *
 * @param metrics names of {@link Metrics}, or {@code all} alone for those that suit the samples
 * @param features name of a {@link org.esgrima.metric.FeatureExtractors feature extractor} or a
 *     TorchScript file; empty for the default of such samples
 * @param count samples of each kind, at least 2; fewer where a set has fewer; 0 = the protocol's
 *     own number: 10,000, and that of the publication for counted modes
 * @param seed seed of the first synthetic sample and of the order of real ones, at least 0
 * @param cached whether features of data sets are kept in the user's cache directory
 */
public record Evaluation(
    List<String> metrics, String features, long count, long seed, boolean cached) {
  /** Samples of each kind where no number is given. */
  public static final long USUAL_COUNT = 10_000;

  /**
   * Checks the values.
   *
   * @throws InputException if a name is unknown or a number out of range
   */
  public Evaluation {
    metrics = List.copyOf(metrics);
    Metrics.require(metrics);
    if (count != 0 && count < 2) {
      throw new InputException(
          "unusable value", "--count", "at least 2, or 0 for the usual", count, "Try 10000");
    }
    if (seed < 0 || seed > 0xffffffffL) {
      throw new InputException("unusable value", "--seed", "0 to 4294967295", seed, "Try 0");
    }
  }

  /**
   * Measures.
   *
   * @param listener hears of every metric as soon as it is done
   * @return the figures of every metric, in the order in which they were asked for
   * @throws InputException if a metric does not suit the samples, or there are too few of them
   */
  public Map<String, List<Measurement>> run(Subjects subjects, Listener listener) {
    FeatureCache cache = cached ? FeatureCache.ofUser(listener::notice) : FeatureCache.none();
    return run(subjects, listener, cache);
  }

  Map<String, List<Measurement>> run(Subjects subjects, Listener listener, FeatureCache cache) {
    Map<String, List<Measurement>> all = new LinkedHashMap<>();
    try (Material material = new Material(subjects, this, cache, listener)) {
      for (NamedMetric metric : Metrics.suiting(metrics, material)) {
        List<Measurement> found = new ArrayList<>();
        try (Scope scope = Scope.open()) {
          metric.measure(material).forEach(one -> found.add(complete(one, subjects)));
        }
        listener.measured(metric.name(), List.copyOf(found));
        all.put(metric.name(), List.copyOf(found));
      }
    }
    return all;
  }

  /** With what was compared, so that a line of a file says all by itself. */
  private Measurement complete(Measurement one, Subjects subjects) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("fakes", subjects.measuredName());
    settings.put("reals", subjects.againstName());
    settings.put("reals-fingerprint", subjects.againstFingerprint());
    settings.put("sample-seed", seed);
    if (!subjects.classes().isEmpty()) {
      settings.put("classes", subjects.classes());
    }
    Measurement complete = one.with(Map.of(), settings, List.of());
    OptionalLong step = subjects.step();
    return step.isPresent() ? complete.atStep(step.getAsLong()) : complete;
  }

  /** Samples of each kind. */
  long samples() {
    return count == 0 ? USUAL_COUNT : count;
  }

  /** Samples of each kind for a protocol with a number of its own. */
  long samples(long published) {
    return count == 0 ? published : count;
  }

  /** The name of the features for samples of this shape. */
  String featuresFor(Shape sample) {
    return features.isEmpty() ? FeatureExtractors.defaultFor(sample) : features;
  }
}
