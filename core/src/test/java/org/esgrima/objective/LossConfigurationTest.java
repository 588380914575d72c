package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.junit.jupiter.api.Test;

class LossConfigurationTest {
  private static AdversarialLoss read(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "config.yaml"), AdversarialLoss.class, "config.yaml");
  }

  @Test
  void namesChooseTheLossAndTheTargetMayBeAbsent() {
    assertThat(read("type: minimax")).isEqualTo(new Minimax(1));
    assertThat(read("{type: non-saturating, real-target: 0.9}")).isEqualTo(new NonSaturating(0.9));
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(Json.json(new NonSaturating(0.9)))
        .isEqualTo("{\"type\":\"non-saturating\",\"real-target\":0.9}");
  }

  @Test
  void unknownNamesAndKeysAndBadTargetsAreRefused() {
    assertThatThrownBy(() -> read("type: minmax"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("minmax")
        .hasMessageContaining("non-saturating");
    assertThatThrownBy(() -> read("{type: minimax, target: 0.9}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unknown key")
        .hasMessageContaining("real-target");
    assertThatThrownBy(() -> read("{type: minimax, real-target: 1.1}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("real-target must be above 0 and at most 1, got 1.1");
    assertThatThrownBy(() -> read("{type: minimax, real-target: null}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("real-target");
  }
}
