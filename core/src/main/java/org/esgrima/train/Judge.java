package org.esgrima.train;

import java.util.Optional;
import java.util.function.Function;
import org.esgrima.architecture.Judging;
import org.esgrima.nn.Network;
import org.esgrima.objective.Verdict;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The discriminator with everything that lies between samples and its verdict: augmentation, then
 * packing, then the network.
 *
 * @param network gives logits [N] or, with answers about conditions, [N,1+A]
 * @param view samples as it sees them
 */
record Judge(Network network, Judging judging, AugmentedView view) {
  /** What the discriminator says of samples; with packing, of each pack. */
  Verdict verdict(Minibatch batch) {
    Tensor output = output(batch.samples(), batch.condition());
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
      Tensor output = output(unpacked(packs), condition);
      return answers ? output.select(1, 0) : output;
    };
  }

  private Tensor output(Tensor samples, Optional<Tensor> condition) {
    boolean told = judging.conditioning().toldDiscriminator() > 0;
    try (Scope scope = Scope.open()) {
      Tensor seen = packed(view.of(samples));
      return scope.keep(network.forward(seen, told ? condition : Optional.empty()));
    }
  }

  /** The same judge with another network. */
  Judge with(Network other) {
    return new Judge(other, judging, view);
  }

  /** m samples after each other become one: [N,C,H,W] to [N/m,m·C,H,W]. */
  Tensor packed(Tensor samples) {
    return judging.packing() == 1 ? samples : samples.reshape(judging.packed(samples.shape()));
  }

  private Tensor unpacked(Tensor packs) {
    return judging.packing() == 1 ? packs : packs.reshape(judging.unpacked(packs.shape()));
  }
}
