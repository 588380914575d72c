package org.esgrima.optim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All rules against torch.optim and TensorFlow's formulas, on ½xᵀAx − bᵀx. */
@ExtendWith(NoLeaks.class)
class StepsGoldenTest {
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void iteratesAreThoseOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("optim/steps")) {
      List<String> done = new ArrayList<>();
      golden
          .config()
          .path("optimizers")
          .properties()
          .forEach(
              entry -> {
                compare(golden, entry.getKey(), rule(entry.getValue()), type);
                done.add(entry.getKey());
              });
      golden
          .config()
          .path("formulas")
          .properties()
          .forEach(
              entry -> {
                String text = entry.getValue().textValue();
                UpdateRule rule =
                    entry.getKey().startsWith("tf_adam") ? tensorFlowAdam(text) : tfRmsProp(text);
                compare(golden, entry.getKey(), rule, type);
                done.add(entry.getKey());
              });
      assertThat(done).hasSizeGreaterThan(5);
    }
  }

  private static void compare(Golden golden, String name, UpdateRule rule, ElementType type) {
    try (Scope scope = Scope.open();
        NamedTensors parameters = new NamedTensors()) {
      Tensor a = golden.tensor("A", type);
      Tensor b = golden.tensor("b", type);
      Tensor x = golden.tensor("x0", type).copy();
      parameters.put("x", x);
      List<Tensor> iterates = new ArrayList<>();
      try (Optimizer optimizer = new Optimizer(rule, parameters)) {
        for (int i = 0; i < golden.config().path("steps").intValue(); i++) {
          Tensor gradient = a.matmul(x.reshape(-1, 1)).reshape(-1).sub(b);
          optimizer.step(List.of(gradient), i);
          iterates.add(x.copy());
        }
      }
      golden.assertClose(Tensor.stack(iterates, 0), "x." + name);
    }
  }

  /** Translates torch's names to our keys; what is absent there has torch's defaults. */
  private static UpdateRule rule(JsonNode torch) {
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    String kind = torch.path("kind").textValue();
    switch (kind) {
      case "Adam", "AdamW" -> {
        keys.put("type", "adam").put("beta1", 0.9).put("beta2", 0.999);
        keys.put("decoupled", kind.equals("AdamW"));
      }
      case "SGD" -> keys.put("type", "sgd");
      case "RMSprop" -> keys.put("type", "rmsprop");
      default -> throw new IllegalArgumentException("optimizer of the golden file: " + kind);
    }
    for (Map.Entry<String, JsonNode> option : torch.properties()) {
      switch (option.getKey()) {
        case "kind" -> {}
        case "lr" -> keys.set("learning-rate", option.getValue());
        case "eps" -> keys.set("epsilon", option.getValue());
        case "betas" -> {
          keys.set("beta1", option.getValue().get(0));
          keys.set("beta2", option.getValue().get(1));
        }
        default -> keys.set(option.getKey().replace('_', '-'), option.getValue());
      }
    }
    return Json.bind(keys, UpdateRule.class, "golden");
  }

  private static UpdateRule tensorFlowAdam(String text) {
    Matcher numbers = match("eps=(\\S+), lr (\\S+), betas (\\S+) (\\S+)", text);
    return new Adam(
        Schedule.constant(number(numbers, 2)),
        Schedule.constant(number(numbers, 3)),
        Schedule.constant(number(numbers, 4)),
        number(numbers, 1),
        0,
        false,
        false,
        Adam.EpsilonPlacement.HAT);
  }

  private static UpdateRule tfRmsProp(String text) {
    Matcher numbers = match("ms=(\\S+?)\\*ms.* = (\\S+), lr (\\S+)", text);
    return new RmsProp(
        Schedule.constant(number(numbers, 3)),
        number(numbers, 1),
        number(numbers, 2),
        0,
        false,
        0,
        true);
  }

  private static Matcher match(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher;
  }

  private static double number(Matcher matcher, int group) {
    return Double.parseDouble(matcher.group(group));
  }
}
