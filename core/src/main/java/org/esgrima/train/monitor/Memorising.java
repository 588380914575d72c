package org.esgrima.train.monitor;

import java.util.Arrays;
import java.util.Optional;

/**
 * D gives the real samples that it was trained on higher logits than real samples that it has never
 * seen, tick after tick: it knows them by heart, and what it tells G is no longer about the data
 * but about these samples (Karras et al. 2020, "Training Generative Adversarial Networks with
 * Limited Data", arXiv 2006.06676, section 2).
 */
final class Memorising implements Rule {
  /** Ticks in a row. */
  static final int TICKS = 5;

  /** Of all pairs of a seen and a held-out sample; ½ if D does not tell them apart. Own choice. */
  static final double RANKED = 0.75;

  /** How far from ½ chance must be left behind, in standard deviations. */
  private static final double DEVIATIONS = 4;

  @Override
  public Optional<Diagnosis> judge(History history, Facts facts) {
    double limit = limit(facts.compared());
    return history
        .newest("ranking/held-out", TICKS)
        .filter(shares -> Arrays.stream(shares).allMatch(share -> share >= limit))
        .map(
            shares ->
                new Diagnosis(
                    Verdict.MEMORISING,
                    history.step(TICKS - 1),
                    seen(Arrays.stream(shares).min().orElse(1)),
                    Remedies.either(
                        facts.augmented() ? "" : "--augmentation adaptive",
                        Remedies.MORE_DATA,
                        Remedies.SMALLER_D,
                        facts.penalised() ? "" : "--penalties \"[{type: r1, gamma: 1}]\"",
                        "--patience 5")));
  }

  /**
   * The share beyond chance: with n samples of each kind the share has a standard deviation of
   * √((2n + 1) / 12n²) around ½ (Mann and Whitney 1947).
   */
  private static double limit(int n) {
    double deviation = Math.sqrt((2.0 * n + 1) / (12.0 * n * n));
    return Math.min(1, Math.max(RANKED, 0.5 + DEVIATIONS * deviation));
  }

  private static Evidence seen(double share) {
    return new Evidence(
        Evidence.Kind.LEARNT_BY_HEART,
        Evidence.measured("share", share, "ticks", TICKS),
        "D has ranked training samples above held-out real ones in %s of pairs for %d ticks"
            .formatted(Words.percent(share), TICKS));
  }
}
