package org.esgrima.augment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.esgrima.io.Shape;
import org.esgrima.torch.ImageSampling;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * DiffAugment: every image is changed, each time differently (Zhao et al. 2020, "Differentiable
 * Augmentation for Data-Efficient GAN Training", arXiv 2006.10738). Any number of channels, any
 * size; linear in the images up to a constant, so that it can be differentiated twice.
 *
 * @param policy what is done, in this order; color, translation, cutout by default, which the
 *     authors advise for as few as 100 images; fewer changes for many
 */
@JsonDeserialize(builder = DiffAugment.Keys.class)
public record DiffAugment(List<Policy> policy) implements Augmentation {
  private static final double LARGEST_SHIFT = 1.0 / 8;
  private static final double CUTOUT = 1.0 / 2;

  /** One kind of change. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Policy {
    /**
     * Brightness: adds b from U(-0.5, 0.5). Then saturation: the distance from the mean of the
     * pixel's channels times s from U(0, 2), which leaves gray images as they are. Then contrast:
     * the distance from the mean of the image times c from U(0.5, 1.5).
     */
    COLOR,
    /** Moves by whole pixels, up to an eighth of the side, equally often; 0 comes in. */
    TRANSLATION,
    /** Sets a rectangle of half the sides to 0, whose centre is anywhere; less at the border. */
    CUTOUT
  }

  /** Copies the policy. */
  public DiffAugment {
    policy = List.copyOf(policy);
    Checks.require(!policy.isEmpty(), "policy", "one change at least", policy);
  }

  /** All three. */
  public DiffAugment() {
    this(new Keys().policy);
  }

  @Override
  public Augmenter augmenter() {
    return (images, random) -> apply(images, new Draws.Random(random));
  }

  @Override
  public void requireFits(Shape sample) {
    Augmentation.requireImages(sample);
  }

  Tensor apply(Tensor images, Draws draws) {
    if (images.shape().rank() != 4) {
      throw new IllegalArgumentException("expected images [N,C,H,W], got " + images.shape());
    }
    try (Scope scope = Scope.open()) {
      Tensor y = images;
      for (Policy change : policy) {
        y =
            switch (change) {
              case COLOR -> color(y, draws);
              case TRANSLATION -> translation(y, draws);
              case CUTOUT -> cutout(y, draws);
            };
      }
      return scope.keep(y);
    }
  }

  private static Tensor color(Tensor images, Draws draws) {
    Tensor bright = images.add(perImage(images, draws, u -> u - 0.5));
    Tensor vivid = stretch(bright, perImage(images, draws, u -> 2 * u), 1);
    return stretch(vivid, perImage(images, draws, u -> u + 0.5), 1, 2, 3);
  }

  /** Distances from the mean over some dimensions, times factors. */
  private static Tensor stretch(Tensor images, Tensor factors, long... dims) {
    long[] kept = images.shape().sizes();
    for (long dim : dims) {
      kept[(int) dim] = 1;
    }
    Tensor mean = images.mean(dims).reshape(kept);
    return images.sub(mean).mul(factors).add(mean);
  }

  private static Tensor perImage(Tensor images, Draws draws, DoubleUnaryOperator value) {
    double[] numbers = numbers(images, draws, value);
    return Tensor.of(numbers, Shape.of(numbers.length, 1, 1, 1)).like(images);
  }

  private static double[] numbers(Tensor images, Draws draws, DoubleUnaryOperator value) {
    int count = Math.toIntExact(images.shape().size(0));
    return Arrays.stream(draws.uniform(count)).map(value).toArray();
  }

  private static Tensor translation(Tensor images, Draws draws) {
    double[] right = numbers(images, draws, u -> shift(u, images.shape().size(3)));
    double[] down = numbers(images, draws, u -> shift(u, images.shape().size(2)));
    Shape perImage = Shape.of(right.length);
    return ImageSampling.shift(
        images, Tensor.stack(List.of(Tensor.of(right, perImage), Tensor.of(down, perImage)), 1));
  }

  /** A whole number from −s to s, each as likely, s being an eighth of the side, rounded. */
  private static double shift(double u, long side) {
    long largest = Math.round(side * LARGEST_SHIFT);
    return Math.floor(u * (2 * largest + 1)) - largest;
  }

  private static Tensor cutout(Tensor images, Draws draws) {
    long height = images.shape().size(2);
    long width = images.shape().size(3);
    double[] top = numbers(images, draws, u -> edge(u, height));
    double[] left = numbers(images, draws, u -> edge(u, width));
    return Erasing.apply(
        images,
        (image, row) -> row >= top[image] && row < top[image] + length(height),
        (image, column) -> column >= left[image] && column < left[image] + length(width));
  }

  private static long length(long side) {
    return Math.round(side * CUTOUT);
  }

  /** First pixel of the rectangle; its centre is any edge between pixels, or any pixel. */
  private static double edge(double u, long side) {
    long centres = side + 1 - length(side) % 2;
    long half = length(side) / 2;
    return Math.floor(u * centres) - half;
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty
    private List<Policy> policy = List.of(Policy.COLOR, Policy.TRANSLATION, Policy.CUTOUT);

    DiffAugment build() {
      return new DiffAugment(policy);
    }
  }
}
