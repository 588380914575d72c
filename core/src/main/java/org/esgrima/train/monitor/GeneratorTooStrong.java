package org.esgrima.train.monitor;

import java.util.Arrays;
import java.util.Optional;

/**
 * D takes synthetic samples for real ones, tick after tick: it ranks them above the real ones more
 * often than a coin would. It has stopped learning what real samples are, and its gradient leads G
 * away from them.
 */
final class GeneratorTooStrong implements Rule {
  /** Ticks in a row. */
  static final int TICKS = 5;

  /**
   * Of all pairs ranked rightly; ½ is the equilibrium. Own choice: with 128 samples of each kind
   * chance reaches 0.5 ± 0.036 (Mann and Whitney 1947), so it is four deviations away.
   */
  static final double RANKED = 0.35;

  @Override
  public Optional<Diagnosis> judge(History history, Facts facts) {
    return history
        .newest("ranking/fake", TICKS)
        .filter(shares -> Arrays.stream(shares).allMatch(share -> share <= RANKED))
        .map(
            shares ->
                new Diagnosis(
                    Verdict.G_TOO_STRONG,
                    history.step(TICKS - 1),
                    seen(Arrays.stream(shares).max().orElse(0)),
                    Remedies.either(
                        Remedies.FASTER_D,
                        "--discriminator-steps 2",
                        Remedies.SLOWER_G,
                        Remedies.LARGER_D)));
  }

  private static Evidence seen(double share) {
    return new Evidence(
        Evidence.Kind.NOT_TOLD_APART,
        Evidence.measured("share", share, "ticks", TICKS),
        "D has told no more than %s of real and synthetic pairs apart for %d ticks, a coin would 50 %%"
            .formatted(Words.percent(share), TICKS));
  }
}
