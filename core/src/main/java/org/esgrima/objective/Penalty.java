package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import java.util.function.Function;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * What the discriminator minimises beside its loss, as a pure function of the discriminator and the
 * samples of one minibatch.
 *
 * <p>The penalties below look at the slope of the logit with respect to each sample, so their own
 * gradients are second derivatives of the discriminator. They presume that a logit depends on its
 * own sample only: see {@link #perSample}.
 *
 * <p>A penalty may be <em>lazy</em> (Karras et al. 2020, StyleGAN2, arXiv 1912.04958, Section 3.1
 * and Appendix B): it is applied in every {@link #interval}-th step only, {@code interval} times as
 * strong, by an optimiser step of its own after that of the loss. Adam is corrected for these
 * additional steps: {@link LazyCorrection}.
 *
 * <p>A penalty of your own is one class that implements this interface. The ones below are also
 * known by name in configurations: {@code type: r1}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = GradientPenalty.class, name = "gradient-penalty"),
  @JsonSubTypes.Type(value = Dragan.class, name = "dragan"),
  @JsonSubTypes.Type(value = R1.class, name = "r1"),
  @JsonSubTypes.Type(value = R2.class, name = "r2"),
  @JsonSubTypes.Type(value = Consistency.class, name = "consistency")
})
public interface Penalty {
  /** What it is called where it is logged, as in configurations: {@code r1}. */
  String name();

  /** Steps from one application to the next, at least 1. */
  int interval();

  /**
   * This penalty as it is after so many images: of a setting that is an {@link
   * org.esgrima.optim.Schedule} only the value at that time is left. Itself by default, where
   * nothing changes.
   *
   * @param imagesSeen real images that the discriminator has seen, from 0
   */
  default Penalty after(long imagesSeen) {
    return this;
  }

  /**
   * The penalty with its weight, but without the factor of laziness; with schedules as they are
   * {@link #after} 0 images.
   *
   * <p>All of the discriminator's weights take part in the result, those that it does not depend on
   * with gradient 0, so that it can be minimised alone as well as in a sum. Samples that require
   * gradients already are differentiated as they are, and the result of {@code discriminator} may
   * then be logits that were computed from this very tensor before; all others are detached first.
   *
   * @param discriminator from samples [N,…] to logits [N]
   * @param realSamples [N,…], images in [-1, 1]; float32 or float64
   * @param fakeSamples [N,…], of the same shape and type
   * @param random where random numbers come from; a penalty without any draws none
   * @return a scalar [], differentiable; float32 or float64 as the samples are
   * @throws IllegalArgumentException if the discriminator gives something else than [N]
   */
  Tensor value(
      Function<Tensor, Tensor> discriminator,
      Tensor realSamples,
      Tensor fakeSamples,
      RandomStream random);

  /**
   * What is minimised where {@link #dueAt} says so, together with the loss or, by a lazy penalty,
   * alone: {@code interval} times {@link #value}.
   */
  default Tensor term(
      Function<Tensor, Tensor> discriminator,
      Tensor realSamples,
      Tensor fakeSamples,
      RandomStream random) {
    Tensor value = value(discriminator, realSamples, fakeSamples, random);
    return interval() == 1 ? value : value.mul(interval());
  }

  /**
   * Whether the penalty is applied in a step.
   *
   * @param step minibatches before this one; the first is 0 and always due
   */
  default boolean dueAt(long step) {
    return step % interval() == 0;
  }

  /** Whether it has optimiser steps of its own: wherever its interval is above 1. */
  default boolean lazy() {
    return interval() > 1;
  }

  /**
   * Whether the penalty reads slopes of a logit with respect to its own sample; true by default.
   * Such a penalty is meaningless for a discriminator with batch normalisation, where every logit
   * depends on all samples of the minibatch (Gulrajani et al. 2017, arXiv 1704.00028, Section 4).
   */
  default boolean perSample() {
    return true;
  }

  /**
   * Whether the slopes are those at the real or the synthetic samples themselves, not at others
   * near them: then verdicts on these samples serve the penalty as well, without a second pass.
   */
  default boolean atSamples() {
    return false;
  }

  /**
   * Refuses samples that the penalty makes no sense for; all are welcome by default.
   *
   * @param sample shape of one sample, without the batch
   * @throws org.esgrima.InputException saying why
   */
  default void requireSuits(Shape sample) {}

  /**
   * What people should know before they train with this penalty on such samples; nothing by
   * default.
   *
   * @param sample shape of one sample, without the batch
   * @return one line, a sentence without its final full stop
   */
  default Optional<String> warning(Shape sample) {
    return Optional.empty();
  }
}
