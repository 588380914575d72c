package org.esgrima.metric;

import org.esgrima.InputException;
import org.esgrima.data.image.Resize;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The penultimate layer of the {@link DigitClassifier}: for gray digits of 28 × 28 pixels; others
 * are rounded to 8 bits and resized to that by {@link Resize}. Colour is refused.
 */
final class DigitFeatures implements FeatureExtractor {
  static final String NAME = "digits";

  private static final int SIDE = 28;

  private final ImageClassifier classifier = DigitClassifier.open();
  private final boolean resizes;

  /**
   * Opens the classifier.
   *
   * @param sample shape of one image, [C,H,W]
   * @throws InputException if it is colour
   */
  DigitFeatures(Shape sample) {
    if (sample.rank() != 3 || sample.size(0) != 1) {
      close();
      throw new InputException(
          "the network digits cannot see these samples",
          "--features",
          "gray images",
          sample.rank() == 3 ? "colour images" : "points",
          "Use --features " + (sample.rank() == 3 ? RandomFeatures.NAME : RawFeatures.POINTS));
    }
    resizes = !sample.equals(classifier.imageShape());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String sha256() {
    return classifier.hash();
  }

  @Override
  public String resizeRule() {
    return resizes ? "to 28 x 28: " + Resize.RULE : NO_RESIZING;
  }

  @Override
  public boolean continuous() {
    return !resizes;
  }

  @Override
  public Tensor features(Tensor images) {
    try (Scope scope = Scope.open()) {
      return scope.keep(classifier.features(fitted(images)).to(ElementType.F64));
    }
  }

  /** The classes that the classifier sees, from 0. */
  int[] classes(Tensor images) {
    try (Scope scope = Scope.open()) {
      return classifier.classes(fitted(images));
    }
  }

  private Tensor fitted(Tensor images) {
    return resizes ? EightBit.toSquare(images, SIDE) : images;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
