package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.esgrima.architecture.Judging;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Init;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Linear;
import org.esgrima.nn.Network;
import org.esgrima.nn.Ops;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.NonSaturating;
import org.esgrima.objective.Objective;
import org.esgrima.objective.R1;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.Schedule;
import org.esgrima.optim.UpdateRule;
import org.esgrima.run.control.Side;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one step changes, and what it must leave alone. */
@ExtendWith(NoLeaks.class)
class TwoPlayerStepTest {
  private static final int BATCH = 8;
  private static final int LATENT = 3;

  private record Dense(int inputs, int outputs) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      Init start = new Init.Normal(0, 0.5);
      T y = new Linear(inputs, 16, start, Init.zeros()).forward(ops.at("a"), x);
      y = new Linear(16, outputs, start, Init.zeros()).forward(ops.at("b"), ops.tanh(y));
      return outputs == 1 ? ops.reshape(y, -1) : y;
    }
  }

  /** A loss whose generator side breaks. */
  private record Broken() implements AdversarialLoss {
    @Override
    public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
      return new NonSaturating().discriminator(realLogits, fakeLogits);
    }

    @Override
    public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
      return fakeLogits.mul(Double.NaN);
    }
  }

  /** Two players with plain gradient descent, and everything that must be closed again. */
  private static final class Game implements AutoCloseable {
    final RandomStream random = new RandomStream(4);
    final Network g =
        Network.create(
            new Dense(LATENT, 2), Shape.of(LATENT), ElementType.F64, Initializer.of(random));
    final Network d =
        Network.create(new Dense(2, 1), Shape.of(2), ElementType.F64, Initializer.of(random));
    final Optimizer gOptimizer;
    final Optimizer dOptimizer;
    final List<Tensor> drawn = new ArrayList<>();
    final NamedTensors pool = new NamedTensors();
    int cursor;

    Game(double generatorRate, double discriminatorRate) {
      gOptimizer = new Optimizer(sgd(generatorRate), g.parameters());
      dOptimizer = new Optimizer(sgd(discriminatorRate), d.parameters());
      pool.put("z", random.normal(ElementType.F64, Shape.of(8 * BATCH, LATENT), 0, 1));
    }

    private static UpdateRule sgd(double rate) {
      String json = "{\"type\":\"sgd\",\"learning-rate\":" + rate + ",\"momentum\":0.0}";
      return Json.bind(Json.parseJson(json, "test"), UpdateRule.class, "test");
    }

    Map<String, Double> play(AdversarialLoss loss, TwoPlayerStep.Rules rules) {
      StepReport report = new StepReport();
      report.measureGradients(true);
      new TwoPlayerStep(
              new TwoPlayerStep.Player(g, gOptimizer),
              new TwoPlayerStep.Player(d, dOptimizer),
              loss,
              rules)
          .play(this::reals, this::latents, 0, report);
      return report.takeMeans();
    }

    /** The terms of a step with an R1 whose γ changes, after so many images. */
    Map<String, Double> playRegularised(Schedule gamma, long imagesSeen) {
      StepReport report = new StepReport();
      new TwoPlayerStep(
              new TwoPlayerStep.Player(g, gOptimizer),
              new TwoPlayerStep.Player(d, dOptimizer),
              new Objective(new NonSaturating(), List.of(new R1(gamma, 1)), List.of()),
              new TwoPlayerStep.Equipment(
                  new Forger(g),
                  new Judge(d, Judging.PLAIN, AugmentedView.none()),
                  new Treatments(),
                  Optional.empty(),
                  () -> random,
                  Side.BOTH),
              alternating(1, 1))
          .play(this::reals, this::latents, imagesSeen, report);
      return report.takeMeans();
    }

    private Minibatch reals() {
      Tensor reals = random.normal(ElementType.F64, Shape.of(BATCH, 2), 2, 1);
      drawn.add(reals);
      return Minibatch.of(reals);
    }

    /** The next rows of a fixed list, so that parts of a minibatch get the rows of the whole. */
    private Tensor latents(int count) {
      cursor += count;
      return pool.get("z").narrow(0, cursor - count, count);
    }

    @Override
    public void close() {
      List.of(gOptimizer, dOptimizer).forEach(Optimizer::close);
      List.of(g, d).forEach(Network::close);
      pool.close();
      random.close();
    }
  }

  private static boolean equal(NamedTensors a, NamedTensors b) {
    return a.names().stream().allMatch(name -> a.get(name).contentEquals(b.get(name)));
  }

  private static TwoPlayerStep.Rules alternating(int k, int accumulate) {
    return new TwoPlayerStep.Rules(k, 1, false, TurnOrder.DISCRIMINATOR_FIRST, accumulate);
  }

  @Test
  void bothPlayersLearnAndKMinibatchesAreDrawn() {
    try (Scope scope = Scope.open();
        Game game = new Game(0.1, 0.1);
        NamedTensors g = game.g.state().copy();
        NamedTensors d = game.d.state().copy()) {
      game.play(new NonSaturating(), alternating(3, 1));
      assertThat(equal(game.g.state(), g)).isFalse();
      assertThat(equal(game.d.state(), d)).isFalse();
      assertThat(game.drawn).hasSize(3);
    }
  }

  @Test
  void theDiscriminatorIsFrozenWhileTheGeneratorLearns() {
    try (Scope scope = Scope.open();
        Game game = new Game(0.1, 0); // D's own update changes nothing: any change is a leak of G's
        NamedTensors d = game.d.state().copy()) {
      game.play(new NonSaturating(), alternating(1, 1));
      assertThat(equal(game.d.state(), d)).isTrue();
      assertThat(game.d.parameters().values()).allMatch(Tensor::requiresGrad);
    }
  }

  @Test
  void theGeneratorStandsStillWhileTheDiscriminatorLearns() {
    try (Scope scope = Scope.open();
        Game game = new Game(0, 0.1);
        NamedTensors g = game.g.state().copy()) {
      game.play(new NonSaturating(), alternating(5, 1));
      assertThat(equal(game.g.state(), g)).isTrue();
    }
  }

  @Test
  void accumulatedGradientsAreThoseOfTheWholeMinibatch() {
    try (Scope scope = Scope.open();
        Game whole = new Game(0.1, 0.1);
        Game parts = new Game(0.1, 0.1)) {
      whole.play(new NonSaturating(), alternating(1, 1));
      parts.play(new NonSaturating(), alternating(1, 4));
      assertClose(whole.d.parameters(), parts.d.parameters());
      assertClose(whole.g.parameters(), parts.g.parameters());
    }
  }

  private static void assertClose(NamedTensors expected, NamedTensors actual) {
    for (String name : expected.names()) {
      assertThat(actual.get(name).toDoubles())
          .as(name)
          .containsExactly(expected.get(name).toDoubles(), Offset.offset(1e-12));
    }
  }

  @Test
  void simultaneousMeansAgainstTheDiscriminatorOfBefore() {
    try (Scope scope = Scope.open();
        Game still = new Game(0.1, 0);
        Game moving = new Game(0.1, 0.7);
        Game alternating = new Game(0.1, 0.7)) {
      still.play(
          new NonSaturating(), new TwoPlayerStep.Rules(1, 1, true, TurnOrder.SIMULTANEOUS, 1));
      moving.play(
          new NonSaturating(), new TwoPlayerStep.Rules(1, 1, true, TurnOrder.SIMULTANEOUS, 1));
      alternating.play(
          new NonSaturating(),
          new TwoPlayerStep.Rules(1, 1, true, TurnOrder.DISCRIMINATOR_FIRST, 1));
      assertThat(equal(still.g.state(), moving.g.state())).isTrue();
      assertThat(equal(still.g.state(), alternating.g.state())).isFalse();
    }
  }

  @Test
  void penaltiesFollowTheirSchedules() {
    Schedule doubling = new Schedule.Linear(1, 2, 0, 100, 1);
    try (Scope scope = Scope.open();
        Game start = new Game(0.1, 0.1);
        Game end = new Game(0.1, 0.1)) {
      double before = start.playRegularised(doubling, 0).get("loss/d/r1");
      double after = end.playRegularised(doubling, 100).get("loss/d/r1");
      assertThat(before).isPositive();
      assertThat(after).isCloseTo(2 * before, Offset.offset(1e-12 * after));
    }
  }

  @Test
  void aBrokenLossChangesNoWeightOfItsPlayer() {
    try (Scope scope = Scope.open();
        Game game = new Game(0.1, 0.1);
        NamedTensors g = game.g.state().copy()) {
      assertThatThrownBy(() -> game.play(new Broken(), alternating(1, 1)))
          .isInstanceOf(DivergedException.class)
          .hasMessage("loss/g/adversarial became NaN");
      assertThat(equal(game.g.state(), g)).isTrue();
    }
  }

  @Test
  void reportsWhatIsOptimisedAndTheValueOfTheGame() {
    try (Scope scope = Scope.open();
        Game game = new Game(0, 0)) {
      Map<String, Double> means = game.play(new NonSaturating(), alternating(1, 1));
      assertThat(means)
          .containsOnlyKeys(
              "loss/d/adversarial",
              "accuracy/real",
              "accuracy/fake",
              "value",
              "gradient-norm/d",
              "loss/g/adversarial",
              "gradient-norm/g");
      // Without label smoothing D minimises exactly −V(D,G).
      assertThat(means.get("value"))
          .isCloseTo(-means.get("loss/d/adversarial"), Offset.offset(1e-12));
    }
  }
}
