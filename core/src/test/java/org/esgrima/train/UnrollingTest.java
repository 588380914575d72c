package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Activation;
import org.esgrima.nn.BatchNorm;
import org.esgrima.nn.Init;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Linear;
import org.esgrima.nn.Network;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Parametrization;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.NonSaturating;
import org.esgrima.optim.Adam;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.Schedule;
import org.esgrima.optim.Sgd;
import org.esgrima.optim.UpdateRule;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoLeaks.class)
class UnrollingTest {
  private static final int BATCH = 6;
  private static final double SMALL = 1e-5;
  private static final Init INIT = new Init.Normal(0, 0.8);

  private record GeneratorNet() implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T z) {
      T x = ops.tanh(new Linear(2, 4, INIT, INIT).forward(ops.at("fc0"), z));
      return new Linear(4, 3, INIT, INIT).forward(ops.at("fc1"), x);
    }
  }

  private record DiscriminatorNet() implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T samples) {
      T x = ops.tanh(new Linear(3, 5, INIT, INIT).forward(ops.at("fc0"), samples));
      return ops.reshape(new Linear(5, 1, INIT, INIT).forward(ops.at("fc1"), x), -1);
    }
  }

  /** With everything that a forward pass in training moves. */
  private record MovingNet() implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T samples) {
      Parametrization spectral = Parametrization.SPECTRAL_NORM;
      T x = new Linear(3, 5, INIT, INIT, spectral).forward(ops.at("fc0"), samples);
      x = new BatchNorm(5, Init.ones()).forward(ops.at("norm"), x);
      x = ops.dropout(Activation.LEAKY_RELU.forward(ops, x), 0.7);
      return ops.reshape(new Linear(5, 1, INIT, INIT).forward(ops.at("fc1"), x), -1);
    }
  }

  /** A game in float64 on one minibatch, whose D has taken some real updates already. */
  private static final class Game implements AutoCloseable {
    final AdversarialLoss loss = new NonSaturating();
    final NamedTensors data = new NamedTensors();
    final RandomStream dropout = RandomStream.named(0, "dropout");
    final Network generator;
    final Network discriminator;
    final Optimizer optimizer;

    Game(Layer judge, UpdateRule rule, int realUpdates) {
      try (Scope scope = Scope.open();
          RandomStream random = RandomStream.named(0, "game")) {
        Initializer initializer = Initializer.of(random);
        ElementType type = ElementType.F64;
        generator = Network.create(new GeneratorNet(), Shape.of(2), type, initializer);
        discriminator = Network.create(judge, Shape.of(3), type, initializer);
        discriminator.dropoutStream(dropout);
        optimizer = new Optimizer(rule, discriminator.parameters());
        data.put("reals", random.normal(type, Shape.of(BATCH, 3), 1, 0.5));
        data.put("latents", random.normal(type, Shape.of(BATCH, 2), 0, 1));
        for (int i = 0; i < realUpdates; i++) {
          update();
        }
      }
    }

    Tensor fakes() {
      return generator.forward(data.get("latents"));
    }

    Tensor discriminatorLoss(Network judge, Tensor fakes) {
      Tensor real = judge.forward(data.get("reals"));
      return loss.discriminator(real, judge.forward(fakes)).mean();
    }

    void update() {
      try (Scope scope = Scope.open()) {
        optimizer.step(
            Autograd.gradients(
                discriminatorLoss(discriminator, fakes().detach()),
                discriminator.parameters().values()),
            0);
      }
    }

    Network unroll(int steps, Tensor fakes) {
      return new Unrolling(steps)
          .unroll(discriminator, optimizer, judge -> discriminatorLoss(judge, fakes), 0);
    }

    /** The gradient of G's loss, where the simulated D sees {@code seen}. */
    List<Tensor> generatorGradients(int steps, boolean detached) {
      Tensor fakes = fakes();
      try (Network unrolled = unroll(steps, detached ? fakes.detach() : fakes)) {
        return Autograd.gradients(generatorLoss(unrolled, fakes), generator.parameters().values());
      }
    }

    Tensor generatorLoss(Network judge, Tensor fakes) {
      return loss.generator(judge.forward(fakes), judge.forward(data.get("reals"))).mean();
    }

    double generatorLoss(int steps) {
      try (Scope scope = Scope.open()) {
        Tensor fakes = fakes();
        try (Network unrolled = unroll(steps, fakes)) {
          return generatorLoss(unrolled, fakes).item();
        }
      }
    }

    @Override
    public void close() {
      optimizer.close();
      discriminator.close();
      generator.close();
      dropout.close();
      data.close();
    }
  }

  private static final UpdateRule SGD =
      new Sgd(Schedule.constant(0.3), Schedule.constant(0.5), 0, false, 0);

  // The ε is large enough for the first step not to be the mere sign of the gradient.
  private static final UpdateRule ADAM =
      new Adam(
          Schedule.constant(0.1),
          Schedule.constant(0.5),
          Schedule.constant(0.9),
          0.1,
          0,
          false,
          false,
          Adam.EpsilonPlacement.OUTSIDE);

  static Stream<Arguments> games() {
    return Stream.of(1, 3)
        .flatMap(
            steps ->
                Stream.of(
                    Arguments.of(steps, SGD, 0),
                    Arguments.of(steps, SGD, 2),
                    Arguments.of(steps, ADAM, 0),
                    Arguments.of(steps, ADAM, 2)));
  }

  @ParameterizedTest
  @MethodSource("games")
  void theGradientOfGIsThatOfCentralDifferences(int steps, UpdateRule rule, int realUpdates) {
    try (Game game = new Game(new DiscriminatorNet(), rule, realUpdates);
        Scope scope = Scope.open()) {
      List<Tensor> exact = game.generatorGradients(steps, false);
      List<Tensor> weights = game.generator.parameters().values();
      for (int i = 0; i < weights.size(); i++) {
        double[] slopes = exact.get(i).toDoubles();
        for (int j = 0; j < slopes.length; j++) {
          assertThat(slopes[j])
              .as("weight %d, element %d", i, j)
              .isCloseTo(centralDifference(game, steps, weights.get(i), j), Offset.offset(1e-9));
        }
      }
    }
  }

  private static double centralDifference(Game game, int steps, Tensor weight, int at) {
    move(weight, at, SMALL);
    double above = game.generatorLoss(steps);
    move(weight, at, -2 * SMALL);
    double below = game.generatorLoss(steps);
    move(weight, at, SMALL);
    return (above - below) / (2 * SMALL);
  }

  private static void move(Tensor weight, int at, double by) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      weight.reshape(-1).select(0, at).addInPlace(by);
    }
  }

  @ParameterizedTest
  @MethodSource("games")
  void theUpdatesHaveAShareInTheGradient(int steps, UpdateRule rule, int realUpdates) {
    try (Game game = new Game(new DiscriminatorNet(), rule, realUpdates);
        Scope scope = Scope.open()) {
      double whole = distance(game.generatorGradients(steps, false), zeros(game));
      double lost =
          distance(game.generatorGradients(steps, false), game.generatorGradients(steps, true));
      assertThat(lost).isGreaterThan(0.01 * whole);
    }
  }

  private static List<Tensor> zeros(Game game) {
    return game.generator.parameters().values().stream().map(w -> w.detach().mul(0)).toList();
  }

  private static double distance(List<Tensor> a, List<Tensor> b) {
    double squares = 0;
    for (int i = 0; i < a.size(); i++) {
      squares += a.get(i).sub(b.get(i)).square().sum().item();
    }
    return Math.sqrt(squares);
  }

  @Test
  void withoutStepsItIsTheOrdinaryGame() {
    try (Game game = new Game(new DiscriminatorNet(), ADAM, 2);
        Scope scope = Scope.open()) {
      Tensor loss = game.generatorLoss(game.discriminator, game.fakes());
      List<Tensor> ordinary = Autograd.gradients(loss, game.generator.parameters().values());
      assertThat(distance(game.generatorGradients(0, false), ordinary)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("games")
  void theSimulatedUpdatesAreTheRealOnesBuffersIncluded(
      int steps, UpdateRule rule, int realUpdates) {
    try (Game game = new Game(new MovingNet(), rule, realUpdates);
        Scope scope = Scope.open()) {
      Tensor stream = game.dropout.state();
      try (Network unrolled = game.unroll(steps, game.fakes())) {
        game.dropout.restore(stream);
        for (int i = 0; i < steps; i++) {
          game.update();
        }
        NamedTensors real = game.discriminator.state();
        assertThat(unrolled.state().names()).isEqualTo(real.names());
        real.asMap()
            .forEach(
                (name, tensor) ->
                    assertThat(unrolled.state().get(name).detach().toDoubles())
                        .as(name)
                        .containsExactly(tensor.detach().toDoubles(), Offset.offset(1e-12)));
        assertThat(real.get("norm.num_batches_tracked").item())
            .isEqualTo(2.0 * (steps + realUpdates));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("games")
  void nothingOfDIsChangedEvenWhereItIsFrozen(int steps, UpdateRule rule, int realUpdates) {
    try (Game game = new Game(new MovingNet(), rule, realUpdates);
        NamedTensors network = game.discriminator.state().copy();
        NamedTensors optimizer = game.optimizer.state().copy();
        Scope scope = Scope.open()) {
      game.generatorGradients(steps, false);
      try (Network.Frozen frozen = game.discriminator.freeze()) {
        game.generatorGradients(steps, false);
      }
      assertEqual(game.discriminator.state(), network);
      assertEqual(game.optimizer.state(), optimizer);
      assertThat(game.discriminator.parameters().values()).allMatch(Tensor::requiresGrad);
    }
  }

  private static void assertEqual(NamedTensors actual, NamedTensors expected) {
    for (Map.Entry<String, Tensor> entry : expected.asMap().entrySet()) {
      assertThat(actual.get(entry.getKey()).contentEquals(entry.getValue()))
          .as(entry.getKey())
          .isTrue();
    }
  }

  @Test
  void aLossThatFailsLeavesNothingBehind() {
    try (Game game = new Game(new DiscriminatorNet(), SGD, 0);
        Scope scope = Scope.open()) {
      Unrolling unrolling = new Unrolling(2);
      assertThatThrownBy(
              () ->
                  unrolling.unroll(
                      game.discriminator,
                      game.optimizer,
                      judge -> {
                        throw new IllegalStateException("no loss");
                      },
                      0))
          .hasMessage("no loss");
    }
  }

  @Test
  void refusesFewerThanNoSteps() {
    assertThatThrownBy(() -> new Unrolling(-1)).hasMessage("steps must be at least 0, got -1");
  }
}
