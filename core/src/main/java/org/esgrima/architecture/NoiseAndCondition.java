package org.esgrima.architecture;

import org.esgrima.nn.BatchNorm;
import org.esgrima.nn.ConditionalBatchNorm;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Ops;

/** How a generator that was not made for conditions takes them: beside z, or in its norms. */
record NoiseAndCondition(Conditioning conditioning, boolean hasNorms) {
  private boolean besideLatents() {
    return conditioning.toldGenerator() > 0 && !(conditioning.byNormalisation() && hasNorms);
  }

  /** Units of the first layer's input for latents of that size. */
  int inputs(int latent) {
    return latent + (besideLatents() ? conditioning.toldGenerator() : 0);
  }

  /** [z, c] or z. */
  <T> T input(Ops<T> ops, T z) {
    return besideLatents() ? ops.concat(z, ops.condition(), 1) : z;
  }

  /** Batch normalisation of that many channels. */
  Layer norm(int channels, Init weight) {
    return conditioning.byNormalisation()
        ? new ConditionalBatchNorm(channels, conditioning.toldGenerator())
        : new BatchNorm(channels, weight);
  }
}
