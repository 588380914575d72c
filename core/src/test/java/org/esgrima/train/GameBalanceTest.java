package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GameBalanceTest {
  @ParameterizedTest
  @CsvSource({
    "0.99, 0.98, DISCRIMINATOR_FAR_AHEAD",
    "0.85, 0.9, DISCRIMINATOR_AHEAD",
    "0.7, 0.65, CLOSE",
    "0.52, 0.49, EVEN",
    "0.35, 0.3, GENERATOR_AHEAD",
    "1.0, 0.04, DISCRIMINATOR_BLIND",
    "0.1, 0.95, DISCRIMINATOR_BLIND"
  })
  void looksAtBothKindsOfSamples(double real, double fake, GameBalance expected) {
    assertThat(GameBalance.of(real, fake)).isEqualTo(expected);
  }

  @Test
  void pairsHaveTheSameBorders() {
    assertThat(GameBalance.ofShare(0.98)).isEqualTo(GameBalance.DISCRIMINATOR_FAR_AHEAD);
    assertThat(GameBalance.ofShare(0.8)).isEqualTo(GameBalance.DISCRIMINATOR_AHEAD);
    assertThat(GameBalance.ofShare(0.5)).isEqualTo(GameBalance.EVEN);
    assertThat(GameBalance.ofShare(0.3)).isEqualTo(GameBalance.GENERATOR_AHEAD);
  }
}
