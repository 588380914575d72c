package org.esgrima.augment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Set;
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
  @JsonSubTypes.Type(value = AdaptiveAugmentation.class, name = "adaptive"),
  @JsonSubTypes.Type(value = ScheduledAugmentation.class, name = "scheduled")
})
public sealed interface Augmentation
    permits NoAugmentation, DiffAugment, AdaptiveAugmentation, ScheduledAugmentation {
  /** Makes what is applied; with a state of its own if there is one. */
  Augmenter augmenter();

  /**
   * Refuses samples that cannot be augmented so.
   *
   * @param sample shape of one sample
   * @throws InputException if they are no images, or have channels that a transform cannot change
   */
  void requireFits(Shape sample);

  /** Refuses samples that are no images or have no colours that a transform could change. */
  static void requireFits(Shape sample, Set<Transform> transforms) {
    requireImages(sample);
    boolean color = transforms.stream().anyMatch(t -> t.category() == Category.COLOR);
    if (color && sample.size(0) != 1 && sample.size(0) != 3) {
      throw new InputException(
          "these data have no colours",
          "augmentation.categories",
          "images of 1 or 3 channels for color",
          "samples of shape " + sample,
          "Leave color out: --augmentation.categories [blitting,geometric]");
    }
  }

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
