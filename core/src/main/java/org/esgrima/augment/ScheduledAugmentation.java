package org.esgrima.augment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import org.esgrima.io.Shape;
import org.esgrima.optim.Schedule;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * The transforms of adaptive augmentation (Karras et al. 2020, arXiv 2006.06676) with a probability
 * that is given instead of found: always the same, or rising with the images seen as in R3GAN
 * (Huang et al. 2024, arXiv 2501.05441).
 *
 * @param categories which transforms; blitting, geometric and color by default
 * @param without transforms of these that are left out, such as {@code x-flip} for letters
 * @param amounts how strong they are; as published by default
 * @param probability p with which each transform happens to an image, in [0, 1], a number or a
 *     schedule; 0.2 by default
 */
@JsonDeserialize(builder = ScheduledAugmentation.Keys.class)
public record ScheduledAugmentation(
    List<Category> categories, List<Transform> without, Amounts amounts, Schedule probability)
    implements Augmentation {
  /** Checks the settings; of a probability that changes, the start. */
  public ScheduledAugmentation {
    categories = List.copyOf(categories);
    without = List.copyOf(without);
    double start = probability.at(0);
    Checks.require(start >= 0 && start <= 1, "probability", "from 0 to 1", start);
    Checks.require(
        !Transform.of(categories, without).isEmpty(),
        "categories",
        "some that are left",
        categories);
  }

  @Override
  public Augmenter augmenter() {
    AugmentationPipe pipe = new AugmentationPipe(Transform.of(categories, without), amounts);
    return new Augmenter() {
      private double now = probability.at(0);

      @Override
      public void at(long imagesSeen) {
        now = probability.at(imagesSeen);
      }

      @Override
      public Tensor apply(Tensor images, RandomStream random) {
        return pipe.apply(images, now, random);
      }
    };
  }

  @Override
  public void requireFits(Shape sample) {
    Augmentation.requireFits(sample, Transform.of(categories, without));
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty
    private List<Category> categories =
        List.of(Category.BLITTING, Category.GEOMETRIC, Category.COLOR);

    @JsonProperty private List<Transform> without = List.of();
    @JsonProperty private Amounts amounts = Amounts.PUBLISHED;
    @JsonProperty private Schedule probability = Schedule.constant(0.2);

    ScheduledAugmentation build() {
      return new ScheduledAugmentation(categories, without, amounts, probability);
    }
  }
}
