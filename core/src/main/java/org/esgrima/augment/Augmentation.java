package org.esgrima.augment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.esgrima.InputException;
import org.esgrima.io.Shape;

/**
 * Which augmentation the discriminator sees, as a configuration. It is applied to real and to
 * synthetic images, in the updates of both players, so that it does not become part of what is
 * learnt.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NoAugmentation.class, name = "none"),
  @JsonSubTypes.Type(value = DiffAugment.class, name = "diff-augment"),
  @JsonSubTypes.Type(value = AdaptiveAugmentation.class, name = "adaptive")
})
public sealed interface Augmentation permits NoAugmentation, DiffAugment, AdaptiveAugmentation {
  /** Makes what is applied; with a state of its own if there is one. */
  Augmenter augmenter();

  /**
   * Refuses samples that cannot be augmented so.
   *
   * @param sample shape of one sample
   * @throws InputException if they are no images, or have channels that a transform cannot change
   */
  void requireFits(Shape sample);

  /** Refuses samples that are no images [C,H,W]. */
  static void requireImages(Shape sample) {
    if (sample.rank() != 3) {
      throw new InputException(
          "these data cannot be augmented",
          "augmentation",
          "images [C,H,W]",
          "samples of shape " + sample,
          "Choose --augmentation none");
    }
  }
}
