package org.esgrima.architecture;

import org.esgrima.nn.Init;
import org.esgrima.nn.Ops;
import org.esgrima.nn.SecondMomentNorm;

/**
 * The mapping network of {@link StyleGan}: latents, with the embedded class beside them, normalised
 * and led through fully connected layers that learn slowly.
 *
 * @param gan its sizes
 * @param classes K, size of c; 0 = none
 */
record StyleGanMapping(StyleGan gan, int classes) implements StyleSource {
  @Override
  public int width() {
    return gan.styles();
  }

  @Override
  public <T> T styles(Ops<T> root, T z) {
    Ops<T> ops = root.at("mapping");
    T x = z;
    if (classes > 0) {
      T table = ops.param("label_weight", new Init.Normal(0, 1), classes, gan.latent());
      x = ops.concat(z, ops.matmul(ops.condition(), table), 1);
    }
    x = new SecondMomentNorm().forward(ops, x);
    for (int i = 0; i < gan.mappingLayers(); i++) {
      boolean last = i == gan.mappingLayers() - 1;
      int outputs = last || gan.mappingWidth() == 0 ? gan.styles() : gan.mappingWidth();
      Ops<T> layer = ops.at("dense" + i);
      T y = StyleGanParts.dense(layer, x, outputs, StyleGanParts.GAIN, gan.mappingRate());
      x = StyleGanParts.activated(layer, y);
    }
    return x;
  }

  @Override
  public <T> T mean(Ops<T> root) {
    return root.at("truncation").buffer("w_avg", Init.zeros(), width());
  }
}
