package org.esgrima.train;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.esgrima.architecture.Judging;
import org.esgrima.nn.Network;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.Objective;
import org.esgrima.optim.Optimizer;
import org.esgrima.run.control.Side;
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
 * and against the D of before the step, or G before D: {@link TurnOrder}. A lazy penalty follows
 * the update of its player by an update of its own where it is due (Karras et al. 2020, StyleGAN2,
 * arXiv 1912.04958, Section 3.1): D's on the minibatch that D has just learnt from, G's on latents
 * of its own.
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
   * @param order who learns first
   * @param accumulate parts into which a minibatch is split; gradients are added up
   */
  public record Rules(
      int discriminatorSteps,
      int generatorSteps,
      boolean reuseLatents,
      TurnOrder order,
      int accumulate) {
    /** As in Algorithm 1: k updates of D, one of G, each on fresh samples. */
    public static Rules algorithmOne(int k) {
      return new Rules(k, 1, false, TurnOrder.DISCRIMINATOR_FIRST, 1);
    }
  }

  /** One player: a network and what updates it. */
  public record Player(Network network, Optimizer optimizer) {
    List<Tensor> weights() {
      return network.parameters().values();
    }
  }

  /**
   * What the players add to the rules.
   *
   * @param forger around the generator's network
   * @param judge around the discriminator's network
   * @param treatments the caller keeps owning them
   * @param regularizer of G's path lengths, if there is one; the caller keeps owning it
   * @param penaltyStream where penalties draw from; the caller keeps owning it
   * @param players who is trained; where it is both, treatments decide
   */
  record Equipment(
      Forger forger,
      Judge judge,
      Treatments treatments,
      Optional<PathRegularizer> regularizer,
      Supplier<RandomStream> penaltyStream,
      Side players) {}

  private final DiscriminatorTurn discriminator;
  private final GeneratorTurn generator;
  private final Treatments treatments;
  private final Side players;
  private final Rules rules;

  /** A step for two players who play for a loss alone, without conditions or penalties. */
  public TwoPlayerStep(Player generator, Player discriminator, AdversarialLoss loss, Rules rules) {
    this(
        generator,
        discriminator,
        Objective.of(loss),
        rules,
        () -> {
          throw new IllegalStateException("there are no penalties that draw random numbers");
        });
  }

  /**
   * A step for two players without conditions and treatments.
   *
   * @param objective what they minimise
   * @param penaltyStream where penalties draw from; the caller keeps owning it
   */
  public TwoPlayerStep(
      Player generator,
      Player discriminator,
      Objective objective,
      Rules rules,
      Supplier<RandomStream> penaltyStream) {
    this(
        generator,
        discriminator,
        objective,
        new Equipment(
            new Forger(generator.network()),
            new Judge(discriminator.network(), Judging.PLAIN, AugmentedView.none()),
            new Treatments(),
            Optional.empty(),
            penaltyStream,
            Side.BOTH),
        rules);
  }

  /** A step with everything. */
  TwoPlayerStep(
      Player generator,
      Player discriminator,
      Objective objective,
      Equipment equipment,
      Rules rules) {
    this.rules = rules;
    this.treatments = equipment.treatments();
    this.players = equipment.players();
    this.discriminator =
        new DiscriminatorTurn(
            discriminator,
            equipment.judge(),
            equipment.forger(),
            objective,
            treatments,
            equipment.penaltyStream(),
            rules.accumulate());
    this.generator =
        new GeneratorTurn(
            generator,
            equipment.forger(),
            this.discriminator,
            objective,
            treatments,
            equipment.regularizer(),
            rules.generatorSteps(),
            rules.accumulate());
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
    play(reals, noise, imagesSeen, report, TurnListener.NONE);
  }

  /** As the other; {@code listener} is told of each player's turn when it is over. */
  void play(
      Supplier<Minibatch> reals,
      Noise noise,
      long imagesSeen,
      StepReport report,
      TurnListener listener) {
    Side turn = players == Side.BOTH ? treatments.turn() : players;
    Circumstances now = new Circumstances(noise, imagesSeen, report, new Turns(turn, listener));
    discriminator.judge().view().at(imagesSeen);
    try (Scope scope = Scope.open()) {
      Minibatch batch = reals.get();
      long update = imagesSeen / batch.count();
      long round = update / rules.discriminatorSteps();
      if (turn.trainsGenerator() && rules.order() == TurnOrder.GENERATOR_FIRST) {
        generator.play(Duel.before(batch, rules.accumulate()), false, round, now);
        now.turns().over(Side.GENERATOR);
      }
      for (int i = 1; i < rules.discriminatorSteps() && turn.trainsDiscriminator(); i++) {
        try (Scope inner = Scope.open()) {
          discriminator.learn(discriminator.judge(batch, false, now), update++, now);
        }
        batch = reals.get();
      }
      playLast(batch, turn, update, round, now);
    }
  }

  private void playLast(Minibatch batch, Side turn, long update, long round, Circumstances now) {
    TurnOrder order = rules.order();
    boolean again = rules.reuseLatents() && order != TurnOrder.GENERATOR_FIRST;
    DiscriminatorTurn.Judgement judgement = discriminator.judge(batch, again, now);
    if (turn.trainsDiscriminator() && order != TurnOrder.SIMULTANEOUS) {
      discriminator.learn(judgement, update, now);
      now.turns().over(Side.DISCRIMINATOR);
    }
    if (turn.trainsGenerator() && order != TurnOrder.GENERATOR_FIRST) {
      generator.play(judgement.duels(), again, round, now);
      now.turns().over(Side.GENERATOR);
    }
    if (turn.trainsDiscriminator() && order == TurnOrder.SIMULTANEOUS) {
      discriminator.learn(judgement, update, now);
      now.turns().over(Side.DISCRIMINATOR);
    }
  }
}
