package org.esgrima.train;

import java.util.Optional;
import java.util.function.Function;
import org.esgrima.architecture.Judging;
import org.esgrima.io.Shape;
import org.esgrima.nn.Network;
import org.esgrima.objective.Verdict;
import org.esgrima.torch.Tensor;

/**
 * The discriminator with everything that lies between samples and its verdict.
 *
 * @param network gives logits [N] or, with answers about conditions, [N,1+A]
 */
record Judge(Network network, Judging judging) {
  /** What the discriminator says of samples; with packing, of each pack. */
  Verdict verdict(Minibatch batch) {
    Tensor output = network.forward(packed(batch.samples()), told(batch.condition()));
    if (judging.conditioning().answers() == 0) {
      return new Verdict(output, Optional.empty(), batch.condition());
    }
    Tensor answers = output.narrow(1, 1, judging.conditioning().answers());
    return new Verdict(output.select(1, 0), Optional.of(answers), batch.condition());
  }

  /** From packs as {@link #packed} makes them to logits, given what the verdict was given. */
  Function<Tensor, Tensor> logits(Optional<Tensor> condition) {
    boolean answers = judging.conditioning().answers() > 0;
    return packs -> {
      Tensor output = network.forward(packs, told(condition));
      return answers ? output.select(1, 0) : output;
    };
  }

  private Optional<Tensor> told(Optional<Tensor> condition) {
    return judging.conditioning().toldDiscriminator() > 0 ? condition : Optional.empty();
  }

  /** m samples after each other become one: [N,C,H,W] to [N/m,m·C,H,W]. */
  Tensor packed(Tensor samples) {
    if (judging.packing() == 1) {
      return samples;
    }
    Shape shape = samples.shape();
    long[] sizes = shape.sizes().clone();
    sizes[0] /= judging.packing();
    sizes[1] *= judging.packing();
    return samples.reshape(sizes);
  }
}
