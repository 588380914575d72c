package org.esgrima.architecture;

import java.util.Optional;
import org.esgrima.nn.Conv2d;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Parametrization;

/**
 * The residual blocks of {@link ResnetGan}: Miyato et al. 2018, appendix B.4, in the order of
 * operations of the authors' code. The result is residual + shortcut.
 *
 * <p>A 1 × 1 convolution and a change of resolution give the same in either order. Here the
 * convolution works on the smaller image, which takes a quarter of the time.
 */
final class ResidualBlocks {
  private static final double BEFORE_RELU = Math.sqrt(2); // the authors' code, GlorotUniform

  private ResidualBlocks() {}

  private static Conv2d three(int inputs, int outputs, Parametrization parametrization) {
    Init weight = Init.xavierUniform(BEFORE_RELU, outputs, inputs, 3, 3);
    return new Conv2d(inputs, outputs, 3, 1, 1, weight, Optional.of(Init.zeros()), parametrization);
  }

  private static Conv2d shortcut(int inputs, int outputs, Parametrization parametrization) {
    Init weight = Init.xavierUniform(1, outputs, inputs, 1, 1);
    return new Conv2d(inputs, outputs, 1, 1, 0, weight, Optional.of(Init.zeros()), parametrization);
  }

  /** A block of the generator; [N,inputs,H,W] to [N,outputs,2H,2W]. */
  record Up(int inputs, int outputs, NoiseAndCondition told) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      Parametrization direct = Parametrization.DIRECT;
      T h = ops.relu(told.norm(inputs, Init.ones()).forward(ops.at("b1"), x));
      h = three(inputs, outputs, direct).forward(ops.at("c1"), ops.upsampleNearest(h));
      h = ops.relu(told.norm(outputs, Init.ones()).forward(ops.at("b2"), h));
      h = three(outputs, outputs, direct).forward(ops.at("c2"), h);
      T small = shortcut(inputs, outputs, direct).forward(ops.at("c_sc"), x);
      return ops.add(h, ops.upsampleNearest(small));
    }
  }

  /** The first block of the discriminator, which sees images; [N,inputs,H,W] to half the sides. */
  record First(int inputs, int outputs, Parametrization parametrization) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      T h = three(inputs, outputs, parametrization).forward(ops.at("c1"), x);
      h = three(outputs, outputs, parametrization).forward(ops.at("c2"), ops.relu(h));
      T small = ops.averagePool(x);
      return ops.add(
          ops.averagePool(h),
          shortcut(inputs, outputs, parametrization).forward(ops.at("c_sc"), small));
    }
  }

  /** A further block of the discriminator that halves the sides. */
  record Down(int inputs, int outputs, Parametrization parametrization) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      T h = ops.averagePool(residual(ops, x, inputs, outputs, parametrization));
      T small = ops.averagePool(x);
      return ops.add(h, shortcut(inputs, outputs, parametrization).forward(ops.at("c_sc"), small));
    }
  }

  /** A block of the discriminator that keeps shape and channels; its shortcut is the identity. */
  record Level(int channels, Parametrization parametrization) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      return ops.add(residual(ops, x, channels, channels, parametrization), x);
    }
  }

  private static <T> T residual(
      Ops<T> ops, T x, int inputs, int outputs, Parametrization parametrization) {
    T h = three(inputs, inputs, parametrization).forward(ops.at("c1"), ops.relu(x));
    return three(inputs, outputs, parametrization).forward(ops.at("c2"), ops.relu(h));
  }
}
