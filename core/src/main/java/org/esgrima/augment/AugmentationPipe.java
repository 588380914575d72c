package org.esgrima.augment;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The augmentation pipeline of Karras et al. 2020, "Training Generative Adversarial Networks with
 * Limited Data", arXiv 2006.06676, Appendix B: sixteen transforms in the order of {@link
 * Transform}, each of which happens to an image with probability p, independently of all others.
 *
 * <p>It is differentiable by the images, twice as well: it is linear in them once the parameters
 * are drawn. Gray images [N,1,H,W] are changed by all transforms but hue and saturation.
 *
 * @param transforms those that can happen
 * @param amounts how strong they are
 */
public record AugmentationPipe(Set<Transform> transforms, Amounts amounts) {
  /** Copies the set. */
  public AugmentationPipe {
    transforms =
        transforms.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(transforms));
  }

  /**
   * Augments images.
   *
   * @param images [N,C,H,W] in [-1, 1], float32 or float64; C = 1 or 3 with colour transforms
   * @param probability p, at least 0; as 1 above 1
   * @param random where parameters are drawn from
   * @return [N,C,H,W], of the same type, slightly outside [-1, 1] too; {@code images} itself where
   *     nothing happens, as with p = 0
   */
  public Tensor apply(Tensor images, double probability, RandomStream random) {
    return apply(images, probability, new Draws.Random(random));
  }

  Tensor apply(Tensor images, double probability, Draws draws) {
    Shape shape = images.shape();
    if (shape.rank() != 4) {
      throw new IllegalArgumentException("expected images [N,C,H,W], got " + shape);
    }
    Lottery lottery = new Lottery(transforms, probability, draws, Math.toIntExact(shape.size(0)));
    int height = Math.toIntExact(shape.size(2));
    int width = Math.toIntExact(shape.size(3));
    try (Scope scope = Scope.open()) {
      Tensor y = Warp.apply(images, Geometry.draw(lottery, amounts, height, width));
      y = Coloring.apply(y, Coloring.draw(lottery, amounts));
      y = FrequencyBands.apply(y, FrequencyBands.draw(lottery, amounts));
      y = Corruption.addNoise(y, lottery, amounts);
      y = Corruption.cutOut(y, lottery, amounts);
      return y == images ? images : scope.keep(y);
    }
  }
}
