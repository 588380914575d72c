package org.esgrima.architecture;

import org.esgrima.nn.BiasActivation;
import org.esgrima.nn.EqualizedLinear;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Modulation;
import org.esgrima.nn.Ops;
import org.esgrima.nn.ResampleFilter;

/**
 * The second half of StyleGAN2's generator: styles to images, with skip connections (Karras et al.
 * 2020, arXiv 1912.04958, Sections 2.2 and 4.1, figures 2 and 7). Styles w [N,L,W] to images
 * [N,C,H,W].
 *
 * <p>It starts from features of 4 × 4 pixels ({@link SynthesisInput}). Every resolution has two
 * convolutions (the first has one) and gives an image; the result is the sum of all these images,
 * each doubled until it is large enough. Layers take the styles in order; that of an image is the
 * style of the next resolution's first convolution. It stands, as the generator does, at the root
 * of the network.
 *
 * @param gan its sizes and noise
 */
public record StyleSynthesis(StyleGan2 gan) implements Layer {
  @Override
  public <T> T forward(Ops<T> root, T styles) {
    Ops<T> ops = root.at("synthesis");
    Ops<T> first = ops.at("b" + StyleGan2.START);
    gan.resampleFilter().of(first); // the reference has one here too and never uses it
    int inner = gan.width(StyleGan2.START);
    T x = start(first, styles, inner);
    x = convolution(first.at("conv1"), x, style(ops, styles, 0), inner, inner, false);
    T image = picture(first.at("torgb"), x, style(ops, styles, 1), inner);
    int next = 1;
    for (int side = 2 * StyleGan2.START; side <= gan.resolution(); side *= 2) {
      Ops<T> block = ops.at("b" + side);
      int outer = gan.width(side);
      x = convolution(block.at("conv0"), x, style(ops, styles, next++), inner, outer, true);
      x = convolution(block.at("conv1"), x, style(ops, styles, next++), outer, outer, false);
      image = ResampleFilter.doubled(block, image, gan.resampleFilter().of(block));
      image = ops.add(image, picture(block.at("torgb"), x, style(ops, styles, next), outer));
      inner = outer;
    }
    return image;
  }

  private <T> T start(Ops<T> ops, T styles, int width) {
    int side = StyleGan2.START;
    if (gan.input() == SynthesisInput.STYLE) {
      T features =
          new EqualizedLinear(gan.styles(), width * side * side, BiasActivation.LINEAR)
              .forward(ops.at("input"), style(ops, styles, 0));
      return ops.reshape(features, -1, width, side, side);
    }
    T constant = ops.param("const", new Init.Normal(0, 1), width, side, side);
    return ops.reshape(constant, 1, width, side, side); // modulation makes it one for each sample
  }

  private <T> T style(Ops<T> ops, T styles, int layer) {
    return ops.reshape(ops.narrow(styles, 1, layer, 1), -1, gan.styles());
  }

  /** The scales of the channels: styles start at 1. */
  private <T> T scales(Ops<T> ops, T style, int channels) {
    return new EqualizedLinear(gan.styles(), channels, 1, 1, BiasActivation.LINEAR)
        .forward(ops.at("affine"), style);
  }

  /** Demodulated 3 × 3 convolution, noise, bias and leaky ReLU. */
  private <T> T convolution(Ops<T> ops, T x, T style, int inputs, int outputs, boolean doubling) {
    return ops.part(() -> convolved(ops, x, style, inputs, outputs, doubling));
  }

  private <T> T convolved(Ops<T> ops, T x, T style, int inputs, int outputs, boolean doubling) {
    T weight = ops.param("weight", new Init.Normal(0, 1), outputs, inputs, 3, 3);
    T filter = gan.resampleFilter().of(ops); // the reference has one whether it is used or not
    BiasActivation end = BiasActivation.LEAKY_RELU.limited(gan.clamp());
    T y =
        Modulation.demodulated(
            ops,
            x,
            weight,
            scales(ops, style, inputs),
            ops.param("bias", Init.zeros(), outputs),
            end.absorbable(),
            h ->
                doubling
                    ? ResampleFilter.doubledConv2d(ops, h, weight, filter)
                    : ops.conv2d(h, weight, 1, 1));
    return end.finish(ops, noisy(ops, y, end.absorbable()));
  }

  private <T> T noisy(Ops<T> ops, T x, double gain) {
    if (gan.noise() == SynthesisNoise.NONE) {
      return x;
    }
    long side = ops.shape(x).size(2);
    T still =
        ops.reshape(ops.buffer("noise_const", new Init.Normal(0, 1), side, side), 1, 1, side, side);
    T noise = gan.noise() == SynthesisNoise.RANDOM ? ops.noise(x, still) : still;
    T strength = ops.reshape(ops.param("noise_strength", Init.zeros()), 1, 1, 1, 1);
    return ops.mulAdd(noise, ops.affine(strength, gain, 0), x);
  }

  /** The image that features describe: a 1 × 1 convolution, modulated but not demodulated. */
  private <T> T picture(Ops<T> ops, T x, T style, int inputs) {
    return ops.part(() -> painted(ops, x, style, inputs));
  }

  private <T> T painted(Ops<T> ops, T x, T style, int inputs) {
    T weight = ops.param("weight", new Init.Normal(0, 1), gan.channels(), inputs, 1, 1);
    T scales = ops.affine(scales(ops, style, inputs), 1 / Math.sqrt(inputs), 0);
    T bias = ops.param("bias", Init.zeros(), gan.channels());
    T image = Modulation.modulated(ops, x, scales, h -> ops.conv2d(h, weight, bias, 1, 0));
    return BiasActivation.LINEAR.limited(gan.clamp()).finish(ops, image);
  }
}
