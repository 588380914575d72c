package org.esgrima.optim;

import org.esgrima.io.ElementType;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The exponential moving average of a network's weights, average ← β average + (1 − β) weights,
 * which gives steadier samples than the weights themselves (Yazıcı et al. 2019, arXiv 1806.04498).
 *
 * <p>Buffers, such as the statistics of batch normalisation, and tensors of whole numbers are
 * copied instead. The average starts as a copy of the weights.
 */
public final class Ema implements AutoCloseable {
  private final EmaSettings settings;
  private final NamedTensors weights;
  private final NamedTensors buffers;

  /**
   * Copies both to start with; the network's own tensors stay with the caller.
   *
   * @param parameters to be averaged
   * @param buffers to be copied; may be empty
   */
  public Ema(EmaSettings settings, NamedTensors parameters, NamedTensors buffers) {
    this.settings = settings;
    this.weights = parameters.copy();
    this.buffers = buffers.copy();
  }

  /**
   * Takes in the weights after a step of the generator.
   *
   * @param imagesSeen real images seen before that step
   * @param batch images of that step
   * @return β, the share of the average that was kept
   * @throws IllegalArgumentException if names or shapes are not those of the start
   */
  public double update(NamedTensors parameters, NamedTensors buffers, long imagesSeen, int batch) {
    if (!parameters.names().equals(weights.names())) {
      throw new IllegalArgumentException(
          "names differ: expected " + weights.names() + ", got " + parameters.names());
    }
    double beta = settings.beta(imagesSeen, batch);
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      weights.asMap().forEach((name, average) -> follow(average, parameters.get(name), beta));
      this.buffers.copyFrom(buffers);
    }
    return beta;
  }

  private static void follow(Tensor average, Tensor weights, double beta) {
    // A β of 0 is an exact copy; interpolation would also turn an infinite average into NaN.
    if (beta == 0 || !isFloating(average.elementType())) {
      average.copyFrom(weights);
      return;
    }
    if (!average.shape().equals(weights.shape())) {
      throw new IllegalArgumentException(
          "shapes differ: expected " + average.shape() + ", got " + weights.shape());
    }
    average.lerpInPlace(weights, 1 - beta);
  }

  private static boolean isFloating(ElementType type) {
    return switch (type) {
      case F64, F32, BF16 -> true;
      case I64, U8, BOOL -> false;
    };
  }

  /** The averages, under the names of the parameters; owned by this object. */
  public NamedTensors parameters() {
    return weights;
  }

  /** The copied buffers, under their names; owned by this object. */
  public NamedTensors buffers() {
    return buffers;
  }

  @Override
  public void close() {
    weights.close();
    buffers.close();
  }
}
