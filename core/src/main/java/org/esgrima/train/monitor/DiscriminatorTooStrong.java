package org.esgrima.train.monitor;

import java.util.Arrays;
import java.util.Optional;

/**
 * D ranks every pair of a real and a synthetic sample rightly, tick after tick. Then the gradient
 * that reaches G vanishes with most losses (Arjovsky and Bottou 2017, arXiv 1701.04862, section 2).
 * A critic is meant to be that good and is left alone.
 */
final class DiscriminatorTooStrong implements Rule {
  /** Ticks in a row. */
  static final int TICKS = 5;

  /** Of all pairs; own choice: healthy games of this project's presets stay below it. */
  static final double RANKED = 0.995;

  @Override
  public Optional<Diagnosis> judge(History history, Facts facts) {
    if (facts.critic()) {
      return Optional.empty();
    }
    return history
        .newest("ranking/fake", TICKS)
        .filter(shares -> Arrays.stream(shares).allMatch(share -> share >= RANKED))
        .map(
            shares ->
                new Diagnosis(
                    Verdict.D_TOO_STRONG,
                    history.step(TICKS - 1),
                    seen(Arrays.stream(shares).min().orElse(1)),
                    Remedies.either(
                        Remedies.SLOWER_D,
                        "--generator-steps 2",
                        facts.penalised() ? "" : "--penalties \"[{type: r1, gamma: 1}]\"",
                        "--treatments \"[{type: balance}]\"")));
  }

  private static Evidence seen(double share) {
    return new Evidence(
        Evidence.Kind.TOLD_APART,
        Evidence.measured("share", share, "ticks", TICKS),
        "D has told %s of real and synthetic pairs apart for %d ticks"
            .formatted(Words.percent(share), TICKS));
  }
}
