package org.esgrima.train.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Modes come back: each of {@value #RETURNS} or more was covered for {@value #TICKS} ticks in a
 * row, then missing for as many, and then covered again, within {@value #MEMORY} ticks (one mode
 * may count several times). G goes round in circles because D forgets what G used to make
 * (Thanh-Tung and Tran 2020, arXiv 1807.04015). Only where the modes of the data are known.
 */
final class Forgetting implements Rule {
  static final int MEMORY = 20;
  static final int TICKS = 2;

  /** Own choice: one that comes back may be a mode that was lost and found, three are a circle. */
  static final int RETURNS = 3;

  /** How far a mode has come on its way: covered, missing, covered again. */
  private static final class Way {
    private int covered;
    private int missing;
    private boolean wasCovered;
    private boolean wasMissing;

    /** Takes in a tick; whether the mode has come back with it. */
    boolean tick(boolean isCovered) {
      if (!isCovered) {
        missing++;
        covered = 0;
        wasMissing |= wasCovered && missing == TICKS;
        return false;
      }
      missing = 0;
      covered++;
      if (covered != TICKS) {
        return false;
      }
      boolean back = wasMissing;
      wasCovered = true;
      wasMissing = false;
      return back;
    }
  }

  @Override
  public Optional<Diagnosis> judge(History history, Facts facts) {
    int ticks = Math.min(MEMORY, history.ticks());
    Map<String, Way> ways = new LinkedHashMap<>();
    for (int back = 0; back < ticks; back++) {
      history.missing(back).forEach(mode -> ways.put(mode, new Way()));
    }
    Set<String> returned = new TreeSet<>(Words.IN_ORDER);
    int returns = 0;
    int first = 0;
    for (int back = ticks - 1; back >= 0; back--) {
      if (!history.knowsModes(back)) {
        continue;
      }
      Set<String> missing = history.missing(back);
      for (Map.Entry<String, Way> mode : ways.entrySet()) {
        if (mode.getValue().tick(!missing.contains(mode.getKey()))) {
          returned.add(mode.getKey());
          first = returns++ == 0 ? back : first;
        }
      }
    }
    return returns < RETURNS
        ? Optional.empty()
        : Optional.of(
            new Diagnosis(
                Verdict.FORGETTING,
                history.step(first),
                seen(returned, returns, ticks, facts.mode()),
                Remedies.either(
                    "--treatments \"[{type: replay}]\"",
                    "--treatments \"[{type: historical-averaging}]\"",
                    Remedies.LOWER_RATES,
                    facts.penalised() ? "" : "--penalties \"[{type: r1, gamma: 1}]\"")));
  }

  private static Evidence seen(Set<String> returned, int returns, int ticks, String mode) {
    return new Evidence(
        Evidence.Kind.MODES_CAME_BACK,
        Evidence.measured(
            "modes", List.copyOf(returned), "returns", returns, "ticks", ticks, "what", mode),
        "%s %s went missing and came back, %d times in %d ticks"
            .formatted(
                mode + (returned.size() == 1 ? "" : "s"), Words.list(returned), returns, ticks));
  }
}
