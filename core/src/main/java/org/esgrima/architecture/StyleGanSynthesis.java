package org.esgrima.architecture;

import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;

/**
 * The second half of the generator of {@link StyleGan}: styles to images. Styles w [N,L,W] to
 * images [N,C,H,W].
 *
 * <p>It starts from a learned constant of 4 × 4. Every resolution has two layers; each adds noise
 * to its features, applies a leaky ReLU, and gives them the statistics that its style says. Every
 * resolution has a 1 × 1 convolution to images of its own, of which one is used, or two where a
 * resolution is being faded in.
 *
 * @param gan its sizes
 * @param detail level of detail of progressive growing (Karras et al. 2018, arXiv 1710.10196,
 *     Section 2): 0 = the full resolution, 1 = half of it with pixels repeated, between them a
 *     mixture of both, and so on
 */
public record StyleGanSynthesis(StyleGan gan, double detail) implements Layer {
  @Override
  public <T> T forward(Ops<T> root, T styles) {
    Ops<T> ops = root.at("synthesis");
    ops.buffer("lod", Init.zeros()); // the reference has one; here it is part of the description
    int blocks = gan.styleCount() / 2;
    T x = null;
    T image = null;
    for (int block = 0; block < blocks; block++) {
      int level = blocks - 1 - block;
      T features = block(ops, x, styles, block);
      T picture =
          StyleGanParts.biased(
              ops.at("output" + block),
              StyleGanParts.conv(ops.at("output" + block), features, gan.channels(), 1, 1),
              1);
      x = features;
      image = shown(ops, image, picture, level);
    }
    return image;
  }

  private <T> T block(Ops<T> ops, T x, T styles, int block) {
    return ops.part(() -> twoLayers(ops, x, styles, block));
  }

  private <T> T twoLayers(Ops<T> ops, T x, T styles, int block) {
    int side = StyleGan2.START << block;
    int width = gan.width(side);
    Ops<T> first = ops.at("layer" + 2 * block);
    T y =
        block == 0
            ? constant(ops, first, styles, width)
            : StyleGanParts.doubled(
                first, x, width, gan.fusedFrom() > 0 && side >= gan.fusedFrom());
    y = finished(first, y, style(ops, styles, 2 * block));
    Ops<T> second = ops.at("layer" + (2 * block + 1));
    return finished(
        second,
        StyleGanParts.conv(second, y, width, 3, StyleGanParts.GAIN),
        style(ops, styles, 2 * block + 1));
  }

  /** The learned constant, once for each sample. */
  private <T> T constant(Ops<T> ops, Ops<T> layer, T styles, int width) {
    int side = StyleGan2.START;
    T constant = layer.param("const", Init.ones(), 1, width, side, side);
    T zeros = ops.affine(ops.narrow(ops.narrow(styles, 1, 0, 1), 2, 0, 1), 0, 0);
    return ops.add(constant, ops.reshape(zeros, -1, 1, 1, 1));
  }

  private <T> T style(Ops<T> ops, T styles, int layer) {
    return ops.reshape(ops.narrow(styles, 1, layer, 1), -1, gan.styles());
  }

  private <T> T finished(Ops<T> layer, T x, T style) {
    return layer.part(
        () -> {
          T y = StyleGanParts.noisy(layer.at("apply_noise"), x, gan.noise());
          y = StyleGanParts.activated(layer, StyleGanParts.biased(layer, y, 1));
          return StyleGanParts.adaIn(layer, y, style);
        });
  }

  /** What is seen after a block that is {@code level} doublings away from the full resolution. */
  private <T> T shown(Ops<T> ops, T before, T picture, int level) {
    if (before == null) {
      return picture;
    }
    if (detail <= level) {
      return StyleGanParts.beside(ops, picture, before);
    }
    T repeated = ops.upsampleNearest(before);
    if (detail >= level + 1) {
      return StyleGanParts.beside(ops, repeated, picture);
    }
    double share = level + 1 - detail;
    return ops.add(ops.affine(picture, share, 0), ops.affine(repeated, 1 - share, 0));
  }
}
