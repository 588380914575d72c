package org.esgrima.optim;

import java.util.Collection;
import java.util.Set;
import org.esgrima.io.ElementType;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The exponential moving average of a network's weights, average ← β average + (1 − β) weights,
 * which gives steadier samples than the weights themselves (Yazıcı et al. 2019, arXiv 1806.04498).
 *
 * <p>Buffers, such as the statistics of batch normalisation, are copied instead, and so are tensors
 * of whole numbers. The average starts as a copy of the network.
 */
public final class Ema implements AutoCloseable {
  private final EmaSettings settings;
  private final NamedTensors average;
  private final Set<String> copied;

  /**
   * Starts with a copy; the network's own tensors stay with the caller.
   *
   * @param source all tensors of the network
   * @param copied names of those that are copied and not averaged: the buffers
   * @throws IllegalArgumentException if one of these names is not in {@code source}
   */
  public Ema(EmaSettings settings, NamedTensors source, Collection<String> copied) {
    if (!source.names().containsAll(copied)) {
      throw new IllegalArgumentException(
          "names to be copied must be among " + source.names() + ", got " + copied);
    }
    this.settings = settings;
    this.copied = Set.copyOf(copied);
    this.average = source.copy();
  }

  /**
   * Takes in the weights after a step.
   *
   * @param source all tensors of the network
   * @param imagesSeen real images seen before that step
   * @param batch images of that step
   * @return β, the share of the average that was kept
   * @throws IllegalArgumentException if names or shapes are not those of the start
   */
  public double update(NamedTensors source, long imagesSeen, int batch) {
    if (!source.names().equals(average.names())) {
      throw new IllegalArgumentException(
          "names differ: expected " + average.names() + ", got " + source.names());
    }
    double beta = settings.beta(imagesSeen, batch);
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      average.asMap().forEach((name, tensor) -> follow(name, tensor, source.get(name), beta));
    }
    return beta;
  }

  private void follow(String name, Tensor follower, Tensor weights, double beta) {
    // A β of 0 is an exact copy; interpolation would also turn an infinite average into NaN.
    if (beta == 0 || copied.contains(name) || !isFloating(follower.elementType())) {
      follower.copyFrom(weights);
      return;
    }
    if (!follower.shape().equals(weights.shape())) {
      throw new IllegalArgumentException(
          name + ": expected shape " + follower.shape() + ", got " + weights.shape());
    }
    follower.lerpInPlace(weights, 1 - beta);
  }

  private static boolean isFloating(ElementType type) {
    return switch (type) {
      case F64, F32, BF16 -> true;
      case I64, U8, BOOL -> false;
    };
  }

  /**
   * The average, under the names of the network: its whole state, for a checkpoint and for a
   * network that generates. Owned by this object; copy into it to restore.
   */
  public NamedTensors average() {
    return average;
  }

  @Override
  public void close() {
    average.close();
  }
}
