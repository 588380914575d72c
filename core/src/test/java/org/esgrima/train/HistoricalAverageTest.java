package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

@ExtendWith(NoLeaks.class)
class HistoricalAverageTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  private static NamedTensors parameters(ElementType type, double... values) {
    NamedTensors parameters = new NamedTensors();
    try (Scope scope = Scope.open()) {
      Tensor all = Tensor.of(values, Shape.of(values.length)).to(type);
      parameters.put("weight", all.narrow(0, 0, 2).copy().requireGrad(true));
      parameters.put("bias", all.select(0, 2).copy().requireGrad(true));
    }
    return parameters;
  }

  private static void set(NamedTensors parameters, double... values) {
    try (NamedTensors other = parameters(ElementType.F64, values)) {
      parameters.copyFrom(other);
    }
  }

  @Test
  void isTheSquaredDistanceFromTheMeanOfAllPast() {
    try (NamedTensors parameters = parameters(ElementType.F64, 1, 2, 3);
        HistoricalAverage average = new HistoricalAverage(0.5, parameters);
        Scope scope = Scope.open()) {
      assertThat(average.penalty(parameters).item()).isZero();
      set(parameters, 3, 2, -3);
      average.update(parameters); // mean (2, 2, 0)
      assertThat(average.penalty(parameters).item()).isCloseTo(0.5 * (1 + 9), EXACT);
      set(parameters, 5, 5, 0);
      average.update(parameters); // mean (3, 3, 0)
      set(parameters, 4, 1, 2);
      Tensor penalty = average.penalty(parameters);
      assertThat(penalty.shape()).isEqualTo(Shape.of());
      assertThat(penalty.item()).isCloseTo(0.5 * (1 + 4 + 4), EXACT);
      List<Tensor> gradients = Autograd.gradients(penalty, parameters.values());
      assertThat(gradients.get(0).toDoubles()).containsExactly(new double[] {1, -2}, EXACT);
      assertThat(gradients.get(1).item()).isCloseTo(2, EXACT);
    }
  }

  @Test
  void afterManyStepsOfASingleNumberTheMeanIsStillExact() {
    try (NamedTensors parameters = parameters(ElementType.F32, 0, 0, 0);
        HistoricalAverage average = new HistoricalAverage(1, parameters)) {
      int steps = 20_000;
      set(parameters, 0.1, -1, 1e-3);
      for (int i = 1; i < steps; i++) {
        average.update(parameters);
      }
      try (Scope scope = Scope.open()) {
        double expected = (double) 0.1f * (steps - 1) / steps;
        assertThat(average.state().get("weight/mean").toDoubles()[0])
            .isCloseTo(expected, Offset.offset(1e-13));
        assertThat(average.penalty(parameters).elementType()).isEqualTo(ElementType.F32);
        assertThat(average.state().get("count").item()).isEqualTo(steps);
      }
    }
  }

  @Test
  void stopAndResumeIsBitwise() {
    try (NamedTensors parameters = parameters(ElementType.F32, 1, 2, 3);
        HistoricalAverage average = new HistoricalAverage(0.3, parameters);
        RandomStream random = new RandomStream(0)) {
      walk(parameters, random, average);
      try (NamedTensors saved = average.state().copy();
          NamedTensors start = parameters(ElementType.F32, 9, 9, 9);
          HistoricalAverage other = new HistoricalAverage(0.3, start)) {
        other.state().copyFrom(saved);
        walk(parameters, random, average, other);
        try (Scope scope = Scope.open()) {
          Tensor penalty = average.penalty(parameters);
          assertThat(penalty.item()).isPositive();
          assertThat(other.penalty(parameters).contentEquals(penalty)).isTrue();
        }
      }
    }
  }

  private static void walk(
      NamedTensors parameters, RandomStream random, HistoricalAverage... averages) {
    for (int i = 0; i < 5; i++) {
      try (Scope scope = Scope.open()) {
        set(parameters, random.normal(ElementType.F64, Shape.of(3), 0, 1).toDoubles());
      }
      for (HistoricalAverage average : averages) {
        average.update(parameters);
      }
    }
  }

  @Test
  void theStartIsACopyAndOtherParametersAreRefused() {
    try (NamedTensors parameters = parameters(ElementType.F64, 1, 2, 3);
        HistoricalAverage average = new HistoricalAverage(1, parameters);
        NamedTensors other = new NamedTensors();
        Scope scope = Scope.open()) {
      set(parameters, 2, 2, 3);
      assertThat(average.penalty(parameters).item()).isCloseTo(1, EXACT);
      other.put("weight", parameters.get("weight"));
      assertThatThrownBy(() -> average.penalty(other)).hasMessageContaining("names differ");
      assertThatThrownBy(() -> average.update(other)).hasMessageContaining("names differ");
      assertThatThrownBy(() -> new HistoricalAverage(-1, parameters))
          .hasMessage("weight must be at least 0 and finite, got -1.0");
    }
  }
}
