package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.esgrima.objective.NonSaturating;
import org.esgrima.objective.RelativisticPairing;
import org.esgrima.objective.Wasserstein;
import org.junit.jupiter.api.Test;

class BalanceWordsTest {
  private static final Map<String, Object> SHIFTED =
      Map.of("accuracy/real", 0.0, "accuracy/fake", 1.0, "ranking/fake", 0.84);

  @Test
  void lossesWithABorderCountByKind() {
    BalanceWords words = BalanceWords.of(new NonSaturating(), SHIFTED);
    assertThat(words.shares()).isEqualTo("0 % of real, 100 % of synthetic");
    assertThat(words.balance()).isEqualTo("D says the same of everything");
  }

  @Test
  void lossesThatCompareOnlyCountPairs() {
    BalanceWords words = BalanceWords.of(new RelativisticPairing(), SHIFTED);
    assertThat(words.shares()).isEqualTo("84 % of pairs");
    assertThat(words.balance()).isEqualTo("D ahead");
    assertThat(BalanceWords.of(new Wasserstein(), SHIFTED)).isEqualTo(words);
  }

  @Test
  void withoutAWatchThereAreNoPairs() {
    Map<String, Object> unwatched = Map.of("accuracy/real", 0.7, "accuracy/fake", 0.7);
    BalanceWords words = BalanceWords.of(new RelativisticPairing(), unwatched);
    assertThat(words.brief()).isEqualTo("70 % real, 70 % fake");
    assertThat(words.balance()).isEqualTo("close, D leads");
  }
}
