package org.esgrima.nn;

/**
 * Conditional batch normalisation: every class has a scale and a shift of its own,
 *
 * <pre>
 * y = (c · gammas) · (x − mean) / √(variance + ε) + c · betas
 * </pre>
 *
 * <p>where c [N,K] is the condition of {@link Ops#condition}, one-hot for classes. Miyato and
 * Koyama 2018, "cGANs with Projection Discriminator", arXiv 1802.05637, Section 3, after Dumoulin
 * et al. 2017, arXiv 1610.07629. [N,channels,H,W] or [N,channels] to the same shape; the statistics
 * are those of all classes together.
 *
 * @param channels number of channels
 * @param conditions K, numbers of the condition
 */
public record ConditionalBatchNorm(int channels, int conditions) implements Layer {
  @Override
  public <T> T forward(Ops<T> ops, T x) {
    T c = ops.condition();
    T scale = ops.matmul(c, ops.at("gammas").param("weight", Init.ones(), conditions, channels));
    T shift = ops.matmul(c, ops.at("betas").param("weight", Init.zeros(), conditions, channels));
    T normal = BatchNorm.standardise(ops.at("bn"), x, channels);
    if (ops.shape(x).rank() == 2) {
      return ops.add(ops.mul(normal, scale), shift);
    }
    long height = ops.shape(x).size(2);
    long width = ops.shape(x).size(3);
    T scaled = ops.mul(normal, ops.reshape(scale, -1, channels, 1, 1));
    return ops.add(scaled, ops.planes(shift, height, width));
  }
}
