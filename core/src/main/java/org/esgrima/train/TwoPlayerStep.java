package org.esgrima.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.esgrima.architecture.Judging;
import org.esgrima.nn.Network;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.LossTerms;
import org.esgrima.objective.Objective;
import org.esgrima.objective.Verdict;
import org.esgrima.optim.Optimizer;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * One step of the game: the body of Algorithm 1 in Goodfellow et al. 2014, arXiv 1406.2661.
 *
 * <pre>
 * repeat k times
 *   draw a minibatch of latents z and one of real samples x
 *   update D by the gradient of its loss on x (real, 1) and G(z) (synthetic, 0)
 * draw a minibatch of latents z
 * update G by the gradient of its loss, which flows through a frozen D
 * </pre>
 *
 * <p>Some published experiments update both players at once instead, from one minibatch of latents
 * and against the D of before the step: {@link Rules#simultaneous}.
 *
 * <p>The generator has no way to real samples: it is given latents, and only gradients come back.
 * (A relativistic loss compares logits; D judges the real samples for it, G never sees them.) In a
 * game with classes it is asked for those of the real minibatch, so that both kinds of samples have
 * the same distribution of classes.
 *
 * <p>Losses are checked before each update; one that is not finite changes no weight.
 */
public final class TwoPlayerStep {
  /**
   * The rules of the game.
   *
   * @param discriminatorSteps k, updates of D for each turn of G
   * @param generatorSteps updates of G in its turn
   * @param reuseLatents whether G first learns from the samples that D saw last, not from fresh
   *     ones
   * @param simultaneous whether G learns against D as it was before D's last update
   * @param accumulate parts into which a minibatch is split; gradients are added up
   */
  public record Rules(
      int discriminatorSteps,
      int generatorSteps,
      boolean reuseLatents,
      boolean simultaneous,
      int accumulate) {
    /** As in Algorithm 1: k updates of D, one of G, each on fresh samples. */
    public static Rules algorithmOne(int k) {
      return new Rules(k, 1, false, false, 1);
    }
  }

  /** One player: a network and what updates it. */
  public record Player(Network network, Optimizer optimizer) {
    List<Tensor> weights() {
      return network.parameters().values();
    }
  }

  private final Player generator;
  private final Player discriminator;
  private final Judge judge;
  private final Objective objective;
  private final Treatments treatments;
  private final Supplier<RandomStream> penaltyStream;
  private final Rules rules;

  /** A step for two players who play for a loss alone, without conditions or penalties. */
  public TwoPlayerStep(Player generator, Player discriminator, AdversarialLoss loss, Rules rules) {
    this(
        generator,
        discriminator,
        new Judge(discriminator.network(), Judging.PLAIN, AugmentedView.none()),
        Objective.of(loss),
        new Treatments(),
        rules,
        () -> {
          throw new IllegalStateException("there are no penalties that draw random numbers");
        });
  }

  /**
   * A step with everything.
   *
   * @param judge around the discriminator's network
   * @param treatments the caller keeps owning them
   * @param penaltyStream where penalties draw from; the caller keeps owning it
   */
  TwoPlayerStep(
      Player generator,
      Player discriminator,
      Judge judge,
      Objective objective,
      Treatments treatments,
      Rules rules,
      Supplier<RandomStream> penaltyStream) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.judge = judge;
    this.objective = objective;
    this.treatments = treatments;
    this.rules = rules;
    this.penaltyStream = penaltyStream;
  }

  /**
   * Plays one step.
   *
   * @param reals gives the next minibatch of real samples; asked k times
   * @param noise draws what the generator starts from
   * @param imagesSeen real images seen before this step: the point in time for all schedules
   * @param report receives what happened
   * @throws DivergedException if a loss is NaN or infinite; the player's weights are unchanged
   */
  public void play(Supplier<Minibatch> reals, Noise noise, long imagesSeen, StepReport report) {
    BalanceRule.Turn turn = treatments.turn();
    try (Scope scope = Scope.open()) {
      for (int i = 1; i < rules.discriminatorSteps() && turn.trainsDiscriminator(); i++) {
        try (Scope update = Scope.open()) {
          updateDiscriminator(judge(reals.get(), noise, false, imagesSeen, report), imagesSeen);
        }
      }
      Judgement judgement = judge(reals.get(), noise, rules.reuseLatents(), imagesSeen, report);
      if (turn.trainsDiscriminator() && !rules.simultaneous()) {
        updateDiscriminator(judgement, imagesSeen);
      }
      if (turn.trainsGenerator()) {
        trainGenerator(judgement, noise, imagesSeen, report);
      }
      if (turn.trainsDiscriminator() && rules.simultaneous()) {
        updateDiscriminator(judgement, imagesSeen);
      }
    }
  }

  private void updateDiscriminator(Judgement judgement, long imagesSeen) {
    discriminator.optimizer().step(judgement.gradients(), imagesSeen);
    objective.constrain(discriminator.weights());
    treatments.updated(discriminator.network());
  }

  private void trainGenerator(
      Judgement judgement, Noise noise, long imagesSeen, StepReport report) {
    for (int i = 0; i < rules.generatorSteps(); i++) {
      try (Scope update = Scope.open()) {
        boolean again = i == 0 && rules.reuseLatents();
        List<Tensor> gradients = deceive(judgement.duels(), again, noise, imagesSeen, report);
        generator.optimizer().step(gradients, imagesSeen);
        treatments.updated(generator.network());
      }
    }
  }

  /**
   * Synthetic samples that D has just judged, the real ones beside them and its logits on these.
   */
  private record Duel(Minibatch fakes, Minibatch reals, Tensor realLogits) {}

  /** What D has learnt from one minibatch, before its weights are changed. */
  private record Judgement(List<Tensor> gradients, List<Duel> duels) {}

  private Judgement judge(
      Minibatch reals,
      Noise noise,
      boolean generatorLearnsFromThese,
      long imagesSeen,
      StepReport report) {
    List<Duel> duels = new ArrayList<>();
    GradientSum gradients = new GradientSum(rules.accumulate());
    for (Minibatch part : parts(reals)) {
      try (Scope scope = Scope.open()) {
        Minibatch fakes = synthesise(part, noise, generatorLearnsFromThese);
        Minibatch seen = treatments.shown(fakes.with(fakes.samples().detach()));
        Verdict real = judge.verdict(part);
        Verdict fake = judge.verdict(seen);
        LossTerms terms = discriminatorTerms(judge, part, seen, real, fake, imagesSeen);
        treatments.addTerms(terms, "loss/d/", discriminator.network());
        report.addTerms(requireFinite(terms));
        report.addLogits(real.logits(), fake.logits());
        treatments.observe(real.logits(), fake.logits());
        judge.view().observe(real.logits());
        gradients.add(scope, terms, discriminator.weights());
        if (part.condition().isEmpty()) {
          fakes.condition().ifPresent(scope::keep);
        }
        scope.keep(fakes.samples());
        duels.add(new Duel(fakes, part, scope.keep(real.logits().detach())));
      }
    }
    judge.view().endMinibatch();
    report.addGradients("gradient-norm/d", gradients.sum());
    return new Judgement(gradients.sum(), duels);
  }

  private LossTerms discriminatorTerms(
      Judge by, Minibatch reals, Minibatch fakes, Verdict real, Verdict fake, long imagesSeen) {
    return objective.discriminator(
        new Objective.Judged(by.packed(reals.samples()), by.packed(fakes.samples()), real, fake),
        by.logits(reals.condition()),
        discriminator.optimizer().steps(),
        imagesSeen,
        penaltyStream);
  }

  private Minibatch synthesise(Minibatch reals, Noise noise, boolean withGraph) {
    Tensor latents = noise.latents(reals.count());
    Optional<Tensor> condition = noise.codes(reals.count()).or(reals::condition);
    if (withGraph) {
      return new Minibatch(generator.network().forward(latents, condition), condition);
    }
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return new Minibatch(generator.network().forward(latents, condition), condition);
    }
  }

  private List<Tensor> deceive(
      List<Duel> duels, boolean withTheseFakes, Noise noise, long imagesSeen, StepReport report) {
    GradientSum gradients = new GradientSum(rules.accumulate());
    try (Network.Frozen frozen = discriminator.network().freeze()) {
      for (Duel duel : duels) {
        try (Scope scope = Scope.open()) {
          Minibatch fakes = withTheseFakes ? duel.fakes() : synthesise(duel.reals(), noise, true);
          try (Opponent opponent = opponent(duel.reals(), fakes, imagesSeen)) {
            LossTerms terms = generatorTerms(opponent.judge(), fakes, duel, imagesSeen);
            report.addTerms(requireFinite(terms));
            gradients.add(scope, terms, generator.weights());
          }
        }
      }
    }
    report.addGradients("gradient-norm/g", gradients.sum());
    return gradients.sum();
  }

  private LossTerms generatorTerms(Judge by, Minibatch fakes, Duel duel, long imagesSeen) {
    Verdict fake = by.verdict(fakes);
    LossTerms terms =
        objective.generator(
            fake,
            realLogits(by, duel),
            losses -> treatments.learntFrom(losses, fake.logits(), imagesSeen));
    treatments.addTerms(terms, "loss/g/", generator.network());
    return terms;
  }

  /** D's logits on the real samples beside the synthetic ones; afresh if the loss compares them. */
  private Tensor realLogits(Judge by, Duel duel) {
    return objective.loss().comparesWithReal()
        ? by.verdict(duel.reals()).logits()
        : duel.realLogits();
  }

  /** Whom G plays against: D, or what D would become. */
  private record Opponent(Judge judge, Optional<Network> simulated) implements AutoCloseable {
    @Override
    public void close() {
      simulated.ifPresent(Network::close);
    }
  }

  private Opponent opponent(Minibatch reals, Minibatch fakes, long imagesSeen) {
    Optional<Network> future =
        treatments
            .unrolling()
            .map(
                unrolling ->
                    unrolling.unroll(
                        discriminator.network(),
                        discriminator.optimizer(),
                        network -> simulatedLoss(judge.with(network), reals, fakes, imagesSeen),
                        imagesSeen));
    return new Opponent(future.map(judge::with).orElse(judge), future);
  }

  private Tensor simulatedLoss(Judge by, Minibatch reals, Minibatch fakes, long imagesSeen) {
    return discriminatorTerms(by, reals, fakes, by.verdict(reals), by.verdict(fakes), imagesSeen)
        .total();
  }

  private List<Minibatch> parts(Minibatch batch) {
    int size = batch.count() / rules.accumulate();
    List<Minibatch> parts = new ArrayList<>();
    for (int i = 0; i < rules.accumulate(); i++) {
      parts.add(batch.part((long) i * size, size));
    }
    return parts;
  }

  private static Map<String, Double> requireFinite(LossTerms terms) {
    Map<String, Double> values = terms.values();
    values.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new DivergedException(name, value);
          }
        });
    return values;
  }
}
