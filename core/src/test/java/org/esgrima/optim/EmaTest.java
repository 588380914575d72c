package org.esgrima.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class EmaTest {
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void trajectoriesAreThoseOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("optim/ema")) {
      JsonNode config = golden.config();
      double halfLife = config.path("ema_kimg").doubleValue() * 1000;
      double rampUp = config.path("ema_rampup").doubleValue();
      compare(golden, "rampup", new EmaSettings.HalfLife(halfLife, rampUp), type);
      compare(golden, "norampup", new EmaSettings.HalfLife(halfLife, 0), type);
      double decay = config.path("const_decay").doubleValue();
      compare(golden, "const", new EmaSettings.Decay(decay), type);
    }
  }

  private static void compare(Golden golden, String name, EmaSettings settings, ElementType type) {
    int batch = golden.config().path("batch").intValue();
    int steps = golden.config().path("steps").intValue();
    try (Scope scope = Scope.open();
        NamedTensors network = new NamedTensors()) {
      network.put("w", golden.tensor("ema0", type).copy());
      List<Tensor> averages = new ArrayList<>();
      double[] betas = new double[steps];
      try (Ema ema = new Ema(settings, network, List.of())) {
        for (int i = 0; i < steps; i++) {
          network.get("w").copyFrom(golden.tensor("w", type).select(0, i));
          betas[i] = ema.update(network, (long) i * batch, batch);
          averages.add(ema.average().get("w").copy());
        }
      }
      golden.assertClose(Tensor.stack(averages, 0), "ema." + name);
      if (golden.contains("beta." + name)) {
        golden.assertClose(betas, "beta." + name, ElementType.F64);
      }
    }
  }

  @Test
  void buffersAndWholeNumbersAreCopiedAndParametersAveraged() {
    try (Scope scope = Scope.open();
        NamedTensors network = network(1);
        NamedTensors later = network(5);
        Ema ema = new Ema(new EmaSettings.Decay(0.75), network, List.of("running_mean"))) {
      network.copyFrom(later);
      assertThat(ema.average().get("weight").toFloats()).containsOnly(1);
      ema.update(network, 0, 1);
      assertThat(ema.average().get("weight").toFloats()).containsOnly(2);
      assertThat(ema.average().get("running_mean").toFloats()).containsOnly(5);
      assertThat(ema.average().get("num_batches").toFloats()).containsOnly(5);
      assertThat(network.get("weight").toFloats()).containsOnly(5);
      assertThat(ema.average().get("weight").requiresGrad()).isFalse();
    }
  }

  private static NamedTensors network(double value) {
    NamedTensors network = new NamedTensors();
    Shape two = Shape.of(2);
    network.put("weight", Tensor.full(ElementType.F32, two, value).requireGrad(true));
    network.put("running_mean", Tensor.full(ElementType.F32, two, value));
    network.put("num_batches", Tensor.full(ElementType.I64, Shape.of(), value));
    return network;
  }

  @Test
  void goesOnBitwiseEquallyFromItsSavedState() {
    EmaSettings settings = new EmaSettings.HalfLife(100, 0.5);
    try (Scope scope = Scope.open();
        NamedTensors network = network(1.1);
        NamedTensors later = network(3.3);
        Ema ema = new Ema(settings, network, List.of())) {
      ema.update(later, 64, 32);
      try (Ema fresh = new Ema(settings, network, List.of())) {
        fresh.average().copyFrom(ema.average());
        ema.update(network, 96, 32);
        fresh.update(network, 96, 32);
        Tensor expected = ema.average().get("weight");
        assertThat(fresh.average().get("weight").contentEquals(expected)).isTrue();
      }
    }
  }

  @Test
  void refusesNamesThatAreNotThere() {
    try (Scope scope = Scope.open();
        NamedTensors network = network(1);
        NamedTensors other = new NamedTensors();
        Ema ema = new Ema(new EmaSettings.Decay(0.5), network, List.of())) {
      assertThatThrownBy(() -> ema.update(other, 0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("running_mean");
      assertThatThrownBy(() -> new Ema(new EmaSettings.Decay(0.5), network, List.of("bias")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("bias");
    }
  }

  @Test
  void halfOfTheAverageIsLeftAfterTheHalfLifeAtAnyBatchSize() {
    EmaSettings settings = new EmaSettings.HalfLife(1000, 0);
    assertThat(settings.beta(0, 1000)).isEqualTo(0.5);
    assertThat(Math.pow(settings.beta(0, 10), 100)).isCloseTo(0.5, Offset.offset(1e-12));
  }

  @Test
  void settingsAreReadByName() {
    assertThat(read("{type: half-life, ramp-up: 0.05}"))
        .isEqualTo(new EmaSettings.HalfLife(10_000, 0.05));
    assertThat(read("{type: decay, beta: 0.999}")).isEqualTo(new EmaSettings.Decay(0.999));
    EmaSettings settings = new EmaSettings.HalfLife(500, 0);
    assertThat(read(Json.json(settings))).isEqualTo(settings);
    assertThatThrownBy(() -> read("{type: decay, beta: 1}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("beta must be at least 0 and below 1, got 1.0");
  }

  private static EmaSettings read(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "config.yaml"), EmaSettings.class, "config.yaml");
  }
}
