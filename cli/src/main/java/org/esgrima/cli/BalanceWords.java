package org.esgrima.cli;

import java.util.Map;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.run.StatsLog;
import org.esgrima.train.GameBalance;

/**
 * How often D is right, read off a line of {@code stats.jsonl}.
 *
 * @param shares to be put behind "D right on": by kind of sample or, where the loss compares only,
 *     of pairs of a real and a synthetic one
 * @param brief the same in fewer letters
 * @param balance who is ahead
 */
record BalanceWords(String shares, String brief, String balance) {
  private static final String PAIRS = "ranking/fake"; // absent where nothing watches the game

  static BalanceWords of(AdversarialLoss loss, Map<String, Object> statistics) {
    if (loss.comparesOnly() && statistics.containsKey(PAIRS)) {
      double share = StatsLog.number(statistics, PAIRS);
      String pairs = Words.percent(share) + " of pairs";
      return new BalanceWords(pairs, pairs, GameBalance.ofShare(share).words());
    }
    double real = StatsLog.number(statistics, "accuracy/real");
    double fake = StatsLog.number(statistics, "accuracy/fake");
    return new BalanceWords(
        "%s of real, %s of synthetic".formatted(Words.percent(real), Words.percent(fake)),
        "%s real, %s fake".formatted(Words.percent(real), Words.percent(fake)),
        GameBalance.of(real, fake).words());
  }
}
