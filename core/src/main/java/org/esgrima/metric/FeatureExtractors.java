package org.esgrima.metric;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.io.Spelling;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The feature extractors by name: {@code digits} (28 × 28 gray), {@code random} (any images),
 * {@code pixels} and {@code points} (the samples themselves), or the path of a TorchScript file.
 */
public final class FeatureExtractors {
  /** Names that {@link #open} knows beside paths. */
  public static final List<String> NAMES =
      List.of(DigitFeatures.NAME, RandomFeatures.NAME, RawFeatures.PIXELS, RawFeatures.POINTS);

  private static final Shape DIGIT = Shape.of(1, 28, 28);

  private FeatureExtractors() {}

  /** What suits samples of this shape: points, digits for 28 × 28 gray images, random otherwise. */
  public static String defaultFor(Shape sample) {
    if (sample.rank() != 3) {
      return RawFeatures.POINTS;
    }
    return sample.equals(DIGIT) ? DigitFeatures.NAME : RandomFeatures.NAME;
  }

  /**
   * Opens an extractor.
   *
   * @param name one of {@link #NAMES}, or the path of a TorchScript file
   * @param sample shape of one sample, [C,H,W] or [2]
   * @throws InputException if there is no such extractor, or it cannot see such samples
   */
  public static FeatureExtractor open(String name, Shape sample) {
    boolean images = sample.rank() == 3;
    if (NAMES.contains(name) && images == name.equals(RawFeatures.POINTS)) {
      throw new InputException(
          "the features " + name + " do not suit these samples",
          "--features",
          defaultFor(sample),
          name + " for " + (images ? "images " : "points ") + sample,
          "Leave --features out for the default");
    }
    return switch (name) {
      case DigitFeatures.NAME -> new DigitFeatures(sample);
      case RandomFeatures.NAME -> new RandomFeatures(sample);
      case RawFeatures.PIXELS, RawFeatures.POINTS -> new RawFeatures(name);
      default -> ScriptFeatures.open(file(name), sample);
    };
  }

  private static Path file(String name) {
    try {
      Path path = Path.of(name);
      if (Files.isRegularFile(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Falls through: no such file.
    }
    throw new InputException(
        "no such feature network",
        "--features",
        String.join(", ", NAMES) + " or a TorchScript file",
        name,
        Spelling.nearest(name, NAMES)
            .map(near -> "Did you mean " + near + "?")
            .orElse("Check the name or path"));
  }

  static void requireImages(Tensor samples, String name) {
    Shape shape = samples.shape();
    if (shape.rank() != 4 || shape.size(0) < 1 || (shape.size(1) != 1 && shape.size(1) != 3)) {
      throw new IllegalArgumentException(
          name + ": expected images [N,C,H,W], C = 1 or 3, got " + shape);
    }
  }

  /**
   * The fixed random network {@code random}, through which gradients flow from features to images:
   * what a search for the latents of a picture needs.
   *
   * @param sample shape of one image, [C,H,W]
   */
  public static FeatureExtractor differentiable(Shape sample) {
    return open(RandomFeatures.NAME, sample);
  }

  /** Gray images as colour ones of three equal channels. */
  static Tensor colour(Tensor images) {
    return images.shape().size(1) == 3 ? images : Tensor.concat(List.of(images, images, images), 1);
  }

  /** Describes samples some at a time, so that memory stays bounded. */
  static Tensor inPieces(Tensor samples, long piece, UnaryOperator<Tensor> describe) {
    long count = samples.shape().size(0);
    List<Tensor> parts = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      for (long from = 0; from < count; from += piece) {
        parts.add(describe.apply(samples.narrow(0, from, Math.min(piece, count - from))));
      }
      return scope.keep(Tensor.concat(parts, 0));
    }
  }
}
