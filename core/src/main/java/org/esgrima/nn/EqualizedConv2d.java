package org.esgrima.nn;

import java.util.Optional;

/**
 * A convolution with equalised learning rate, as {@link EqualizedLinear} for images; [N,inputs,H,W]
 * to [N,outputs,H,W] or, halving, to [N,outputs,H/2,W/2]. Its weights start from N(0, 1) and are
 * used as weight / (kernel · √inputs); its bias starts from 0.
 *
 * @param inputs channels of the input
 * @param outputs channels of the output
 * @param kernel side of the kernel in pixels, odd
 * @param filter that smooths before halving; always part of the state, as in the reference
 * @param halving whether the sides are halved
 * @param hasBias whether there is a {@code bias} [outputs]
 * @param end nonlinearity
 */
public record EqualizedConv2d(
    int inputs,
    int outputs,
    int kernel,
    ResampleFilter filter,
    boolean halving,
    boolean hasBias,
    BiasActivation end)
    implements Layer {
  @Override
  public <T> T forward(Ops<T> ops, T x) {
    return ops.part(() -> applied(ops, x));
  }

  private <T> T applied(Ops<T> ops, T x) {
    T weight = ops.param("weight", new Init.Normal(0, 1), outputs, inputs, kernel, kernel);
    T scaled = ops.affine(weight, end.absorbable() / (kernel * Math.sqrt(inputs)), 0);
    T smoothing = filter.of(ops);
    Optional<T> bias =
        hasBias
            ? Optional.of(ops.affine(ops.param("bias", Init.zeros(), outputs), end.absorbable(), 0))
            : Optional.empty();
    T y =
        halving
            ? ResampleFilter.halvedConv2d(ops, x, scaled, bias, smoothing)
            : Conv2d.of(ops, x, scaled, bias, 1, kernel / 2);
    return end.finish(ops, y);
  }
}
