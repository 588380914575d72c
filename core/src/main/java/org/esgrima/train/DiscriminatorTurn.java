package org.esgrima.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.esgrima.nn.Network;
import org.esgrima.objective.LossTerms;
import org.esgrima.objective.Objective;
import org.esgrima.objective.Verdict;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Profile.Part;

/**
 * D's part of a step: it judges a minibatch of real and synthetic samples and learns from it; then,
 * where they are due, from its lazy penalties on the same samples, by an update of its own.
 *
 * @param player D and what updates it
 * @param judge around its network
 * @param forger makes the synthetic samples
 * @param penaltyStream where penalties draw from; the caller keeps owning it
 * @param parts into which a minibatch is split; gradients are added up
 */
record DiscriminatorTurn(
    TwoPlayerStep.Player player,
    Judge judge,
    Forger forger,
    Objective objective,
    Treatments treatments,
    Supplier<RandomStream> penaltyStream,
    int parts) {

  /** What D has learnt from one minibatch, before its weights are changed. */
  record Judgement(List<Tensor> gradients, List<Duel> duels) {}

  /**
   * Judges a minibatch.
   *
   * @param withGraph whether G will learn from these very samples
   */
  Judgement judge(Minibatch reals, boolean withGraph, Circumstances now) {
    List<Duel> duels = new ArrayList<>();
    GradientSum gradients = new GradientSum(parts, now.clock(), Part.D_BACKWARD);
    for (Duel before : Duel.before(reals, parts)) {
      try (Scope scope = Scope.open()) {
        Minibatch part = before.reals();
        Minibatch fakes =
            now.clock().during(Part.G_FORWARD, () -> synthesise(part, withGraph, now.noise()));
        Minibatch shownReals = shown(part);
        Minibatch shownFakes = shown(treatments.shown(fakes.with(fakes.samples().detach())));
        Verdict real = now.clock().during(Part.D_FORWARD, () -> judge.verdict(shownReals));
        Verdict fake = now.clock().during(Part.D_FORWARD, () -> judge.verdict(shownFakes));
        LossTerms terms = terms(shownReals, shownFakes, real, fake, now);
        treatments.addTerms(terms, "loss/d/", player.network());
        now.report().addTerms(DivergedException.requireFinite(terms));
        observe(real.logits(), fake.logits(), now.report());
        gradients.add(scope, terms, player.weights());
        if (part.condition().isEmpty()) {
          fakes.condition().ifPresent(scope::keep);
        }
        scope.keep(fakes.samples());
        duels.add(before.judged(fakes, scope.keep(real.logits().detach())));
      }
    }
    judge.view().endMinibatch();
    now.report().addGradients("gradient-norm/d", gradients.sum());
    return new Judgement(gradients.sum(), duels);
  }

  private Minibatch synthesise(Minibatch reals, boolean withGraph, Noise noise) {
    if (withGraph) {
      return forger.forge(reals.count(), noise, reals.condition());
    }
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return forger.forge(reals.count(), noise, reals.condition());
    }
  }

  /** The same samples, ready to be differentiated by where penalties read slopes at them. */
  private Minibatch shown(Minibatch batch) {
    return slopesAreOfJudgedSamples()
        ? batch.with(batch.samples().detach().requireGrad(true))
        : batch;
  }

  private boolean slopesAreOfJudgedSamples() {
    return judge.judging().packing() == 1 && objective.readsSlopesAtSamples();
  }

  private void observe(Tensor realLogits, Tensor fakeLogits, StepReport report) {
    report.addLogits(realLogits, fakeLogits);
    treatments.observe(realLogits, fakeLogits);
    judge.view().observe(realLogits);
  }

  private LossTerms terms(
      Minibatch reals, Minibatch fakes, Verdict real, Verdict fake, Circumstances now) {
    Function<Tensor, Tensor> logits = judge.logits(reals.condition());
    // Slopes at samples that were just judged need no second pass.
    Function<Tensor, Tensor> remembered =
        samples ->
            samples == reals.samples()
                ? real.logits()
                : samples == fakes.samples() ? fake.logits() : logits.apply(samples);
    return now.clock()
        .during(
            objective.penalties().isEmpty() ? Part.D_FORWARD : Part.PENALTIES,
            () ->
                objective.discriminator(
                    judged(judge, reals, fakes, real, fake),
                    slopesAreOfJudgedSamples() ? remembered : logits,
                    now.imagesSeen(),
                    penaltyStream));
  }

  private static Objective.Judged judged(
      Judge by, Minibatch reals, Minibatch fakes, Verdict real, Verdict fake) {
    return new Objective.Judged(by.packed(reals.samples()), by.packed(fakes.samples()), real, fake);
  }

  /** The loss that another D would have on samples that carry G's graph; no treatments. */
  Tensor simulatedLoss(Network other, Minibatch reals, Minibatch fakes, long imagesSeen) {
    Judge by = judge.with(other);
    Objective.Judged judged = judged(by, reals, fakes, by.verdict(reals), by.verdict(fakes));
    return objective
        .discriminator(judged, by.logits(reals.condition()), imagesSeen, penaltyStream)
        .total();
  }

  /**
   * Learns from a minibatch.
   *
   * @param update minibatches that D has learnt from before
   */
  void learn(Judgement judgement, long update, Circumstances now) {
    step(judgement.gradients(), now);
    if (objective.lazyDueAt(update)) {
      try (Scope scope = Scope.open()) {
        step(lazily(judgement.duels(), update, now), now);
      }
    }
  }

  private List<Tensor> lazily(List<Duel> duels, long update, Circumstances now) {
    GradientSum gradients = new GradientSum(parts, now.clock(), Part.PENALTIES);
    for (Duel duel : duels) {
      try (Scope scope = Scope.open();
          StepClock.Span span = now.clock().in(Part.PENALTIES)) {
        LossTerms terms =
            objective.lazily(
                judge.packed(duel.reals().samples()),
                judge.packed(duel.fakes().orElseThrow().samples().detach()),
                judge.logits(duel.reals().condition()),
                update,
                now.imagesSeen(),
                penaltyStream);
        now.report().addTerms(DivergedException.requireFinite(terms));
        gradients.add(scope, terms, player.weights());
      }
    }
    return gradients.sum();
  }

  private void step(List<Tensor> gradients, Circumstances now) {
    try (StepClock.Span span = now.clock().in(Part.OPTIMISER)) {
      player.optimizer().step(gradients, now.imagesSeen());
      objective.constrain(player.weights());
      treatments.updated(player.network());
    }
  }
}
