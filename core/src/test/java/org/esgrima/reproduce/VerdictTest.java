package org.esgrima.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.esgrima.reproduce.Published.Better;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Published LIKELIHOOD = new Published(225, 2.0, Better.HIGHER);
  private static final Published DIVERGENCE = new Published(0.13, 0.04, Better.LOWER);

  @Test
  void twoStandardErrorsOfBothTogetherAreTheSame() {
    // √(2² + 1.5²) = 2.5, twice that is 5
    assertThat(Verdict.of(LIKELIHOOD, 220.1, 1.5)).isEqualTo(Verdict.REPRODUCED);
    assertThat(Verdict.of(LIKELIHOOD, 229.9, 1.5)).isEqualTo(Verdict.REPRODUCED);
    assertThat(Verdict.of(LIKELIHOOD, 219.9, 1.5)).isEqualTo(Verdict.SHORT);
    assertThat(Verdict.of(LIKELIHOOD, 230.1, 1.5)).isEqualTo(Verdict.BETTER);
  }

  @Test
  void smallerIsBetterWhereThePaperSaysSo() {
    assertThat(Verdict.of(DIVERGENCE, 0.01, 0)).isEqualTo(Verdict.BETTER);
    assertThat(Verdict.of(DIVERGENCE, 0.30, 0)).isEqualTo(Verdict.SHORT);
  }

  @Test
  void withoutAnyErrorEveryLackCounts() {
    Published modes = new Published(25, null, Better.HIGHER);
    assertThat(Verdict.of(modes, 25, 0)).isEqualTo(Verdict.REPRODUCED);
    assertThat(Verdict.of(modes, 24.7, 0)).isEqualTo(Verdict.SHORT);
    assertThat(Verdict.of(modes, 24.7, 0.33)).isEqualTo(Verdict.REPRODUCED);
  }

  @Test
  void predictionsHoldToRounding() {
    Published growth = new Published(1.01, null, Better.EQUAL);
    assertThat(Verdict.of(growth, 1.01 + 1e-8, 0)).isEqualTo(Verdict.REPRODUCED);
    assertThat(Verdict.of(growth, 1.0101, 0)).isEqualTo(Verdict.SHORT);
  }
}
