package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TempoTest {
  private static final long SECOND = 1_000_000_000;
  private final Tempo tempo = new Tempo();

  /** Plays a step of two turns at full speed; whether it paused after the first, the second. */
  private String step() {
    tempo.turnOver(false, 0);
    String middle = tempo.paused() ? "p" : "-";
    tempo.turnOver(true, 0);
    return middle + (tempo.paused() ? "p" : "-");
  }

  @Test
  void playsAtFullSpeedUntilItIsTold() {
    assertThat(step()).isEqualTo("--");
    assertThat(tempo.delay(0)).isZero();
    assertThat(tempo.closely()).isFalse();
    tempo.pause();
    assertThat(tempo.delay(0)).isEqualTo(Long.MAX_VALUE);
    tempo.go();
    assertThat(tempo.delay(0)).isZero();
  }

  @Test
  void countsSteps() {
    tempo.step(2, false);
    assertThat(step() + step()).isEqualTo("---p");
  }

  @Test
  void countsHalfSteps() {
    tempo.step(3, true);
    assertThat(step()).isEqualTo("--");
    tempo.turnOver(false, 0);
    assertThat(tempo.paused()).isTrue();
    assertThat(tempo.between()).isTrue();
    tempo.step(1, false); // the rest of the step that has begun
    tempo.turnOver(true, 0);
    assertThat(tempo.paused()).isTrue();
    assertThat(tempo.between()).isFalse();
  }

  @Test
  void goForgetsTheCount() {
    tempo.step(1, false);
    tempo.go();
    assertThat(step() + step()).isEqualTo("----");
  }

  @Test
  void slowMotionSharesTheTimeBetweenTheTurnsOfAStep() {
    tempo.pace(2, 0);
    assertThat(tempo.delay(0)).isZero();
    tempo.turnOver(false, 0);
    assertThat(tempo.delay(0)).isEqualTo(SECOND / 4);
    tempo.turnOver(true, SECOND / 4);
    assertThat(tempo.delay(SECOND / 4)).isEqualTo(SECOND / 4);
    tempo.turnOver(true, SECOND / 2); // a step of one turn
    assertThat(tempo.delay(SECOND / 2)).isEqualTo(SECOND / 2);
  }

  @Test
  void aStepThatTakesLongIsNotWaitedForAndNotMadeUpFor() {
    tempo.pace(10, 0);
    tempo.turnOver(true, SECOND);
    assertThat(tempo.delay(SECOND)).isZero();
    tempo.turnOver(true, SECOND + SECOND / 100);
    assertThat(tempo.delay(SECOND + SECOND / 100)).isEqualTo(9 * SECOND / 100);
  }
}
