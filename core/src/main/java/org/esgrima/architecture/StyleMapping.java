package org.esgrima.architecture;

import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;

/**
 * The first half of a style-based generator: latents to styles, one style for each layer of the
 * second half, such as {@link StyleSynthesis}. z [N,Z] to w [N,L,W].
 *
 * <p>All layers get the same style, but for {@link Truncation}. In training it follows the mean of
 * the styles: w̄ ← w̄ + 0.005 · (mean of the batch − w̄). Not in training it leaves w̄ alone. It
 * stands, as the generator does, at the root of the network.
 *
 * @param source latents and conditions to one style w [N,W]
 * @param copies L, layers that get a style
 * @param truncation of the styles
 */
public record StyleMapping(StyleSource source, int copies, Truncation truncation) implements Layer {
  private static final double MOMENTUM = 0.005; // the authors' code: w_avg_beta 0.995

  @Override
  public <T> T forward(Ops<T> ops, T z) {
    T w = source.styles(ops, z);
    T mean = ops.runningMean(w, source.mean(ops), MOMENTUM);
    int near = Math.min(truncation.cutoff(), copies);
    if (truncation.psi() == 1 || near == 0) {
      return repeated(ops, w, copies);
    }
    T truncated = truncated(ops, w, mean);
    return near == copies
        ? repeated(ops, truncated, copies)
        : ops.concat(repeated(ops, truncated, near), repeated(ops, w, copies - near), 1);
  }

  private <T> T truncated(Ops<T> ops, T w, T mean) {
    T centre = ops.affine(ops.reshape(mean, 1, -1), 1 - truncation.psi(), 0);
    return ops.add(ops.affine(w, truncation.psi(), 0), centre);
  }

  /** [N,W] to [N,times,W]. */
  private <T> T repeated(Ops<T> ops, T w, int times) {
    T columns = ops.reshape(ops.planes(w, times, 1), -1, source.width(), times);
    return ops.transpose(columns, 1, 2);
  }
}
