package org.esgrima.architecture;

import java.util.List;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;
import org.esgrima.nn.ResampleFilter;

/**
 * Parts of the networks of {@link R3Gan}. No convolution keeps a bias of its own: where a
 * nonlinearity follows, it has one.
 */
final class R3GanParts {
  private static final double SLOPE = 0.2;
  private static final double GAIN = Math.sqrt(2 / (1 + SLOPE * SLOPE));

  private R3GanParts() {}

  /** 1 × 1 convolution without bias; [N,inputs,H,W] to [N,outputs,H,W]. */
  record Pointwise(int inputs, int outputs) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      Ops<T> layer = ops.at("Layer");
      Init start = Init.heNormal(1, inputs);
      return layer.conv2d(x, layer.param("weight", start, outputs, inputs, 1, 1), 1, 0);
    }
  }

  /**
   * x + F(x), where F is a 1 × 1 convolution to more channels, a grouped convolution and a 1 × 1
   * convolution back; [N,width,H,W] to the same shape.
   *
   * <p>It starts as the identity: the last convolution starts at 0, and the others smaller by
   * L^(−1/4) ("Fixup", Zhang et al. 2019, arXiv 1901.09321, for blocks of three layers).
   *
   * @param width channels
   * @param expansion channels inside, as a multiple of width
   * @param cardinality groups of the channels inside
   * @param kernel side of the grouped kernels in pixels, odd
   * @param blocks L, blocks of the whole network
   */
  record Block(int width, int expansion, int cardinality, int kernel, int blocks) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      return ops.part(() -> ops.add(x, inside(ops, x)));
    }

    private <T> T inside(Ops<T> ops, T x) {
      int inside = width * expansion;
      T y = activated(ops, 1, x, inside, width, 1, 1);
      y = activated(ops, 2, y, inside, inside / cardinality, kernel, cardinality);
      Ops<T> last = ops.at("LinearLayer3").at("Layer");
      return last.conv2d(y, last.param("weight", Init.zeros(), width, inside, 1, 1), 1, 0);
    }

    /** A convolution, a bias and the nonlinearity. */
    private <T> T activated(
        Ops<T> ops, int number, T x, int outputs, int seen, int side, int groups) {
      Ops<T> layer = ops.at("LinearLayer" + number).at("Layer");
      Ops<T> end = ops.at("NonLinearity" + number);
      double gain = GAIN * Math.pow(blocks, -0.25);
      Init start = Init.heNormal(gain, (long) seen * side * side);
      T weight = layer.param("weight", start, outputs, seen, side, side);
      T bias = end.param("Bias", Init.zeros(), outputs);
      return end.leakyRelu(layer.conv2d(x, weight, bias, 1, side / 2, groups), SLOPE);
    }
  }

  /**
   * From a vector to the first image, a weighted sum of learnt patterns; [N,inputs] to
   * [N,width,4,4].
   */
  record GenerativeBasis(int inputs, int width) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      int side = R3Gan.START;
      T basis = ops.param("Basis", new Init.Normal(0, 1), width, side, side);
      T amounts = linear(ops.at("LinearLayer"), x, inputs, width, 1);
      return ops.mul(
          ops.reshape(basis, 1, width, side, side), ops.reshape(amounts, -1, width, 1, 1));
    }
  }

  /**
   * How much of learnt patterns the last image has, summed up; [N,width,4,4] to [N,outputs]. The
   * first sum is a convolution with one group for each channel and one pixel as its result.
   */
  record DiscriminativeBasis(int width, int outputs) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      int side = R3Gan.START;
      Ops<T> basis = ops.at("Basis");
      Init start = Init.heNormal(1, (long) side * side);
      T patterns =
          basis.reshape(basis.param("weight", start, width, 1, side, side), 1, width, side, side);
      T amounts = basis.sum(basis.mul(x, patterns), 2, 3);
      return linear(ops.at("LinearLayer"), amounts, width, outputs, 1);
    }
  }

  /** Other channels and twice the sides; [N,inputs,H,W] to [N,outputs,2H,2W]. */
  record Doubling(int inputs, int outputs, List<Double> filter) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      return ResampleFilter.doubled(ops, changed(ops, x, inputs, outputs), kernel(ops, filter));
    }
  }

  /** Half the sides and other channels; [N,inputs,H,W] to [N,outputs,H/2,W/2]. */
  record Halving(int inputs, int outputs, List<Double> filter) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      return changed(ops, ResampleFilter.halved(ops, x, kernel(ops, filter)), inputs, outputs);
    }
  }

  /** x · weightᵀ; x [N,inputs], result [N,outputs]. */
  static <T> T linear(Ops<T> ops, T x, int inputs, int outputs, double gain) {
    return ops.linear(x, ops.param("weight", Init.heNormal(gain, inputs), outputs, inputs));
  }

  /** A convolution where the number of channels changes. */
  private static <T> T changed(Ops<T> ops, T x, int inputs, int outputs) {
    return inputs == outputs ? x : new Pointwise(inputs, outputs).forward(ops.at("LinearLayer"), x);
  }

  private static <T> T kernel(Ops<T> ops, List<Double> filter) {
    return ops.at("Resampler")
        .buffer("Kernel", new Init.Separable(filter), filter.size(), filter.size());
  }
}
