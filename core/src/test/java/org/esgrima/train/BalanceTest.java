package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.run.control.Side;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class BalanceTest {
  @Test
  void theWeakerPlayerIsTrainedAndBothInBetween() {
    BalanceRule rule = new BalanceRule(0.8, 0.5, 10);
    assertThat(rule.turn(1)).isEqualTo(Side.GENERATOR);
    assertThat(rule.turn(0.8)).isEqualTo(Side.GENERATOR);
    assertThat(rule.turn(0.79)).isEqualTo(Side.BOTH);
    assertThat(rule.turn(0.51)).isEqualTo(Side.BOTH);
    assertThat(rule.turn(0.5)).isEqualTo(Side.DISCRIMINATOR);
    assertThat(rule.turn(0)).isEqualTo(Side.DISCRIMINATOR);
    for (Side turn : Side.values()) {
      assertThat(turn.trainsGenerator() || turn.trainsDiscriminator()).isTrue();
      assertThat(turn.trainsGenerator() && turn.trainsDiscriminator()).isEqualTo(turn == Side.BOTH);
    }
    assertThat(Side.GENERATOR.trainsGenerator()).isTrue();
  }

  @Test
  void theMeanIsPlainOverTheWindowAndExponentialAfterIt() {
    try (Balance balance = new Balance(new BalanceRule(0.8, 0.5, 4))) {
      assertThat(balance.turn()).isEqualTo(Side.BOTH);
      double[] accuracies = {1, 0.6, 0.5, 0.7, 0.3, 0.1};
      Side[] turns = {
        Side.GENERATOR, // 1
        Side.GENERATOR, // 0.8
        Side.BOTH, // 0.7
        Side.BOTH, // 0.7
        Side.BOTH, // 0.7 − 0.4 / 4 = 0.6
        Side.DISCRIMINATOR // 0.6 − 0.5 / 4 = 0.475
      };
      for (int i = 0; i < turns.length; i++) {
        balance.observe(accuracies[i]);
        assertThat(balance.turn()).as("after %d", i + 1).isEqualTo(turns[i]);
      }
      try (Scope scope = Scope.open()) {
        assertThat(balance.state().get("accuracy").item()).isCloseTo(0.475, Offset.offset(1e-15));
      }
    }
  }

  @Test
  void accuracyIsTheMeanOfThoseOnBothKinds() {
    try (Scope scope = Scope.open();
        Balance balance = new Balance(new BalanceRule(0.8, 0.5, 4))) {
      Tensor real = Tensor.of(new double[] {2, 1, 0.1, -1}, Shape.of(4)); // 3 of 4 right
      Tensor fake = Tensor.of(new double[] {-2, 1}, Shape.of(2)); // 1 of 2 right
      balance.observe(real, fake);
      assertThat(balance.state().get("accuracy").item()).isEqualTo(0.625);
      Tensor undecided = Tensor.of(new double[3], Shape.of(3));
      try (Balance blind = new Balance(new BalanceRule(0.8, 0.5, 4))) {
        blind.observe(undecided, undecided);
        assertThat(blind.state().get("accuracy").item()).isEqualTo(0.5);
      }
    }
  }

  @Test
  void goesOnFromItsSavedState() {
    BalanceRule rule = new BalanceRule(0.8, 0.5, 3);
    try (Balance balance = new Balance(rule);
        Balance other = new Balance(rule)) {
      balance.observe(0.9);
      balance.observe(0.2);
      try (NamedTensors saved = balance.state().copy()) {
        other.state().copyFrom(saved);
      }
      for (double accuracy : new double[] {0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1}) {
        balance.observe(accuracy);
        other.observe(accuracy);
        assertThat(other.turn()).isEqualTo(balance.turn());
      }
      for (String name : balance.state().names()) {
        assertThat(other.state().get(name).contentEquals(balance.state().get(name))).isTrue();
      }
    }
  }

  @Test
  void isReadAndCheckedAsAConfiguration() {
    assertThat(Json.bind(Json.parseYaml("{type: balance}", "test"), BalanceRule.class, "test"))
        .isEqualTo(new BalanceRule(0.8, 0.5, 50));
    BalanceRule other = new BalanceRule(0.9, 0.4, 7);
    assertThat(Json.bind(Json.parseYaml(Json.yaml(other), ""), BalanceRule.class, ""))
        .isEqualTo(other);
    assertThatThrownBy(() -> new BalanceRule(0.5, 0.5, 1))
        .hasMessage("expected 0 ≤ generator-waits < discriminator-waits ≤ 1, got 0.5 and 0.5");
    assertThatThrownBy(() -> new BalanceRule(1.1, 0.5, 1)).hasMessageContaining("≤ 1");
    assertThatThrownBy(() -> new BalanceRule(0.8, 0.5, 0))
        .hasMessage("window must be at least 1, got 0");
  }
}
