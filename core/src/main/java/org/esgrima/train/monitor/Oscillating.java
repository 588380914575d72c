package org.esgrima.train.monitor;

import java.util.Optional;

/**
 * The lead changes hands: D ranks most pairs rightly, then most of them wrongly, then rightly
 * again. That is the rotation of Mescheder et al. 2018 (arXiv 1801.04406, section 2): each player's
 * gradient moves it around the equilibrium instead of towards it.
 */
final class Oscillating implements Rule {
  /** Ticks that are looked at. */
  static final int TICKS = 20;

  /** D leads from here; G at 1 − this. Far outside of chance, see {@link GeneratorTooStrong}. */
  static final double LEADS = 0.65;

  /** Changes of the lead that are too many: to and fro twice. Own choice. */
  static final int CHANGES = 4;

  @Override
  public Optional<Diagnosis> judge(History history, Facts facts) {
    int ticks = Math.min(TICKS, history.ticks());
    int changes = 0;
    int leader = 0;
    int first = 0;
    double lowest = 1;
    double highest = 0;
    for (int back = ticks - 1; back >= 0; back--) {
      double share = history.number("ranking/fake", back);
      lowest = Math.min(lowest, share);
      highest = Math.max(highest, share);
      int now = share >= LEADS ? 1 : share <= 1 - LEADS ? -1 : 0;
      if (now != 0 && leader != 0 && now != leader) {
        changes++;
        first = changes == 1 ? back : first;
      }
      leader = now == 0 ? leader : now;
    }
    return changes < CHANGES
        ? Optional.empty()
        : Optional.of(
            new Diagnosis(
                Verdict.OSCILLATING,
                history.step(first),
                new Evidence(
                    Evidence.Kind.LEAD_CHANGED,
                    Evidence.measured(
                        "changes", changes, "ticks", ticks, "lowest", lowest, "highest", highest),
                    "the lead changed hands %d times in %d ticks: D tells %s to %s of real and synthetic pairs apart"
                        .formatted(changes, ticks, Words.percent(lowest), Words.percent(highest))),
                Remedies.either(
                    Remedies.LOWER_RATES_OF_BOTH,
                    facts.penalised() ? "" : "--penalties \"[{type: r1, gamma: 1}]\"",
                    "--order discriminator-first",
                    Remedies.LESS_MOMENTUM,
                    "--treatments \"[{type: historical-averaging}]\"")));
  }
}
