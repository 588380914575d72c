package org.esgrima.nn;

/**
 * y = x · weightᵀ + bias; [N,inputs] to [N,outputs].
 *
 * @param inputs number of inputs
 * @param outputs number of outputs
 * @param weight start of {@code weight} [outputs,inputs]
 * @param bias start of {@code bias} [outputs]
 * @param parametrization how the weight is made
 */
public record Linear(
    int inputs, int outputs, Init weight, Init bias, Parametrization parametrization)
    implements Layer {
  /** A layer whose weight itself is trained. */
  public Linear(int inputs, int outputs, Init weight, Init bias) {
    this(inputs, outputs, weight, bias, Parametrization.DIRECT);
  }

  @Override
  public <T> T forward(Ops<T> ops, T x) {
    return ops.linear(
        x, parametrization.weight(ops, weight, outputs, inputs), ops.param("bias", bias, outputs));
  }
}
