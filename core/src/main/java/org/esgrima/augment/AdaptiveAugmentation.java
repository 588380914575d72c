package org.esgrima.augment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import java.util.Optional;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * ADA, adaptive discriminator augmentation (Karras et al. 2020, arXiv 2006.06676): every transform
 * happens to an image with probability p, and p follows how sure the discriminator is about real
 * images.
 *
 * @param categories which transforms; blitting, geometric and color by default, as in the paper
 * @param without transforms of these that are left out, such as {@code x-flip} for letters
 * @param amounts how strong they are; as published by default
 * @param target r that p is moved towards, in [-1, 1]; 0.6 by default
 * @param interval minibatches from one change of p to the next; 4 by default
 * @param rampImages real images in which p can rise from 0 to 1; 500,000 by default
 * @param start p at the beginning; 0 by default
 */
@JsonDeserialize(builder = AdaptiveAugmentation.Keys.class)
public record AdaptiveAugmentation(
    List<Category> categories,
    List<Transform> without,
    Amounts amounts,
    double target,
    int interval,
    long rampImages,
    double start)
    implements Augmentation {
  /** Checks the settings. */
  public AdaptiveAugmentation {
    categories = List.copyOf(categories);
    without = List.copyOf(without);
    Checks.require(target >= -1 && target <= 1, "target", "from -1 to 1", target);
    Checks.require(interval >= 1, "interval", "at least 1", interval);
    Checks.require(rampImages >= 1, "ramp-images", "at least 1", rampImages);
    Checks.notNegative("start", start);
    Checks.require(
        !Transform.of(categories, without).isEmpty(),
        "categories",
        "some that are left",
        categories);
  }

  /** As published. */
  public static AdaptiveAugmentation published() {
    return new Keys().build();
  }

  /** The transforms, to be applied with a probability of one's own. */
  public AugmentationPipe pipe() {
    return new AugmentationPipe(Transform.of(categories, without), amounts);
  }

  @Override
  public Augmenter augmenter() {
    AugmentationPipe pipe = pipe();
    AdaptiveProbability p = new AdaptiveProbability(start, target, interval, rampImages);
    return new Augmenter() {
      @Override
      public Tensor apply(Tensor images, RandomStream random) {
        return pipe.apply(images, p.value(), random);
      }

      @Override
      public Optional<AdaptiveProbability> adaptive() {
        return Optional.of(p);
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
    @JsonProperty private double target = 0.6;
    @JsonProperty private int interval = 4;
    @JsonProperty private long rampImages = 500_000;
    @JsonProperty private double start = 0;

    AdaptiveAugmentation build() {
      return new AdaptiveAugmentation(
          categories, without, amounts, target, interval, rampImages, start);
    }
  }
}
