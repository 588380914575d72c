package org.esgrima.objective;

import java.util.Arrays;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/** Random numbers for minibatches. */
final class PerSample {
  private PerSample() {}

  /** One number from [0,1) for each sample of [N,…]: [N,1,…], of its type, on its device. */
  static Tensor uniform(RandomStream random, Tensor samples) {
    long[] sizes = new long[samples.shape().rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = samples.shape().size(0);
    return random.uniform(samples.elementType(), new Shape(sizes), 0, 1).like(samples);
  }
}
