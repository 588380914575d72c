package org.esgrima.nn;

/**
 * Maxout (Goodfellow et al. 2013): unit u is the largest of its linear pieces, y[u] = max over p of
 * (x · weight[u·pieces + p]ᵀ + bias[u·pieces + p]); [N,inputs] to [N,units].
 *
 * @param inputs number of inputs
 * @param units number of outputs
 * @param pieces linear pieces of each unit; rows u·pieces … u·pieces + pieces − 1 of {@code weight}
 *     belong to unit u, the order of pylearn2
 * @param weight start of {@code weight} [units·pieces,inputs]
 * @param bias start of {@code bias} [units·pieces]
 */
public record Maxout(int inputs, int units, int pieces, Init weight, Init bias) implements Layer {
  @Override
  public <T> T forward(Ops<T> ops, T x) {
    T all = new Linear(inputs, units * pieces, weight, bias).forward(ops, x);
    return ops.max(ops.reshape(all, -1, units, pieces), 2);
  }
}
