package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  private static final double Z = 1.959963984540054;

  /** Newcombe, Statistics in Medicine 17, 1998, table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void intervalsAreThePublishedOnes(long successes, long trials, double low, double high) {
    Proportion proportion = new Proportion(successes, trials);
    assertThat(proportion.low()).isCloseTo(low, within(5e-5));
    assertThat(proportion.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void atItsEndsTheEstimateIsZStandardErrorsAway() {
    Proportion proportion = new Proportion(970, 1000);
    for (double p : new double[] {proportion.low(), proportion.high()}) {
      double standardError = Math.sqrt(p * (1 - p) / 1000);
      assertThat(Math.abs(proportion.value() - p)).isCloseTo(Z * standardError, within(1e-12));
    }
  }

  @Test
  void endsStayInRangeAndSuccessesAndFailuresMirrorEachOther() {
    Proportion all = new Proportion(40, 40);
    assertThat(all.high()).isEqualTo(1);
    assertThat(all.low()).isCloseTo(1 - new Proportion(0, 40).high(), within(1e-12));
  }

  @Test
  void refusesImpossibleCounts() {
    assertThatThrownBy(() -> new Proportion(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Proportion(-1, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Proportion(4, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 of 3");
  }
}
