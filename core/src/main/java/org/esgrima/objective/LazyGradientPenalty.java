package org.esgrima.objective;

import java.util.Optional;
import org.esgrima.io.Shape;

/**
 * What is known of gradient penalties that are not applied in every step.
 *
 * <p>Huang et al. 2024 (R3GAN, arXiv 2501.05441) report that R₁ and R₂ every 8 steps fail
 * completely on StackedMNIST (32 × 32 pixels) and on points in the plane. The border of 32 pixels
 * is that observation, no theory: StyleGAN2 with adaptive augmentation trains CIFAR-10, of the same
 * size, with R₁ every 16 steps.
 */
final class LazyGradientPenalty {
  private static final long SMALL = 32;

  private LazyGradientPenalty() {}

  /** A warning where the penalty is lazy and the samples are points or small images. */
  static Optional<String> warning(Penalty penalty, Shape sample) {
    if (penalty.interval() == 1 || !isSmall(sample)) {
      return Optional.empty();
    }
    return Optional.of(
        penalty.name()
            + " is applied in every "
            + penalty.interval()
            + "th step only: on small or low-dimensional data, here "
            + sample
            + ", training with a lazy "
            + penalty.name()
            + " has failed completely (Huang et al. 2024, arXiv 2501.05441: every 8 steps, on"
            + " StackedMNIST and in 2-D); interval: 1 is safe");
  }

  private static boolean isSmall(Shape sample) {
    return sample.rank() < 3 || Math.max(sample.size(1), sample.size(2)) <= SMALL;
  }
}
