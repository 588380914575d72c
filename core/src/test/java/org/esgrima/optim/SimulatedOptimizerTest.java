package org.esgrima.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
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

/** Simulated steps against libtorch's, and their gradients against central differences. */
@ExtendWith(NoLeaks.class)
class SimulatedOptimizerTest {
  private static final Shape MATRIX = Shape.of(2, 3);
  private static final int REAL_STEPS = 2;
  private static final int SIMULATED_STEPS = 3;
  private static final double SMALL = 1e-6;

  static Stream<UpdateRule> rules() {
    Schedule rate = new Schedule.Exponential(0.02, 1.5, 64, 0);
    Schedule half = Schedule.constant(0.5);
    Schedule most = Schedule.constant(0.9);
    Schedule growing = new Schedule.Cosine(0.9, 0.99, 0, 256);
    Adam.EpsilonPlacement outside = Adam.EpsilonPlacement.OUTSIDE;
    return Stream.of(
        new Sgd(rate),
        new Sgd(rate, new Schedule.Linear(0, 0.7, 64, 256, 64), 0.3, false, 0.1),
        new Sgd(rate, most, 0, true, 0),
        new Adam(rate, half, growing, 1e-8, 0, false, false, outside),
        new Adam(rate, most, growing, 1e-3, 0.1, false, true, outside),
        new Adam(rate, half, most, 1e-3, 0.1, true, true, Adam.EpsilonPlacement.HAT),
        new RmsProp(rate),
        new RmsProp(rate, 0.9, 1e-3, 0.5, true, 0.1, false),
        new RmsProp(rate, 0.9, 1e-3, 0.5, true, 0, true));
  }

  static Stream<Arguments> rulesInBothTypes() {
    return rules()
        .flatMap(
            rule ->
                Stream.of(
                    Arguments.of(rule, ElementType.F32), Arguments.of(rule, ElementType.F64)));
  }

  /** Parameters with an optimiser that has taken steps, and the gradients of steps to come. */
  private static final class Game implements AutoCloseable {
    final NamedTensors parameters = new NamedTensors();
    final NamedTensors gradients = new NamedTensors();
    final Optimizer optimizer;

    Game(UpdateRule rule, ElementType type) {
      try (Scope scope = Scope.open();
          RandomStream random = RandomStream.named(0, "game")) {
        parameters.put("weight", random.normal(type, MATRIX, 0, 1).requireGrad(true));
        parameters.put("bias", random.normal(type, Shape.of(), 0, 1).requireGrad(true));
        optimizer = new Optimizer(rule, parameters);
        for (int i = 0; i < REAL_STEPS; i++) {
          optimizer.step(draw(random, type), images(i));
        }
        for (int i = 0; i < SIMULATED_STEPS; i++) {
          List<Tensor> drawn = draw(random, type);
          gradients.put("weight" + i, drawn.get(0).requireGrad(true));
          gradients.put("bias" + i, drawn.get(1).requireGrad(true));
        }
      }
    }

    private static List<Tensor> draw(RandomStream random, ElementType type) {
      return List.of(random.normal(type, MATRIX, 0, 1), random.normal(type, Shape.of(), 0, 1));
    }

    static long images(int step) {
      return 64L * step;
    }

    List<Tensor> gradients(int step) {
      return List.of(gradients.get("weight" + step), gradients.get("bias" + step));
    }

    /** The simulation after all steps. */
    SimulatedOptimizer simulate(SimulatedOptimizer start) {
      SimulatedOptimizer simulated = start;
      for (int i = 0; i < SIMULATED_STEPS; i++) {
        simulated = simulated.step(gradients(i), images(REAL_STEPS + i));
      }
      return simulated;
    }

    /** A scalar that every final weight and every piece of final state enters. */
    Tensor outcome(SimulatedOptimizer end) {
      List<Tensor> all = new ArrayList<>(end.weights().values());
      all.addAll(end.state().values());
      Tensor sum = Tensor.zeros(ElementType.F64, Shape.of());
      for (int i = 0; i < all.size(); i++) {
        sum = sum.add(all.get(i).mul(1 + 0.3 * i).add(0.1).square().sum());
      }
      return sum;
    }

    double outcome() {
      try (Scope scope = Scope.open()) {
        return outcome(simulate(optimizer.simulation())).item();
      }
    }

    @Override
    public void close() {
      optimizer.close();
      parameters.close();
      gradients.close();
    }
  }

  @ParameterizedTest
  @MethodSource("rulesInBothTypes")
  void simulatedStepsAreTheRealOnes(UpdateRule rule, ElementType type) {
    assertRealSteps(rule, type, 1);
  }

  @ParameterizedTest
  @MethodSource("rulesInBothTypes")
  void aFactorOfTheRateIsSimulatedToo(UpdateRule rule, ElementType type) {
    assertRealSteps(rule, type, 0.25);
  }

  private static void assertRealSteps(UpdateRule rule, ElementType type, double factor) {
    try (Game game = new Game(rule, type);
        Scope scope = Scope.open()) {
      game.optimizer.rateFactor(factor);
      SimulatedOptimizer simulated = game.simulate(game.optimizer.simulation());
      for (int i = 0; i < SIMULATED_STEPS; i++) {
        game.optimizer.step(game.gradients(i), Game.images(REAL_STEPS + i));
      }
      double tolerance = type == ElementType.F64 ? 1e-14 : 1e-6;
      long lastImages = Game.images(REAL_STEPS + SIMULATED_STEPS - 1);
      assertThat(game.optimizer.learningRate())
          .isEqualTo(factor * rule.learningRate().at(lastImages));
      assertThat(simulated.steps()).isEqualTo(game.optimizer.steps());
      assertThat(simulated.weights().keySet()).isEqualTo(game.parameters.names());
      simulated
          .weights()
          .forEach((name, tensor) -> assertClose(tensor, game.parameters.get(name), tolerance));
      assertThat(simulated.state()).hasSize(game.optimizer.state().size() - 1); // without step
      simulated
          .state()
          .forEach(
              (name, tensor) -> assertClose(tensor, game.optimizer.state().get(name), tolerance));
    }
  }

  private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.elementType()).isEqualTo(expected.elementType());
    assertThat(actual.detach().toDoubles())
        .containsExactly(expected.detach().toDoubles(), Offset.offset(tolerance));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void gradientsThroughTheStepsAreThoseOfCentralDifferences(UpdateRule rule) {
    try (Game game = new Game(rule, ElementType.F64);
        Scope scope = Scope.open()) {
      SimulatedOptimizer start = game.optimizer.simulation();
      List<Tensor> inputs = new ArrayList<>(start.weights().values());
      inputs.addAll(game.gradients.values());
      List<Tensor> moved = new ArrayList<>(game.parameters.values());
      moved.addAll(game.gradients.values());
      List<Tensor> exact =
          Autograd.gradients(game.outcome(game.simulate(start)), inputs).stream().toList();
      for (int i = 0; i < moved.size(); i++) {
        double[] slopes = exact.get(i).toDoubles();
        for (int j = 0; j < slopes.length; j++) {
          double difference = centralDifference(game, moved.get(i), j);
          assertThat(slopes[j])
              .as("input %d, element %d", i, j)
              .isCloseTo(difference, Offset.offset(2e-7 * Math.max(1, Math.abs(difference))));
        }
      }
    }
  }

  private static double centralDifference(Game game, Tensor tensor, int at) {
    move(tensor, at, SMALL);
    double above = game.outcome();
    move(tensor, at, -2 * SMALL);
    double below = game.outcome();
    move(tensor, at, SMALL);
    return (above - below) / (2 * SMALL);
  }

  private static void move(Tensor tensor, int at, double by) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      tensor.reshape(-1).select(0, at).addInPlace(by);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRealOptimiserStaysAsItIs(UpdateRule rule) {
    try (Game game = new Game(rule, ElementType.F32);
        NamedTensors weights = game.parameters.copy();
        NamedTensors state = game.optimizer.state().copy();
        Scope scope = Scope.open()) {
      SimulatedOptimizer end = game.simulate(game.optimizer.simulation());
      Autograd.gradients(end.weights().get("weight").sum(), List.of(game.gradients.get("weight2")));
      weights
          .asMap()
          .forEach((n, t) -> assertThat(t.contentEquals(game.parameters.get(n))).isTrue());
      state
          .asMap()
          .forEach((n, t) -> assertThat(t.contentEquals(game.optimizer.state().get(n))).isTrue());
    }
  }

  /** In the first step v is 0 where the gradient is; −learningRate · g / (|g| + ε) is smooth. */
  @Test
  void aVanishingGradientGivesTheDerivativeOfTheRuleAndNotNan() {
    double epsilon = 1e-3;
    Schedule rate = Schedule.constant(0.02);
    Schedule half = Schedule.constant(0.5);
    Adam.EpsilonPlacement outside = Adam.EpsilonPlacement.OUTSIDE;
    for (boolean amsgrad : new boolean[] {false, true}) {
      Adam adam = new Adam(rate, half, half, epsilon, 0, false, amsgrad, outside);
      assertThat(slopeAtZero(adam)).isCloseTo(-0.02 / epsilon, Offset.offset(1e-10));
    }
    for (boolean centered : new boolean[] {false, true}) {
      RmsProp rmsProp = new RmsProp(rate, 0.9, epsilon, 0, centered, 0, false);
      assertThat(slopeAtZero(rmsProp)).isCloseTo(-0.02 / epsilon, Offset.offset(1e-10));
    }
    RmsProp inside = new RmsProp(rate, 0.9, epsilon, 0, false, 0, true); // s starts at 1
    assertThat(slopeAtZero(inside))
        .isCloseTo(-0.02 / Math.sqrt(0.9 + epsilon), Offset.offset(1e-10));
  }

  private static double slopeAtZero(UpdateRule rule) {
    try (NamedTensors parameters = new NamedTensors();
        Scope scope = Scope.open()) {
      parameters.put("x", Tensor.full(ElementType.F64, Shape.of(2), 1).requireGrad(true));
      try (Optimizer optimizer = new Optimizer(rule, parameters)) {
        Tensor gradient = Tensor.zeros(ElementType.F64, Shape.of(2)).requireGrad(true);
        Tensor x = optimizer.simulation().step(List.of(gradient), 0).weights().get("x");
        assertThat(x.detach().toDoubles()).containsOnly(1);
        return Autograd.gradients(x.sum(), List.of(gradient)).get(0).toDoubles()[0];
      }
    }
  }

  @Test
  void refusesGradientsThatDoNotFit() {
    try (Game game = new Game(Adam.dcgan(), ElementType.F32);
        Scope scope = Scope.open()) {
      SimulatedOptimizer simulated = game.optimizer.simulation();
      Tensor bias = game.gradients.get("bias0");
      assertThatThrownBy(() -> simulated.step(List.of(bias), 0))
          .hasMessage("expected 2 gradients, got 1");
      assertThatThrownBy(() -> simulated.step(List.of(bias, bias), 0))
          .hasMessage("gradient of weight: expected F32[2,3], got F32[]");
    }
  }
}
