package org.esgrima.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.esgrima.nn.Network;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.LossTerms;
import org.esgrima.objective.Objective;
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
 * (A relativistic loss compares logits; D judges the real samples for it, G never sees them.)
 * Losses are checked before each update; one that is not finite changes no weight.
 */
public final class TwoPlayerStep {
  /**
   * The rules of the game.
   *
   * @param discriminatorSteps k, updates of D for each of G
   * @param reuseLatents whether G learns from the samples that D saw last instead of fresh ones
   * @param simultaneous whether G learns against D as it was before D's last update
   * @param accumulate parts into which a minibatch is split; gradients are added up
   */
  public record Rules(
      int discriminatorSteps, boolean reuseLatents, boolean simultaneous, int accumulate) {}

  /** One player: a network and what updates it. */
  public record Player(Network network, Optimizer optimizer) {
    List<Tensor> weights() {
      return network.parameters().values();
    }
  }

  private final Player generator;
  private final Player discriminator;
  private final Objective objective;
  private final Supplier<RandomStream> penaltyStream;
  private final Rules rules;

  /**
   * A step for two players.
   *
   * @param penaltyStream where penalties draw from; the caller keeps owning it
   */
  public TwoPlayerStep(
      Player generator,
      Player discriminator,
      Objective objective,
      Rules rules,
      RandomStream penaltyStream) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.objective = objective;
    this.rules = rules;
    this.penaltyStream = () -> penaltyStream;
  }

  /** A step for two players who play for a loss alone, without penalties or constraints. */
  public TwoPlayerStep(Player generator, Player discriminator, AdversarialLoss loss, Rules rules) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.objective = Objective.of(loss);
    this.rules = rules;
    this.penaltyStream =
        () -> {
          throw new IllegalStateException("there are no penalties that draw random numbers");
        };
  }

  /**
   * Plays one step.
   *
   * @param realSamples gives the next minibatch [N,…], images in [-1, 1]; asked k times
   * @param latents draws that many latents [n,Z]
   * @param imagesSeen real images seen before this step: the point in time for all schedules
   * @param report receives what happened
   * @throws DivergedException if a loss is NaN or infinite; the player's weights are unchanged
   */
  public void play(
      Supplier<Tensor> realSamples,
      IntFunction<Tensor> latents,
      long imagesSeen,
      StepReport report) {
    try (Scope scope = Scope.open()) {
      for (int i = 1; i < rules.discriminatorSteps(); i++) {
        try (Scope update = Scope.open()) {
          DiscriminatorTurn turn = judge(realSamples.get(), latents, false, report);
          updateDiscriminator(turn, imagesSeen);
        }
      }
      DiscriminatorTurn turn = judge(realSamples.get(), latents, rules.reuseLatents(), report);
      if (!rules.simultaneous()) {
        updateDiscriminator(turn, imagesSeen);
      }
      List<Tensor> generatorGradients = deceive(turn.duels(), latents, report);
      if (rules.simultaneous()) {
        updateDiscriminator(turn, imagesSeen);
      }
      generator.optimizer().step(generatorGradients, imagesSeen);
    }
  }

  private void updateDiscriminator(DiscriminatorTurn turn, long imagesSeen) {
    discriminator.optimizer().step(turn.gradients(), imagesSeen);
    objective.constrain(discriminator.weights());
  }

  /**
   * Synthetic samples that D has just judged, the real ones beside them and its logits on these.
   */
  private record Duel(Tensor fakes, Tensor reals, Tensor realLogits) {}

  /** What D has learnt from one minibatch, before its weights are changed. */
  private record DiscriminatorTurn(List<Tensor> gradients, List<Duel> duels) {}

  private DiscriminatorTurn judge(
      Tensor reals,
      IntFunction<Tensor> latents,
      boolean generatorLearnsFromThese,
      StepReport report) {
    List<Duel> duels = new ArrayList<>();
    GradientSum gradients = new GradientSum(rules.accumulate());
    for (Tensor part : parts(reals)) {
      try (Scope scope = Scope.open()) {
        int count = Math.toIntExact(part.shape().size(0));
        Tensor fakes = synthesise(latents.apply(count), generatorLearnsFromThese);
        Tensor seen = fakes.detach();
        Tensor realLogits = discriminator.network().forward(part);
        Tensor fakeLogits = discriminator.network().forward(seen);
        LossTerms terms =
            objective.discriminator(
                new Objective.Judged(part, seen, realLogits, fakeLogits),
                discriminator.network()::forward,
                discriminator.optimizer().steps(),
                penaltyStream);
        report.addTerms(requireFinite(terms));
        report.addLogits(realLogits, fakeLogits);
        gradients.add(scope, terms, discriminator.weights());
        duels.add(new Duel(scope.keep(fakes), part, scope.keep(realLogits.detach())));
      }
    }
    report.addGradients("gradient-norm/d", gradients.sum());
    return new DiscriminatorTurn(gradients.sum(), duels);
  }

  private Tensor synthesise(Tensor latents, boolean withGraph) {
    if (withGraph) {
      return generator.network().forward(latents);
    }
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return generator.network().forward(latents);
    }
  }

  private List<Tensor> deceive(List<Duel> duels, IntFunction<Tensor> latents, StepReport report) {
    GradientSum gradients = new GradientSum(rules.accumulate());
    try (Network.Frozen frozen = discriminator.network().freeze()) {
      for (Duel duel : duels) {
        try (Scope scope = Scope.open()) {
          int count = Math.toIntExact(duel.fakes().shape().size(0));
          Tensor fakes =
              rules.reuseLatents()
                  ? duel.fakes()
                  : generator.network().forward(latents.apply(count));
          Tensor fakeLogits = discriminator.network().forward(fakes);
          LossTerms terms = objective.generator(fakeLogits, realLogits(duel));
          report.addTerms(requireFinite(terms));
          gradients.add(scope, terms, generator.weights());
        }
      }
    }
    report.addGradients("gradient-norm/g", gradients.sum());
    return gradients.sum();
  }

  /** D's logits on the real samples beside the synthetic ones; afresh if the loss compares them. */
  private Tensor realLogits(Duel duel) {
    return objective.loss().comparesWithReal()
        ? discriminator.network().forward(duel.reals())
        : duel.realLogits();
  }

  private List<Tensor> parts(Tensor batch) {
    long size = batch.shape().size(0) / rules.accumulate();
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < rules.accumulate(); i++) {
      parts.add(batch.narrow(0, i * size, size));
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

  /** The mean of gradients over the parts of a minibatch. */
  private static final class GradientSum {
    private final int parts;
    private List<Tensor> sum = List.of();

    GradientSum(int parts) {
      this.parts = parts;
    }

    /** Adds the gradients of one part; the sum is kept in the scope around {@code scope}. */
    void add(Scope scope, LossTerms terms, List<Tensor> weights) {
      Tensor total = terms.total();
      List<Tensor> gradients =
          Autograd.gradients(parts == 1 ? total : total.mul(1.0 / parts), weights);
      if (sum.isEmpty()) {
        sum = gradients.stream().map(scope::keep).toList();
        return;
      }
      for (int i = 0; i < sum.size(); i++) {
        sum.get(i).addInPlace(gradients.get(i), 1);
      }
    }

    List<Tensor> sum() {
      return sum;
    }
  }
}
