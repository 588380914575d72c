package org.esgrima.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esgrima.torch.Tensor;

/**
 * Real samples and, once D has judged them, the synthetic ones beside them.
 *
 * @param reals a minibatch or a part of it
 * @param fakes of the same classes; empty where G plays first
 * @param realLogits what D said of the real ones; empty where G plays first
 */
record Duel(Minibatch reals, Optional<Minibatch> fakes, Optional<Tensor> realLogits) {
  /** Real samples in parts of equal size, before D has judged them. */
  static List<Duel> before(Minibatch reals, int parts) {
    int size = reals.count() / parts;
    List<Duel> duels = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      Minibatch part = reals.part((long) i * size, size);
      duels.add(new Duel(part, Optional.empty(), Optional.empty()));
    }
    return duels;
  }

  /** This with what was judged. */
  Duel judged(Minibatch synthetic, Tensor logits) {
    return new Duel(reals, Optional.of(synthetic), Optional.of(logits));
  }
}
