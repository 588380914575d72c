package org.esgrima.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GameViewsTest {
  @TempDir Path directory;
  private GameViews views;

  @BeforeEach
  void open() {
    views = new GameViews(directory.resolve("game"));
  }

  private void keep(long from, long to, long ticks) {
    for (long step = from; step <= to; step += ticks) {
      views.keep(Map.of("step", step), step, ticks);
    }
  }

  @Test
  void aLongRunKeepsFewViewsThatAreEvenlySpread() {
    views.goOnFrom(0);
    keep(0, 500_000, 500);
    List<Long> steps = views.steps();
    assertThat(steps).hasSizeBetween(GameViews.MOST / 2, GameViews.MOST);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i)).isEqualTo(i * steps.get(1));
    }
  }

  @Test
  void aShortRunKeepsAll() {
    views.goOnFrom(0);
    keep(0, 2_000, 500);
    assertThat(views.steps()).containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L);
  }

  @Test
  void theLastViewBetweenTwoTicksGivesWayWhenTheRunGoesOn() {
    views.goOnFrom(0);
    keep(0, 1_000, 500);
    views.keepLast(Map.of(), 1_234);
    assertThat(views.steps()).endsWith(1_234L);
    keep(1_500, 1_500, 500);
    assertThat(views.steps()).containsExactly(0L, 500L, 1_000L, 1_500L);
  }

  @Test
  void whatLiesAfterTheStepThatARunGoesOnFromIsRemoved() {
    views.goOnFrom(0);
    keep(0, 2_000, 500);
    views.writeNow(Map.of("step", 2_000));
    views.goOnFrom(1_000);
    assertThat(views.steps()).containsExactly(0L, 500L, 1_000L);
    assertThat(directory.resolve("game/now.json")).exists();
  }

  @Test
  void otherDataHaveNoViews() {
    assertThat(views.steps()).isEmpty();
    assertThat(Files.exists(directory.resolve("game"))).isFalse();
  }
}
