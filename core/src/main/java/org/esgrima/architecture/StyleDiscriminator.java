package org.esgrima.architecture;

import java.util.Optional;
import org.esgrima.nn.BiasActivation;
import org.esgrima.nn.EqualizedConv2d;
import org.esgrima.nn.EqualizedLinear;
import org.esgrima.nn.EqualizedStridedConv2d;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;
import org.esgrima.nn.ResampleFilter;

/**
 * StyleGAN2's discriminator: Karras et al. 2020, arXiv 1912.04958, Section 4.1 and figure 7. Images
 * [N,C,H,W] to logits [N].
 *
 * <p>Residual blocks halve the sides until they are 4; their two paths are added and divided by √2.
 * Another {@link DiscriminatorLayout} has single convolutions in their place. At 4 × 4 it sees how
 * much the members of a group differ. Told a condition c, it compares F features with mapped
 * conditions, logit = ⟨features, mapping(c)⟩ / √F, as in the authors' code.
 *
 * @param gan its sizes
 * @param judging what it is told, and how many samples it sees at once; a group of {@link
 *     Judging#minibatchStd} takes the place of {@link StyleGan2#minibatchStd}
 */
public record StyleDiscriminator(StyleGan2 gan, Judging judging) implements Layer {
  private static final double HALF = Math.sqrt(0.5); // keeps the variance of a sum of two

  @Override
  public <T> T forward(Ops<T> ops, T images) {
    BiasActivation end = BiasActivation.LEAKY_RELU.limited(gan.clamp());
    T x =
        switch (gan.discriminatorLayout()) {
          case RESIDUAL -> throughBlocks(ops, images, end);
          case STRIDED -> throughStrides(ops, images, end);
        };
    return logits(ops, x, gan.discriminatorWidth(StyleGan2.START), end);
  }

  private <T> T throughBlocks(Ops<T> ops, T images, BiasActivation end) {
    int inner = gan.discriminatorWidth(gan.resolution());
    Ops<T> first = ops.at("b" + gan.resolution());
    T x =
        new EqualizedConv2d(
                judging.inputs(gan.channels()), inner, 1, gan.resampleFilter(), false, true, end)
            .forward(first.at("fromrgb"), images);
    for (int side = gan.resolution(); side > StyleGan2.START; side /= 2) {
      int outer = gan.discriminatorWidth(side / 2);
      x = halved(ops.at("b" + side), x, inner, outer, end);
      inner = outer;
    }
    return x;
  }

  private <T> T throughStrides(Ops<T> ops, T images, BiasActivation end) {
    int inner = judging.inputs(gan.channels());
    T x = images;
    for (int side = gan.resolution(); side > StyleGan2.START; side /= 2) {
      int outer = gan.discriminatorWidth(side / 2);
      x = new EqualizedStridedConv2d(inner, outer, end).forward(ops.at("b" + side).at("conv"), x);
      inner = outer;
    }
    return x;
  }

  private <T> T halved(Ops<T> ops, T x, int inner, int outer, BiasActivation end) {
    return ops.part(() -> residual(ops, x, inner, outer, end));
  }

  private <T> T residual(Ops<T> ops, T x, int inner, int outer, BiasActivation end) {
    ResampleFilter filter = gan.resampleFilter();
    filter.of(ops); // the reference has one here too and never uses it
    T skip =
        new EqualizedConv2d(
                inner, outer, 1, filter, true, false, BiasActivation.LINEAR.scaled(HALF))
            .forward(ops.at("skip"), x);
    T h =
        new EqualizedConv2d(inner, inner, 3, filter, false, true, end).forward(ops.at("conv0"), x);
    h =
        new EqualizedConv2d(inner, outer, 3, filter, true, true, end.scaled(HALF))
            .forward(ops.at("conv1"), h);
    return ops.add(h, skip);
  }

  private <T> T logits(Ops<T> ops, T x, int width, BiasActivation end) {
    int side = StyleGan2.START;
    int conditions = judging.conditioning().toldDiscriminator();
    int answers = conditions == 0 ? 1 : gan.conditionWidth() == 0 ? width : gan.conditionWidth();
    int inputs = width + (group() == 0 ? 0 : gan.minibatchStdChannels());
    Ops<T> last = ops.at("b" + side);
    x =
        new EqualizedConv2d(inputs, width, 3, gan.resampleFilter(), false, true, end)
            .forward(last.at("conv"), withVariety(ops, x));
    x =
        new EqualizedLinear(width * side * side, width, BiasActivation.LEAKY_RELU)
            .forward(last.at("fc"), ops.reshape(x, -1, (long) width * side * side));
    x = new EqualizedLinear(width, answers, BiasActivation.LINEAR).forward(last.at("out"), x);
    if (conditions == 0) {
      return ops.reshape(x, -1);
    }
    T c =
        new MappingLayers(0, conditions, answers, gan.mappingLayers(), gan.mappingRate())
            .apply(ops.at("mapping"), Optional.empty());
    return ops.affine(ops.sum(ops.mul(x, c), 1), 1 / Math.sqrt(answers), 0);
  }

  private <T> T withVariety(Ops<T> ops, T x) {
    return group() == 0
        ? x
        : ops.concat(x, ops.minibatchDeviation(x, group(), gan.minibatchStdChannels()), 1);
  }

  private int group() {
    return judging.minibatchStd() > 0 ? judging.minibatchStd() : gan.minibatchStd();
  }
}
