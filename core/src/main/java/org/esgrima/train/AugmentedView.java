package org.esgrima.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.esgrima.augment.AdaptiveProbability;
import org.esgrima.augment.Augmenter;
import org.esgrima.io.Shape;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * Samples as the discriminator sees them: augmented, real and synthetic ones alike.
 *
 * @param random where transforms are drawn from; the caller keeps owning it
 */
record AugmentedView(Augmenter augmenter, RandomStream random) {
  private static final String SECTION = "augmentation";

  /** Samples as they are. */
  static AugmentedView none() {
    return new AugmentedView((samples, unused) -> samples, null);
  }

  /** Says how many real images were seen before the next step. */
  void at(long imagesSeen) {
    augmenter.at(imagesSeen);
  }

  Tensor of(Tensor samples) {
    return augmenter.apply(samples, random);
  }

  /** Takes notice of D's logits on the real samples of one minibatch, or of a part of it. */
  void observe(Tensor realLogits) {
    augmenter.adaptive().ifPresent(p -> p.observe(realLogits));
  }

  /** Says that a minibatch of real samples has ended. */
  void endMinibatch() {
    augmenter.adaptive().ifPresent(AdaptiveProbability::endMinibatch);
  }

  /** The probability of each transform, where it adapts itself. */
  OptionalDouble probability() {
    return augmenter.adaptive().stream().mapToDouble(AdaptiveProbability::value).findFirst();
  }

  /** What the probability depends on: a section of the checkpoint, in the caller's scope. */
  Map<String, Map<String, Tensor>> sections() {
    Map<String, Map<String, Tensor>> sections = new LinkedHashMap<>();
    augmenter
        .adaptive()
        .map(AdaptiveProbability::state)
        .ifPresent(
            state -> {
              Map<String, Tensor> numbers = new LinkedHashMap<>();
              numbers.put("probability", number(state.probability()));
              numbers.put("signs", number(state.signs()));
              numbers.put("logits", number((double) state.logits()));
              numbers.put("minibatches", number(state.minibatches()));
              sections.put(SECTION, numbers);
            });
    return sections;
  }

  private static Tensor number(double value) {
    return Tensor.of(new double[] {value}, Shape.of());
  }

  void restore(Checkpoint checkpoint) {
    augmenter
        .adaptive()
        .ifPresent(
            p ->
                p.restore(
                    new AdaptiveProbability.State(
                        read(checkpoint, "probability"),
                        read(checkpoint, "signs"),
                        (long) read(checkpoint, "logits"),
                        (int) read(checkpoint, "minibatches"))));
  }

  private static double read(Checkpoint checkpoint, String name) {
    return checkpoint.tensor(SECTION, name).item();
  }
}
