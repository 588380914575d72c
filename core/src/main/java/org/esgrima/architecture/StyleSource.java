package org.esgrima.architecture;

import java.util.Optional;
import org.esgrima.nn.Init;
import org.esgrima.nn.Ops;

/** What a {@link StyleMapping} copies for all layers: the mapping network proper and its mean. */
sealed interface StyleSource permits StyleSource.OfStyleGan2, StyleGanMapping {
  /** W, size of a style. */
  int width();

  /**
   * z [N,Z], with the condition of {@code root} if it is told one, to styles [N,W].
   *
   * @param root at the root of the network
   */
  <T> T styles(Ops<T> root, T z);

  /** The buffer of the mean of the styles, [W]. */
  <T> T mean(Ops<T> root);

  /** StyleGAN2's, with the mean beside its layers. */
  record OfStyleGan2(MappingLayers layers) implements StyleSource {
    private static final String PATH = "mapping";

    @Override
    public int width() {
      return layers.width();
    }

    @Override
    public <T> T styles(Ops<T> root, T z) {
      return layers.apply(root.at(PATH), Optional.of(z));
    }

    @Override
    public <T> T mean(Ops<T> root) {
      return root.at(PATH).buffer("w_avg", Init.zeros(), width());
    }
  }
}
