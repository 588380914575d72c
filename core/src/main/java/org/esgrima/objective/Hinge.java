package org.esgrima.objective;

import org.esgrima.torch.Tensor;

/**
 * The hinge version of the game: D learns only from samples inside its margin (Lim and Ye 2017,
 * Geometric GAN, arXiv 1705.02894; Miyato et al. 2018, Spectral Normalization, arXiv 1802.05957,
 * equations (16) and (17)).
 *
 * <pre>
 * discriminator  max(0, 1 − D(x)) + max(0, 1 + D(G(z)))
 * generator      −D(G(z))
 * </pre>
 *
 * <p>D(·) is the logit; there is no sigmoid. At the margin itself, where the loss has a corner, the
 * gradient is 0.
 */
public record Hinge() implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return realLogits.neg().add(1).relu().add(fakeLogits.add(1).relu());
  }

  @Override
  public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return fakeLogits.neg();
  }
}
