package org.esgrima.objective;

import java.util.List;
import java.util.function.Function;
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
   * The terms that the discriminator minimises on a minibatch.
   *
   * @param judged its samples, those of the generator without graph, and the verdicts
   * @param discriminator from samples [N,…] to logits [N], for penalties
   * @param update updates of the discriminator before this one
   * @param imagesSeen real images seen before: the point in time for schedules of penalties
   * @param random where penalties draw from; asked only where one is due
   */
  public LossTerms discriminator(
      Judged judged,
      Function<Tensor, Tensor> discriminator,
      long update,
      long imagesSeen,
      Supplier<RandomStream> random) {
    Tensor adversarial = loss.discriminator(judged.real().logits(), judged.fake().logits()).mean();
    LossTerms terms = new LossTerms().add("loss/d/adversarial", adversarial);
    ConditionLoss.addDiscriminatorTerms(terms, conditioning, judged.real(), judged.fake());
    for (Penalty penalty : penalties) {
      if (penalty.dueAt(update)) {
        terms.add(
            "loss/d/" + penalty.name(),
            penalty
                .after(imagesSeen)
                .term(discriminator, judged.reals(), judged.fakes(), random.get()));
      }
    }
    return terms;
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
