package org.esgrima.tournament;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hand-made tables of every kind. */
class ReadingTest {
  private static final int MOMENTS = 9;
  private static final int ROUNDS = 512;

  private interface Rate {
    double of(int discriminator, int generator);
  }

  private static Matrix table(int moments, Rate rate) {
    double[][] rows = new double[moments][moments];
    for (int d = 0; d < moments; d++) {
      for (int g = 0; g < moments; g++) {
        rows[d][g] = rate.of(d, g);
      }
    }
    return Matrix.of(rows);
  }

  private static Reading reading(Rate rate) {
    return Reading.of(table(MOMENTS, rate), ROUNDS);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void theLaterTheStronger() {
    Reading reading = reading((d, g) -> logistic(0.6 * (g - d)));
    assertThat(reading.course()).isEqualTo(Course.PROGRESS);
    assertThat(reading.words()).startsWith("Progress").contains("D +", "G +");
    assertThat(reading.discriminator().forgetting()).isZero();
    assertThat(reading.generator().returning()).isZero();
  }

  @Test
  void onlyOneGetsBetter() {
    assertThat(reading((d, g) -> logistic(0.5 * g - 2)).course()).isEqualTo(Course.GENERATOR_ONLY);
    assertThat(reading((d, g) -> logistic(-0.5 * d)).course()).isEqualTo(Course.DISCRIMINATOR_ONLY);
    assertThat(reading((d, g) -> 0.5).course()).isEqualTo(Course.STANDSTILL);
    assertThat(reading((d, g) -> 0.31).course()).isEqualTo(Course.STANDSTILL);
  }

  @Test
  void whoKnowsTheLatestOpponentOnlyHasForgottenTheOthers() {
    // D recognises the generators of its own time: those before are strange to it again.
    Reading reading = reading((d, g) -> 1 - Math.exp(-0.5 * (d - g) * (d - g)));
    assertThat(reading.course()).isEqualTo(Course.FORGETTING);
    assertThat(reading.words()).startsWith("Forgetting: the discriminator no longer wins");
    assertThat(reading.discriminator().returning()).isZero();
  }

  @Test
  void rockPaperScissors() {
    // Every six moments the same again: what is lost comes back.
    Reading reading = reading((d, g) -> 0.5 + 0.45 * Math.sin(Math.PI / 3 * (g - d)));
    assertThat(reading.course()).isEqualTo(Course.CYCLING);
    assertThat(reading.words()).startsWith("Cycling: each player lost").contains("circles");
    // Lags 0 to 8 have the sines 0, h, h, 0, -h, -h, 0, h, h: three generators see a return.
    double h = 0.45 * Math.sin(Math.PI / 3);
    assertThat(reading.discriminator().returning()).isCloseTo(5 * h / 7, within(1e-12));
  }

  @Test
  void aSetbackOfOneIsNoCircle() {
    // Both get better; only at moment 4 the discriminator is as weak as at the start.
    Reading reading = reading((d, g) -> logistic(0.6 * (g - (d == 4 ? 0 : d))));
    assertThat(reading.discriminator().returning()).isGreaterThan(reading.margin());
    assertThat(reading.course()).isEqualTo(Course.PROGRESS);
  }

  @Test
  void theMeasuresAreThoseOfTheirDefinition() {
    // Win rates of D: rows 0, 1, 2 against generators 0, 1, 2.
    double[][] d = {{0.9, 0.2, 0.1}, {0.3, 0.8, 0.4}, {0.7, 0.5, 0.6}};
    Reading reading = Reading.of(table(3, (i, j) -> 1 - d[i][j]), ROUNDS);
    Reading.Player player = reading.discriminator();
    assertThat(player.gain()).isCloseTo((-0.2 + 0.3 + 0.5) / 3, within(1e-12));
    assertThat(player.forgetting()).isCloseTo(((0.9 - 0.7) + (0.8 - 0.5)) / 2, within(1e-12));
    assertThat(player.returning()).isCloseTo(0.7 - 0.3, within(1e-12));
    // Of G, against discriminators 0 and 1: 0.1, 0.8, 0.9 and 0.2, 0.6 (from moment 1 on).
    assertThat(reading.generator().gain()).isCloseTo((0.8 - 0.1 + 0.1) / 3, within(1e-12));
    assertThat(reading.generator().forgetting()).isCloseTo(0, within(1e-12));
    assertThat(reading.generator().returning()).isZero();
  }

  @Test
  void noiseIsNoNews() {
    Random random = new Random(5);
    double[][] noise = new double[MOMENTS][MOMENTS];
    for (double[] row : noise) {
      for (int g = 0; g < row.length; g++) {
        int won = 0;
        for (int i = 0; i < 40; i++) {
          won += random.nextBoolean() ? 1 : 0;
        }
        row[g] = won / 40.0;
      }
    }
    Reading reading = Reading.of(table(MOMENTS, (d, g) -> noise[d][g]), 40);
    assertThat(reading.margin()).isCloseTo(3 * Math.sqrt(0.5 / 40), within(1e-12));
    assertThat(reading.course()).isEqualTo(Course.STANDSTILL);
    assertThat(reading((d, g) -> 0.5).margin()).isEqualTo(0.1);
  }

  @Test
  void twoMomentsAreTooFew() {
    Reading reading = Reading.of(table(2, (d, g) -> logistic(3.0 * (g - d))), ROUNDS);
    assertThat(reading.course()).isEqualTo(Course.TOO_FEW);
    assertThat(reading.words()).contains("--keep-checkpoints");
    assertThatThrownBy(() -> Reading.of(Matrix.of(new double[][] {{1, 0, 0}}), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
