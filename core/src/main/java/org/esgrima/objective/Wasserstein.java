package org.esgrima.objective;

import org.esgrima.torch.Tensor;

/**
 * WGAN: the critic's logits differ as much as they can, which estimates the Wasserstein-1 distance
 * between data and samples (Arjovsky et al. 2017, arXiv 1701.07875, equation (2) and Algorithm 1).
 *
 * <pre>
 * discriminator  D(G(z)) − D(x)
 * generator      −D(G(z))
 * </pre>
 *
 * <p>D(·) is the logit; there is no sigmoid, and the logit is no probability. The estimate, and the
 * loss itself, are bounded only if D is held to slopes of at most 1: with {@link WeightClipping} as
 * in the paper, with {@link GradientPenalty}, or by spectral normalisation.
 */
public record Wasserstein() implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return fakeLogits.sub(realLogits);
  }

  @Override
  public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return fakeLogits.neg();
  }

  @Override
  public boolean comparesOnly() {
    return true;
  }
}
