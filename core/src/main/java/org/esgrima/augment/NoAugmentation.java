package org.esgrima.augment;

import org.esgrima.io.Shape;

/** The discriminator sees the images as they are. */
public record NoAugmentation() implements Augmentation {
  @Override
  public Augmenter augmenter() {
    return (images, random) -> images;
  }

  @Override
  public void requireFits(Shape sample) {
    // Everything fits.
  }
}
