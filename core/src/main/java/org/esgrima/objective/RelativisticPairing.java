package org.esgrima.objective;

import org.esgrima.torch.Tensor;

/**
 * RpGAN: D judges pairs, "is this real sample more real than that synthetic one?" (RSGAN of
 * Jolicoeur-Martineau 2018, arXiv 1807.00734, Section 4; the loss of R3GAN, Huang et al. 2024,
 * arXiv 2501.05441, equation (2)). With d = D(x) − D(G(z)), a difference of logits:
 *
 * <pre>
 * discriminator  −log σ(d)
 * generator      −log σ(−d)
 * </pre>
 *
 * <p>Real sample i is paired with synthetic sample i. The generator's loss has no local minimum
 * where modes are dropped (Sun et al. 2020, arXiv 2011.04926), but alone it does not converge:
 * R3GAN adds {@link R1} and {@link R2}.
 */
public record RelativisticPairing() implements AdversarialLoss {
  @Override
  public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return Logits.crossEntropyReal(realLogits.sub(fakeLogits));
  }

  @Override
  public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
    Logits.requireSameShape(realLogits, fakeLogits);
    return Logits.crossEntropyReal(fakeLogits.sub(realLogits));
  }

  @Override
  public boolean comparesWithReal() {
    return true;
  }

  @Override
  public boolean comparesOnly() {
    return true;
  }
}
