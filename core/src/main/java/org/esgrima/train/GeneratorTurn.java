package org.esgrima.train;

import java.util.List;
import java.util.Optional;
import org.esgrima.nn.Network;
import org.esgrima.objective.LossTerms;
import org.esgrima.objective.Objective;
import org.esgrima.objective.Verdict;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Profile.Part;

/**
 * G's part of a step: it learns to deceive a frozen D; then, where it is due, from its path lengths
 * on latents of their own, by an update of its own.
 *
 * @param player G and what updates it
 * @param forger makes its samples
 * @param opponent D's side of the step
 * @param regularizer of path lengths, if there is one; the caller keeps owning it
 * @param updates in one turn
 * @param parts into which a minibatch is split; gradients are added up
 */
record GeneratorTurn(
    TwoPlayerStep.Player player,
    Forger forger,
    DiscriminatorTurn opponent,
    Objective objective,
    Treatments treatments,
    Optional<PathRegularizer> regularizer,
    int updates,
    int parts) {

  /**
   * Plays the turn.
   *
   * @param duels real samples and perhaps synthetic ones that D has judged
   * @param again whether to learn first from these synthetic ones
   * @param turn turns of G before this one
   */
  void play(List<Duel> duels, boolean again, long turn, Circumstances now) {
    for (int i = 0; i < updates; i++) {
      try (Scope scope = Scope.open()) {
        step(deceive(duels, again && i == 0, now), now);
      }
    }
    if (regularizer.isPresent() && regularizer.get().dueAt(turn)) {
      try (Scope scope = Scope.open()) {
        step(regularise(regularizer.get(), duels, now), now);
      }
    }
  }

  private void step(List<Tensor> gradients, Circumstances now) {
    try (StepClock.Span span = now.clock().in(Part.OPTIMISER)) {
      player.optimizer().step(gradients, now.imagesSeen());
      treatments.updated(player.network());
    }
  }

  private List<Tensor> deceive(List<Duel> duels, boolean again, Circumstances now) {
    GradientSum gradients = new GradientSum(parts, now.clock(), Part.G_BACKWARD);
    try (Network.Frozen frozen = opponent.player().network().freeze()) {
      for (Duel duel : duels) {
        try (Scope scope = Scope.open()) {
          Minibatch fakes = again ? duel.fakes().orElseThrow() : forge(duel, now);
          try (Simulated simulated = simulated(duel.reals(), fakes, now.imagesSeen())) {
            LossTerms terms = terms(simulated.judge(), fakes, duel, now);
            now.report().addTerms(DivergedException.requireFinite(terms));
            gradients.add(scope, terms, player.weights());
          }
        }
      }
    }
    now.report().addGradients("gradient-norm/g", gradients.sum());
    return gradients.sum();
  }

  private Minibatch forge(Duel duel, Circumstances now) {
    Minibatch reals = duel.reals();
    return now.clock()
        .during(Part.G_FORWARD, () -> forger.forge(reals.count(), now.noise(), reals.condition()));
  }

  private LossTerms terms(Judge by, Minibatch fakes, Duel duel, Circumstances now) {
    Verdict fake = now.clock().during(Part.D_FORWARD, () -> by.verdict(fakes));
    LossTerms terms =
        objective.generator(
            fake,
            now.clock().during(Part.D_FORWARD, () -> realLogits(by, duel, fake)),
            losses -> treatments.learntFrom(losses, fake.logits(), now.imagesSeen()));
    treatments.addTerms(terms, "loss/g/", player.network());
    return terms;
  }

  /** D's logits on the real samples, afresh if the loss compares them; else any will do. */
  private Tensor realLogits(Judge by, Duel duel, Verdict fake) {
    return objective.loss().comparesWithReal()
        ? by.verdict(duel.reals()).logits()
        : duel.realLogits().orElseGet(() -> fake.logits().detach());
  }

  /** Whom G plays against: D, or what D would become. */
  private record Simulated(Judge judge, Optional<Network> future) implements AutoCloseable {
    @Override
    public void close() {
      future.ifPresent(Network::close);
    }
  }

  private Simulated simulated(Minibatch reals, Minibatch fakes, long imagesSeen) {
    Optional<Network> future =
        treatments
            .unrolling()
            .map(
                unrolling ->
                    unrolling.unroll(
                        opponent.player().network(),
                        opponent.player().optimizer(),
                        network -> opponent.simulatedLoss(network, reals, fakes, imagesSeen),
                        imagesSeen));
    return new Simulated(future.map(opponent.judge()::with).orElse(opponent.judge()), future);
  }

  private List<Tensor> regularise(PathRegularizer paths, List<Duel> duels, Circumstances now) {
    GradientSum gradients = new GradientSum(parts, now.clock(), Part.PENALTIES);
    for (Duel duel : duels) {
      try (Scope scope = Scope.open();
          StepClock.Span span = now.clock().in(Part.PENALTIES)) {
        PathRegularizer.Regularisation lengths = paths.of(duel.reals(), now.noise());
        now.report().addTerms(DivergedException.requireFinite(lengths.terms()));
        gradients.add(scope, lengths.terms(), player.weights());
        paths.remember(lengths);
      }
    }
    return gradients.sum();
  }
}
