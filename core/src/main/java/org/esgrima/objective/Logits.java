package org.esgrima.objective;

import java.util.function.Function;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/** What the losses on logits have in common. */
final class Logits {
  private Logits() {}

  /** Cross-entropy of D(x) with the target 1, −log D(x); exact for large logits. */
  static Tensor crossEntropyReal(Tensor logits) {
    return logits.neg().softplus();
  }

  /** Cross-entropy of D(x) with the target 0, −log(1 − D(x)); exact for large logits. */
  static Tensor crossEntropyFake(Tensor logits) {
    return logits.softplus();
  }

  /**
   * What the discriminator of the original game minimises, −log D(x) − log(1 − D(G(z))), with the
   * target for real samples lowered from 1 to {@code realTarget}.
   */
  static Tensor crossEntropy(Tensor realLogits, Tensor fakeLogits, double realTarget) {
    requireSameShape(realLogits, fakeLogits);
    Tensor real = crossEntropyReal(realLogits);
    if (realTarget != 1) {
      // −t log σ(r) − (1−t) log(1−σ(r)), since log(1−σ(r)) = log σ(r) − r
      real = real.add(realLogits.mul(1 - realTarget));
    }
    return real.add(crossEntropyFake(fakeLogits));
  }

  /** Without this, [1] against [N] would be broadcast without a word. */
  static void requireSameShape(Tensor realLogits, Tensor fakeLogits) {
    if (!realLogits.shape().equals(fakeLogits.shape())) {
      throw new IllegalArgumentException(
          "real and fake logits differ in shape: "
              + realLogits.shape()
              + " and "
              + fakeLogits.shape());
    }
  }

  /**
   * The logits of samples [N,…], which are [N].
   *
   * @throws IllegalArgumentException if they have another shape
   */
  static Tensor of(Function<Tensor, Tensor> discriminator, Tensor samples) {
    Tensor logits = discriminator.apply(samples);
    long count = samples.shape().size(0);
    if (!logits.shape().equals(Shape.of(count))) {
      throw new IllegalArgumentException(
          "logits of samples "
              + samples.shape()
              + ": expected ["
              + count
              + "], got "
              + logits.shape());
    }
    return logits;
  }

  static void requireTarget(double realTarget) {
    if (!(realTarget > 0 && realTarget <= 1)) {
      throw new IllegalArgumentException(
          "real-target must be above 0 and at most 1, got " + realTarget);
    }
  }
}
