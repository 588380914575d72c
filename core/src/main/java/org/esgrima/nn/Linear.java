package org.esgrima.nn;

/**
 * y = x · weightᵀ + bias; [N,inputs] to [N,outputs].
 *
 * @param inputs number of inputs
 * @param outputs number of outputs
 * @param weight start of {@code weight} [outputs,inputs]
 * @param bias start of {@code bias} [outputs]
 */
public record Linear(int inputs, int outputs, Init weight, Init bias) implements Layer {
  @Override
  public <T> T forward(Ops<T> ops, T x) {
    return ops.linear(
        x, ops.param("weight", weight, outputs, inputs), ops.param("bias", bias, outputs));
  }
}
