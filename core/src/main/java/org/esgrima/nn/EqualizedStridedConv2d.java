package org.esgrima.nn;

import java.util.Optional;

/**
 * A convolution of 4 × 4 and stride 2 with equalised learning rate, without a filter before it;
 * [N,inputs,H,W] to [N,outputs,H/2,W/2]. Its weights start from N(0, 1) and are used as weight / (4
 * · √inputs); its bias starts from 0.
 *
 * @param inputs channels of the input
 * @param outputs channels of the output
 * @param end nonlinearity
 */
public record EqualizedStridedConv2d(int inputs, int outputs, BiasActivation end) implements Layer {
  private static final int KERNEL = 4;

  @Override
  public <T> T forward(Ops<T> ops, T x) {
    return ops.part(() -> applied(ops, x));
  }

  private <T> T applied(Ops<T> ops, T x) {
    T weight = ops.param("weight", new Init.Normal(0, 1), outputs, inputs, KERNEL, KERNEL);
    T bias = ops.param("bias", Init.zeros(), outputs);
    T scaled = ops.affine(weight, end.absorbable() / (KERNEL * Math.sqrt(inputs)), 0);
    Optional<T> start = Optional.of(ops.affine(bias, end.absorbable(), 0));
    return end.finish(ops, Conv2d.of(ops, x, scaled, start, 2, 1));
  }
}
