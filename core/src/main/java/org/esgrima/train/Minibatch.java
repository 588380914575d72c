package org.esgrima.train;

import java.util.Optional;
import org.esgrima.torch.Tensor;

/**
 * Samples with their conditions.
 *
 * @param samples [N,…], images in [-1, 1]
 * @param condition [N,K], one-hot for classes; empty in a game without
 */
public record Minibatch(Tensor samples, Optional<Tensor> condition) {
  /** Samples without conditions. */
  public static Minibatch of(Tensor samples) {
    return new Minibatch(samples, Optional.empty());
  }

  /** Number of samples N. */
  public int count() {
    return Math.toIntExact(samples.shape().size(0));
  }

  /** Samples {@code from} to {@code from + count}. */
  Minibatch part(long from, long count) {
    return new Minibatch(
        samples.narrow(0, from, count), condition.map(c -> c.narrow(0, from, count)));
  }

  /** The same conditions with other samples. */
  Minibatch with(Tensor others) {
    return new Minibatch(others, condition);
  }
}
