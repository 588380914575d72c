package org.esgrima.metric;

import java.util.List;

/**
 * How a classifier is trained: Adam with decoupled weight decay, on shuffled batches of images that
 * are moved at random; the learning rate falls to 0 along half a cosine wave.
 *
 * @param widths channels of each stage of {@link ConvNet}
 * @param epochs passes over the training images, at least 1
 * @param batch images of a step, at least 2
 * @param learningRate at the start, above 0
 * @param weightDecay share, times the learning rate, by which weights shrink in a step, at least 0
 * @param shift every image is moved by up to so many pixels in both directions, drawn uniformly;
 *     pixels at the border are repeated; 0 = never
 * @param seed of first weights, order and shifts
 */
public record ClassifierSettings(
    List<Integer> widths,
    int epochs,
    int batch,
    double learningRate,
    double weightDecay,
    int shift,
    long seed) {
  /** Checks the values. */
  public ClassifierSettings {
    widths = List.copyOf(widths);
    require(epochs >= 1, "epochs", epochs);
    require(batch >= 2, "batch", batch);
    require(learningRate > 0 && Double.isFinite(learningRate), "learning rate", learningRate);
    require(weightDecay >= 0 && Double.isFinite(weightDecay), "weight decay", weightDecay);
    require(shift >= 0, "shift", shift);
  }

  private static void require(boolean right, String name, Object got) {
    if (!right) {
      throw new IllegalArgumentException(name + " is out of range: " + got);
    }
  }
}
