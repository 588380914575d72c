package org.esgrima.architecture;

import java.util.Optional;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;

/**
 * The first half of StyleGAN2's generator: latents to styles, one style for each layer of {@link
 * StyleSynthesis}. z [N,Z] to w [N,L,W].
 *
 * <p>All layers get the same style, but for {@link Truncation}. In training it follows the mean of
 * the styles in the buffer {@code mapping.w_avg}: w̄ ← w̄ + 0.005 · (mean of the batch − w̄). Not
 * in training it leaves w̄ alone. It stands, as the generator does, at the root of the network.
 *
 * @param latent Z, size of z
 * @param conditions K, size of the condition; 0 = none
 * @param styles W, size of a style
 * @param depth number of fully connected layers
 * @param copies L, layers that get a style
 * @param truncation of the styles
 */
public record StyleMapping(
    int latent, int conditions, int styles, int depth, int copies, Truncation truncation)
    implements Layer {
  private static final double MOMENTUM = 0.005; // the authors' code: w_avg_beta 0.995

  @Override
  public <T> T forward(Ops<T> root, T z) {
    Ops<T> ops = root.at("mapping");
    T w = new MappingLayers(latent, conditions, styles, depth).apply(ops, Optional.of(z));
    T mean = ops.runningMean(w, ops.buffer("w_avg", Init.zeros(), styles), MOMENTUM);
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
    T columns = ops.reshape(ops.planes(w, times, 1), -1, styles, times);
    return ops.transpose(columns, 1, 2);
  }
}
