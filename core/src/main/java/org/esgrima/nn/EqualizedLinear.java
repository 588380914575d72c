package org.esgrima.nn;

/**
 * A fully connected layer with equalised learning rate; [N,inputs] to [N,outputs]:
 *
 * <pre>
 * y = end(x · (m / √inputs · weight)ᵀ, m · bias)
 * </pre>
 *
 * <p>Weights start from N(0, 1/m²) and are scaled whenever they are used instead of once at the
 * start, so that an optimiser such as Adam, whose steps do not depend on a gradient's scale, learns
 * all layers at the same relative speed (Karras et al. 2018, progressive growing, arXiv 1710.10196,
 * Section 4.1). A multiplier m below 1 makes a layer learn slower than the others.
 *
 * @param inputs number of inputs
 * @param outputs number of outputs
 * @param multiplier m, of the learning rate
 * @param biasStart value at which {@code bias} [outputs] starts
 * @param end bias and nonlinearity
 */
public record EqualizedLinear(
    int inputs, int outputs, double multiplier, double biasStart, BiasActivation end)
    implements Layer {
  /** A layer that learns as fast as others, its bias from 0. */
  public EqualizedLinear(int inputs, int outputs, BiasActivation end) {
    this(inputs, outputs, 1, 0, end);
  }

  @Override
  public <T> T forward(Ops<T> ops, T x) {
    T weight = ops.param("weight", new Init.Normal(0, 1 / multiplier), outputs, inputs);
    T bias = ops.param("bias", new Init.Constant(biasStart), outputs);
    T scaled = ops.affine(weight, multiplier / Math.sqrt(inputs), 0);
    return end.apply(ops, ops.linear(x, scaled), ops.affine(bias, multiplier, 0));
  }
}
