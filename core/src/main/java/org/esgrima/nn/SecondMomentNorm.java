package org.esgrima.nn;

/**
 * Every vector scaled to a second moment of 1; x [N,C] to the same shape:
 *
 * <pre>
 * y = x / √(mean over C of x² + 1e-8)
 * </pre>
 *
 * <p>Karras et al. 2018, progressive growing, arXiv 1710.10196, Section 4.2, without its pixels;
 * StyleGAN2 normalises latents and embedded classes so.
 */
public record SecondMomentNorm() implements Layer {
  private static final double EPSILON = 1e-8;

  @Override
  public <T> T forward(Ops<T> ops, T x) {
    long features = ops.shape(x).size(1);
    T mean = ops.affine(ops.sum(ops.mul(x, x), 1), 1.0 / features, 0);
    return ops.mul(x, ops.reshape(ops.rsqrt(mean, EPSILON), -1, 1));
  }
}
