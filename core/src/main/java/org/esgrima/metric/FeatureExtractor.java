package org.esgrima.metric;

import org.esgrima.torch.Tensor;

/**
 * Turns samples into the vectors that a {@link Metric} compares. Which vectors they are decides
 * what a distance means, so every number names its extractor, the hash of its weights and how it
 * resizes.
 *
 * <p>An instance belongs to one thread at a time. {@link FeatureExtractors} opens them by name.
 */
public interface FeatureExtractor extends AutoCloseable {
  /** The {@link #resizeRule} of extractors that look at images as they are. */
  String NO_RESIZING = "none";

  /** Name, for people: {@code digits}; only with the hash does it say which network. */
  String name();

  /** SHA-256 of the weights, 64 hexadecimal digits; empty for an extractor without a network. */
  String sha256();

  /** What happens to images of another size, in one line. */
  String resizeRule();

  /**
   * Whether arbitrarily small changes of a sample change its features: not where images are rounded
   * to 8 bits on the way.
   */
  boolean continuous();

  /**
   * Describes samples.
   *
   * @param samples images [N,C,H,W] in [-1, 1] or points [N,2], N at least 1, float32
   * @return [N,F] float64, whose values float32 can hold, in the caller's scope
   * @throws org.esgrima.InputException if it cannot describe such samples
   */
  Tensor features(Tensor samples);

  /** Name and hash, as measurements carry them; null without a network. */
  default Measurement.FeatureSource source() {
    return sha256().isEmpty() ? null : new Measurement.FeatureSource(name(), sha256());
  }

  @Override
  void close();
}
