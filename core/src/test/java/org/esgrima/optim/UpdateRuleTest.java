package org.esgrima.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class UpdateRuleTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-15);

  @Test
  void schedulesOfRateAndMomentumAreReadAtTheImagesSeen() {
    Sgd rule =
        new Sgd(new Schedule.Exponential(1, 2, 10, 0), new Schedule.Linear(0.5, 0.75, 0, 10, 10));
    try (NamedTensors parameters = new NamedTensors();
        Scope scope = Scope.open()) {
      parameters.put("x", Tensor.zeros(ElementType.F64, Shape.of(1)));
      try (Optimizer optimizer = new Optimizer(rule, parameters)) {
        assertThat(optimizer.learningRate()).isEqualTo(1);
        Tensor x = parameters.get("x");
        List<Tensor> gradient = List.of(Tensor.full(ElementType.F64, Shape.of(1), 1));
        optimizer.step(gradient, 0); // b = 1, x = −1
        assertThat(x.item()).isCloseTo(-1, EXACT);
        optimizer.step(gradient, 9); // b = 0.5 + 1, x = −2.5
        assertThat(x.item()).isCloseTo(-2.5, EXACT);
        optimizer.step(gradient, 10); // b = 0.75 · 1.5 + 1 = 2.125, x = −2.5 − 2.125 / 2
        assertThat(x.item()).isCloseTo(-3.5625, EXACT);
        assertThat(optimizer.learningRate()).isEqualTo(0.5);
      }
    }
  }

  @Test
  void theFirstStepOfAdamIsTheLearningRateWhateverTheGradient() {
    try (NamedTensors parameters = new NamedTensors();
        Scope scope = Scope.open()) {
      parameters.put("x", Tensor.zeros(ElementType.F64, Shape.of(3)));
      try (Optimizer optimizer = new Optimizer(Adam.dcgan(), parameters)) {
        optimizer.step(List.of(Tensor.of(new double[] {1e3, -1, 5}, Shape.of(3))), 0);
        double[] x = parameters.get("x").toDoubles();
        assertThat(x[0]).isCloseTo(-2e-4, Offset.offset(1e-11));
        assertThat(x[1]).isCloseTo(2e-4, Offset.offset(1e-11));
        assertThat(x[2]).isCloseTo(-2e-4, Offset.offset(1e-11));
      }
    }
  }

  @Test
  void absentKeysHaveTheDefaultsOfTheirSources() {
    assertThat(read("type: adam"))
        .isEqualTo(
            new Adam(
                Schedule.constant(2e-4),
                Schedule.constant(0.5),
                Schedule.constant(0.999),
                1e-8,
                0,
                false,
                false,
                Adam.EpsilonPlacement.OUTSIDE));
    assertThat(read("type: adam")).isEqualTo(Adam.dcgan()).isEqualTo(new Adam(2e-4, 0.5, 0.999));
    assertThat(read("type: sgd"))
        .isEqualTo(new Sgd(Schedule.constant(0.1), Schedule.constant(0), 0, false, 0))
        .isEqualTo(new Sgd(Schedule.constant(0.1)));
    assertThat(read("type: rmsprop"))
        .isEqualTo(new RmsProp(Schedule.constant(5e-5), 0.99, 1e-8, 0, false, 0, false))
        .isEqualTo(new RmsProp(Schedule.constant(5e-5)));
  }

  @Test
  void theSettingsOfThePaperAreSayable() {
    UpdateRule rule =
        read(
            """
            type: sgd
            learning-rate:
              type: exponential
              start: 0.1
              factor: 1.000004
              every-images: 100
              floor: 1.0e-6
            momentum:
              type: linear
              from: 0.5
              to: 0.7
              start-images: 0
              end-images: 12450000
              every-images: 50000
            """);
    assertThat(rule)
        .isEqualTo(
            new Sgd(
                new Schedule.Exponential(0.1, 1.000004, 100, 1e-6),
                new Schedule.Linear(0.5, 0.7, 0, 249 * 50_000, 50_000)));
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    refused("type: adagrad", "adagrad");
    refused("{type: adam, beta-1: 0.5}", "unknown key");
    refused("{type: adam, learning-rate: null}", "learning-rate is missing");
    refused("{type: adam, beta1: 1}", "beta1");
    refused("{type: adam, epsilon: -1}", "epsilon must be at least 0 and finite, got -1.0");
    refused("{type: adam, epsilon-placement: inside}", "epsilon-placement");
    refused("{type: sgd, nesterov: true}", "nesterov needs momentum, and dampening 0");
    refused("{type: rmsprop, alpha: 1.5}", "alpha must be at least 0 and below 1, got 1.5");
    assertThat(read("{type: adam, epsilon-placement: hat}"))
        .extracting(rule -> ((Adam) rule).epsilonPlacement())
        .isEqualTo(Adam.EpsilonPlacement.HAT);
  }

  private static void refused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anOptimizerNeedsParameters() {
    try (NamedTensors none = new NamedTensors()) {
      assertThatThrownBy(() -> new Optimizer(Adam.dcgan(), none))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static UpdateRule read(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "config.yaml"), UpdateRule.class, "config.yaml");
  }
}
