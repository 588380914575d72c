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
    assertThat(read("type: least-squares")).isEqualTo(new LeastSquares(0, 1, 1));
    assertThat(read("type: wasserstein")).isEqualTo(new Wasserstein());
    assertThat(read("type: hinge")).isEqualTo(new Hinge());
    assertThat(read("{type: relativistic-average, cost: least-squares, halved: true}"))
        .isEqualTo(new RelativisticAverage(RelativisticAverage.Cost.LEAST_SQUARES, true));
    assertThat(read("type: relativistic-pairing")).isEqualTo(new RelativisticPairing());
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
    assertThatThrownBy(() -> read("{type: least-squares, real-target: -1}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("real-target must be above fake-target 0.0, got -1.0");
    assertThatThrownBy(() -> read("{type: relativistic-average, cost: cubic}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("least-squares");
    assertThatThrownBy(() -> read("{type: relativistic-average, cost: null}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cost");
    assertThatThrownBy(() -> read("{type: minimax, real-target: null}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("real-target");
  }
}
