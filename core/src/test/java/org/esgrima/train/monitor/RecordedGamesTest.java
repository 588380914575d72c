package org.esgrima.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of real games, healthy ones and others, tick by tick. */
class RecordedGamesTest {
  static List<RecordedGame> games() {
    return RecordedGame.all();
  }

  @ParameterizedTest
  @MethodSource("games")
  void saysOfEveryGameWhatItIs(RecordedGame game) {
    GameMonitor monitor = new GameMonitor(game.facts());
    List<Map<String, Object>> seen = new ArrayList<>();
    List<String> before = List.of();
    List<String> begun = new ArrayList<>();
    for (Map<String, Object> line : game.lines()) {
      seen.add(line);
      List<Diagnosis> found = monitor.judge(seen);
      List<String> now = found.stream().map(d -> d.verdict().key()).toList();
      for (String verdict : now) {
        if (!before.contains(verdict)) {
          begun.add(verdict);
        }
      }
      if (!now.isEmpty()) {
        line.put("verdicts", String.join(", ", now));
      }
      before = now;
      assertThat(found)
          .allSatisfy(
              d -> {
                assertThat(d.since()).isPositive();
                assertThat(d.evidence()).isNotBlank().doesNotContain("NaN");
                assertThat(d.remedy().isEmpty()).isEqualTo(d.verdict() == Verdict.BALANCED);
              });
    }
    assertThat(begun).containsExactlyElementsOf(game.verdicts());
  }
}
