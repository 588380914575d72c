package org.esgrima.objective;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.esgrima.architecture.Conditioning;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * Everything that the players minimise: an adversarial loss, penalties that are added to the
 * discriminator's side of it, what it says of conditions, and constraints that its weights fulfil
 * after every update.
 *
 * @param loss what both play for
 * @param penalties added to the discriminator's loss where they are due
 * @param constraints enforced after each update of the discriminator, in this order
 * @param conditioning decides whether both players also minimise how badly the discriminator names
 *     conditions
 */
public record Objective(
    AdversarialLoss loss,
    List<Penalty> penalties,
    List<Constraint> constraints,
    Conditioning conditioning) {
  /** Copies the lists. */
  public Objective {
    penalties = List.copyOf(penalties);
    constraints = List.copyOf(constraints);
  }

  /** Of a game without conditions. */
  public Objective(AdversarialLoss loss, List<Penalty> penalties, List<Constraint> constraints) {
    this(loss, penalties, constraints, Conditioning.none());
  }

  /** A loss alone. */
  public static Objective of(AdversarialLoss loss) {
    return new Objective(loss, List.of(), List.of());
  }

  /** Samples of one minibatch and what the discriminator says of them. */
  public record Judged(Tensor reals, Tensor fakes, Verdict real, Verdict fake) {}

  /**
   * The terms that the discriminator minimises on a minibatch: everything but lazy penalties.
   *
   * @param judged its samples, those of the generator without graph, and the verdicts
   * @param discriminator from samples [N,…] to logits [N], for penalties
   * @param imagesSeen real images seen before: the point in time for schedules of penalties
   * @param random where penalties draw from; asked only where there are some
   */
  public LossTerms discriminator(
      Judged judged,
      Function<Tensor, Tensor> discriminator,
      long imagesSeen,
      Supplier<RandomStream> random) {
    Tensor adversarial = loss.discriminator(judged.real().logits(), judged.fake().logits()).mean();
    LossTerms terms = new LossTerms().add("loss/d/adversarial", adversarial);
    ConditionLoss.addDiscriminatorTerms(terms, conditioning, judged.real(), judged.fake());
    return withPenalties(
        terms,
        penalty -> !penalty.lazy(),
        judged.reals(),
        judged.fakes(),
        discriminator,
        imagesSeen,
        random);
  }

  /**
   * The terms of the lazy penalties that are due, to be minimised by an optimiser step of their own
   * after the one of the loss; none where none is due.
   *
   * @param reals [N,…] samples that the loss was of
   * @param fakes [N,…] beside them, without graph
   * @param update minibatches that the discriminator has learnt from before this one
   */
  public LossTerms lazily(
      Tensor reals,
      Tensor fakes,
      Function<Tensor, Tensor> discriminator,
      long update,
      long imagesSeen,
      Supplier<RandomStream> random) {
    return withPenalties(
        new LossTerms(),
        penalty -> penalty.lazy() && penalty.dueAt(update),
        reals,
        fakes,
        discriminator,
        imagesSeen,
        random);
  }

  private LossTerms withPenalties(
      LossTerms terms,
      Predicate<Penalty> which,
      Tensor reals,
      Tensor fakes,
      Function<Tensor, Tensor> discriminator,
      long imagesSeen,
      Supplier<RandomStream> random) {
    for (Penalty penalty : penalties) {
      if (which.test(penalty)) {
        Penalty now = penalty.after(imagesSeen);
        terms.add("loss/d/" + penalty.name(), now.term(discriminator, reals, fakes, random.get()));
      }
    }
    return terms;
  }

  /** Whether a penalty that is added to the loss differentiates D at the minibatch itself. */
  public boolean readsSlopesAtSamples() {
    return penalties.stream().anyMatch(penalty -> !penalty.lazy() && penalty.atSamples());
  }

  /** Whether a lazy penalty is due after so many minibatches. */
  public boolean lazyDueAt(long update) {
    return penalties.stream().anyMatch(penalty -> penalty.lazy() && penalty.dueAt(update));
  }

  /**
   * The terms that the generator minimises.
   *
   * @param fake the verdict on its samples
   * @param realLogits [N], of real samples; of no influence unless the loss compares with them
   */
  public LossTerms generator(Verdict fake, Tensor realLogits) {
    return generator(fake, realLogits, losses -> losses);
  }

  /**
   * As the other, learning from some of the samples only.
   *
   * @param learntFrom from the losses [N] of all samples to those that count
   */
  public LossTerms generator(Verdict fake, Tensor realLogits, UnaryOperator<Tensor> learntFrom) {
    Tensor adversarial = learntFrom.apply(loss.generator(fake.logits(), realLogits)).mean();
    LossTerms terms = new LossTerms().add("loss/g/adversarial", adversarial);
    ConditionLoss.addGeneratorTerms(terms, conditioning, fake);
    return terms;
  }

  /** Enforces all constraints on the discriminator's weights. */
  public void constrain(List<Tensor> weights) {
    constraints.forEach(constraint -> constraint.enforce(weights));
  }
}
