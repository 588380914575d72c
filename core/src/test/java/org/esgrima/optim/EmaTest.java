package org.esgrima.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
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
        NamedTensors network = new NamedTensors();
        NamedTensors none = new NamedTensors()) {
      network.put("w", golden.tensor("ema0", type).copy());
      List<Tensor> averages = new ArrayList<>();
      double[] betas = new double[steps];
      try (Ema ema = new Ema(settings, network, none)) {
        for (int i = 0; i < steps; i++) {
          network.get("w").copyFrom(golden.tensor("w", type).select(0, i));
          betas[i] = ema.update(network, none, (long) i * batch, batch);
          averages.add(ema.parameters().get("w").copy());
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
        NamedTensors parameters = new NamedTensors();
        NamedTensors buffers = new NamedTensors()) {
      Shape two = Shape.of(2);
      parameters.put("weight", Tensor.full(ElementType.F32, two, 1).requireGrad(true));
      parameters.put("batches", Tensor.full(ElementType.I64, two, 1));
      buffers.put("running_mean", Tensor.full(ElementType.F32, two, 1));
      try (Ema ema = new Ema(new EmaSettings.Decay(0.75), parameters, buffers)) {
        parameters.get("weight").detach().copyFrom(Tensor.full(ElementType.F32, two, 5));
        parameters.get("batches").copyFrom(Tensor.full(ElementType.I64, two, 5));
        buffers.get("running_mean").copyFrom(Tensor.full(ElementType.F32, two, 5));
        assertThat(ema.parameters().get("weight").toFloats()).containsOnly(1);
        ema.update(parameters, buffers, 0, 1);
        assertThat(ema.parameters().get("weight").toFloats()).containsOnly(2);
        assertThat(ema.parameters().get("batches").toFloats()).containsOnly(5);
        assertThat(ema.buffers().get("running_mean").toFloats()).containsOnly(5);
        assertThat(parameters.get("weight").toFloats()).containsOnly(5);
        assertThat(ema.parameters().get("weight").requiresGrad()).isFalse();
        assertThatThrownBy(() -> ema.update(buffers, parameters, 0, 1))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("running_mean");
      }
    }
  }

  @Test
  void halfOfTheAverageIsLeftAfterTheHalfLifeAtAnyBatchSize() {
    EmaSettings settings = new EmaSettings.HalfLife(1000, 0);
    assertThat(settings.beta(0, 1000)).isEqualTo(0.5);
    assertThat(Math.pow(settings.beta(0, 10), 100))
        .isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-12));
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
