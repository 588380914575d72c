package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.esgrima.train.Profile.Part;
import org.junit.jupiter.api.Test;

class StepClockTest {
  private long time = 100;

  private void pass(long nanos) {
    time += nanos;
  }

  @Test
  void theTimeOfAnInnerPartIsNotThatOfTheOuterAndAllAddUp() {
    StepClock clock = new StepClock(() -> time);
    pass(1);
    try (StepClock.Span outer = clock.in(Part.PENALTIES)) {
      pass(10);
      assertThat(
              clock.<String>during(
                  Part.OPTIMISER,
                  () -> {
                    pass(200);
                    return "done";
                  }))
          .isEqualTo("done");
      pass(20);
    }
    pass(3);
    clock.stepOver();
    assertThat(clock.steps()).isEqualTo(1);
    assertThat(clock.nanos())
        .containsEntry(Part.PENALTIES, 30L)
        .containsEntry(Part.OPTIMISER, 200L)
        .containsEntry(Part.OTHER, 4L)
        .hasSize(3);
    pass(5);
    assertThat(clock.nanos()).containsEntry(Part.OTHER, 9L);
  }

  @Test
  void aPartEndsWhereItsWorkThrows() {
    StepClock clock = new StepClock(() -> time);
    try (StepClock.Span data = clock.in(Part.DATA)) {
      pass(7);
      throw new IllegalStateException("no data");
    } catch (IllegalStateException e) {
      pass(2);
    }
    assertThat(clock.nanos()).containsEntry(Part.DATA, 7L).containsEntry(Part.OTHER, 2L);
  }

  @Test
  void timeInWhichPeopleHeldTheGameIsLeftOut() {
    StepClock clock = new StepClock(() -> time);
    pass(50);
    clock.stretchOver(30, 4);
    clock.stretchOver(5, 2);
    assertThat(clock.nanos()).containsEntry(Part.OTHER, 15L);
    assertThat(clock.loaderWaitNanos()).isEqualTo(6);
  }

  @Test
  void whileItIsOffNothingIsKept() {
    try (StepClock.Span data = StepClock.OFF.in(Part.DATA)) {
      StepClock.OFF.stepOver();
      StepClock.OFF.stretchOver(3, 4);
    }
    assertThat(StepClock.OFF.steps()).isZero();
    assertThat(StepClock.OFF.loaderWaitNanos()).isZero();
    assertThat(StepClock.OFF.nanos()).doesNotContainKey(Part.DATA);
  }
}
