package org.esgrima.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an optimiser of every rule promises. */
@ExtendWith(NoLeaks.class)
abstract class UpdateRuleContract {
  private static final Shape MATRIX = Shape.of(3, 5);

  /** The rule under test. */
  abstract UpdateRule rule();

  /** Last names of the state tensors that it keeps for each parameter. */
  abstract List<String> slots();

  private static NamedTensors parameters(ElementType type) {
    NamedTensors parameters = new NamedTensors();
    try (Scope scope = Scope.open();
        RandomStream random = RandomStream.named(0, "parameters")) {
      parameters.put("weight", random.normal(type, MATRIX, 0, 1).requireGrad(true));
      parameters.put("bias", random.normal(type, Shape.of(), 0, 1).requireGrad(true));
    }
    return parameters;
  }

  private static List<Tensor> gradients(RandomStream random, ElementType type) {
    return List.of(random.normal(type, MATRIX, 0, 1), random.normal(type, Shape.of(), 0, 1));
  }

  private static void steps(Optimizer optimizer, RandomStream random, ElementType type, int... at) {
    for (int step : at) {
      try (Scope scope = Scope.open()) {
        optimizer.step(gradients(random, type), step * 64L);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void goesOnBitwiseEquallyFromItsSavedState(ElementType type) {
    try (NamedTensors parameters = parameters(type);
        Optimizer optimizer = new Optimizer(rule(), parameters);
        RandomStream random = RandomStream.named(0, "gradients");
        RandomStream again = RandomStream.named(1, "other")) {
      steps(optimizer, random, type, 0, 1, 2);
      try (NamedTensors saved = parameters.copy();
          NamedTensors savedState = optimizer.state().copy();
          Optimizer fresh = new Optimizer(rule(), saved)) {
        fresh.state().copyFrom(savedState);
        try (Scope scope = Scope.open()) {
          again.restore(random.state());
        }
        steps(optimizer, random, type, 3, 4);
        steps(fresh, again, type, 3, 4);
        assertEqual(saved, parameters);
        assertEqual(fresh.state(), optimizer.state());
        assertThat(fresh.learningRate()).isEqualTo(optimizer.learningRate());
      }
    }
  }

  private static void assertEqual(NamedTensors actual, NamedTensors expected) {
    assertThat(actual.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      assertThat(actual.get(name).contentEquals(expected.get(name))).as(name).isTrue();
    }
  }

  @Test
  void everyPartOfTheStateMatters() {
    try (NamedTensors parameters = parameters(ElementType.F64);
        Optimizer optimizer = new Optimizer(rule(), parameters);
        RandomStream random = RandomStream.named(0, "gradients");
        Scope scope = Scope.open()) {
      steps(optimizer, random, ElementType.F64, 0, 1, 2);
      assertThat(optimizer.state().get("step").item()).isEqualTo(3);
      for (String slot : slots()) {
        assertThat(optimizer.state().get("weight/" + slot).shape()).isEqualTo(MATRIX);
        assertThat(optimizer.state().get("weight/" + slot).square().sum().item())
            .as(slot)
            .isPositive();
        assertThat(optimizer.state().contains("bias/" + slot)).isTrue();
      }
      assertThat(optimizer.state().size()).isEqualTo(1 + 2 * slots().size());
    }
  }

  @Test
  void weightsStayWhereTheyAreWhileTheGradientIsZero() {
    try (NamedTensors parameters = parameters(ElementType.F32);
        NamedTensors before = parameters.copy();
        Optimizer optimizer = new Optimizer(rule(), parameters);
        Scope scope = Scope.open()) {
      for (int i = 0; i < 3; i++) {
        optimizer.step(
            List.of(
                Tensor.zeros(ElementType.F32, MATRIX), Tensor.zeros(ElementType.F32, Shape.of())),
            i);
      }
      assertEqual(parameters, before);
    }
  }

  @Test
  void everyStepGoesDownhillFromTheStart() {
    try (NamedTensors parameters = parameters(ElementType.F32);
        NamedTensors before = parameters.copy();
        Optimizer optimizer = new Optimizer(rule(), parameters);
        Scope scope = Scope.open()) {
      Tensor ones = Tensor.full(ElementType.F32, MATRIX, 1);
      optimizer.step(List.of(ones, Tensor.full(ElementType.F32, Shape.of(), -1)), 0);
      Tensor moved = parameters.get("weight").detach().sub(before.get("weight"));
      assertThat(moved.toFloats()).doesNotContain(0);
      assertThat(moved.greaterThan(0).to(ElementType.F32).sum().item()).isZero();
      assertThat(parameters.get("bias").item()).isGreaterThan(before.get("bias").item());
    }
  }

  @Test
  void theLayoutOfAGradientInMemoryDoesNotMatter() {
    try (NamedTensors parameters = parameters(ElementType.F32);
        NamedTensors others = parameters.copy();
        Optimizer optimizer = new Optimizer(rule(), parameters);
        Optimizer other = new Optimizer(rule(), others);
        RandomStream random = RandomStream.named(0, "gradients");
        Scope scope = Scope.open()) {
      Tensor bias = Tensor.zeros(ElementType.F32, Shape.of());
      for (int i = 0; i < 2; i++) {
        Tensor turned = random.normal(ElementType.F32, Shape.of(5, 3), 0, 1).transpose(0, 1);
        optimizer.step(List.of(turned, bias), i);
        other.step(List.of(turned.contiguous(), bias), i);
      }
      assertEqual(others, parameters);
    }
  }

  @Test
  void refusesGradientsThatDoNotFit() {
    try (NamedTensors parameters = parameters(ElementType.F32);
        Optimizer optimizer = new Optimizer(rule(), parameters);
        Scope scope = Scope.open()) {
      Tensor scalar = Tensor.zeros(ElementType.F32, Shape.of());
      assertThatThrownBy(() -> optimizer.step(List.of(scalar), 0))
          .hasMessage("expected 2 gradients, got 1");
      assertThatThrownBy(() -> optimizer.step(List.of(scalar, scalar), 0))
          .hasMessage("gradient of weight: expected F32[3,5], got F32[]");
      assertThat(optimizer.state().get("step").item()).isZero();
    }
  }

  @Test
  void isReadAsItIsWritten() {
    String yaml = Json.yaml(rule());
    assertThat(Json.bind(Json.parseYaml(yaml, "test"), UpdateRule.class, "test"))
        .as(yaml)
        .isEqualTo(rule());
  }
}
