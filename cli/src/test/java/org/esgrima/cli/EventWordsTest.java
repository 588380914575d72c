package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.esgrima.run.GameEvent;
import org.esgrima.run.GameEvent.Kind;
import org.junit.jupiter.api.Test;

class EventWordsTest {
  private static String line(Kind kind, String verdict, long since, String remedy) {
    return EventWords.line(new GameEvent(1_900, kind, verdict, since, "what was seen", remedy));
  }

  @Test
  void saysVerdictEvidenceAndTheFirstRemedies() {
    assertThat(line(Kind.BEGINS, "d-too-strong", 1_500, "try a; b; c"))
        .isEqualTo("  > D too strong since step 1,500: what was seen - try a; b");
    assertThat(line(Kind.BEGINS, "balanced", 1_900, "")).isEqualTo("  > balanced: what was seen");
  }

  @Test
  void saysWhatFollowed() {
    assertThat(line(Kind.ENDS, "collapsing", 1_900, "")).isEqualTo("  > no longer collapsing");
    assertThat(line(Kind.ROLLED_BACK, "diverging", 1_500, ""))
        .isEqualTo("  > diverging: what was seen");
    assertThat(line(Kind.STOPPED, "no-longer-better", 500, ""))
        .isEqualTo("  > the run ends: no longer better");
  }
}
