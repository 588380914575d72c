package org.esgrima.architecture;

import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;

/**
 * The discriminator of {@link StyleGan}, that of progressive growing with smoothing before every
 * halving. Images [N,C,H,W] to logits [N].
 *
 * <p>Every resolution has a 1 × 1 convolution from images of its own, of which one is used, or two
 * where a resolution is being faded in. Told a class, it has a logit for each and gives that of the
 * class.
 *
 * @param gan its sizes
 * @param judging what it is told, and how many samples it sees at once; a group of {@link
 *     Judging#minibatchStd} takes the place of {@link StyleGan#minibatchStd}
 * @param detail as {@link StyleGanSynthesis#detail}
 */
public record StyleGanDiscriminator(StyleGan gan, Judging judging, double detail) implements Layer {
  @Override
  public <T> T forward(Ops<T> ops, T images) {
    ops.buffer("lod", Init.zeros()); // the reference has one; here it is part of the description
    int blocks = gan.styleCount() / 2;
    T image = images;
    T x = null;
    for (int level = 0; level < blocks; level++) {
      int side = gan.resolution() >> level;
      x = entered(ops.at("input" + level), x, image, level, gan.width(side));
      boolean last = level == blocks - 1;
      T y = last ? withVariety(ops, x) : x;
      Ops<T> first = ops.at("layer" + 2 * level);
      y = ended(first, StyleGanParts.conv(first, y, gan.width(side), 3, StyleGanParts.GAIN));
      Ops<T> second = ops.at("layer" + (2 * level + 1));
      x =
          last
              ? flat(second, y, gan.width(side))
              : ended(second, StyleGanParts.halved(second, y, gan.width(side / 2)));
      image = last ? image : ops.averagePool(image);
    }
    return logit(ops.at("layer" + 2 * blocks), x);
  }

  /** Features of the image, of the block before, or a mixture. */
  private <T> T entered(Ops<T> ops, T before, T image, int level, int width) {
    T seen = ended(ops, StyleGanParts.conv(ops, image, width, 1, StyleGanParts.GAIN));
    if (before == null) {
      return seen;
    }
    if (detail >= level) {
      return StyleGanParts.beside(ops, seen, before);
    }
    if (detail <= level - 1) {
      return StyleGanParts.beside(ops, before, seen);
    }
    double share = detail - (level - 1);
    return ops.add(ops.affine(seen, share, 0), ops.affine(before, 1 - share, 0));
  }

  private static <T> T ended(Ops<T> ops, T x) {
    return ops.part(() -> StyleGanParts.activated(ops, StyleGanParts.biased(ops, x, 1)));
  }

  private <T> T withVariety(Ops<T> ops, T x) {
    int group = judging.minibatchStd() > 0 ? judging.minibatchStd() : gan.minibatchStd();
    return group == 0
        ? x
        : ops.concat(x, ops.minibatchDeviation(x, group, gan.minibatchStdChannels()), 1);
  }

  private static <T> T flat(Ops<T> ops, T x, int width) {
    long features = ops.shape(x).elements() / ops.shape(x).size(0);
    T y = StyleGanParts.dense(ops, ops.reshape(x, -1, features), width, StyleGanParts.GAIN, 1);
    return StyleGanParts.activated(ops, y);
  }

  private <T> T logit(Ops<T> ops, T x) {
    int classes = judging.conditioning().toldDiscriminator();
    T logits = StyleGanParts.dense(ops, x, Math.max(1, classes), 1, 1);
    return classes == 0 ? ops.reshape(logits, -1) : ops.sum(ops.mul(logits, ops.condition()), 1);
  }
}
