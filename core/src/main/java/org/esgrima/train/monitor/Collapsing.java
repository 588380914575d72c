package org.esgrima.train.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Modes are gone, or variety is.
 *
 * <ul>
 *   <li>A mode is gone that is missing for {@value #GONE} ticks in a row and was learnt before,
 *       that is covered for {@value #LEARNT} in a row.
 *   <li>A mode is gone that has been missing in every tick since the warm-up, {@value #PATIENCE} or
 *       more, if G is making no progress.
 *   <li>More than half of the modes are missing in each of {@value #NARROW} ticks, not always the
 *       same, and G is making no progress.
 *   <li>Samples are less than {@value #DIVERSITY} times as far from each other as real ones in each
 *       of {@value #NARROW} ticks, and G is making no progress.
 * </ul>
 *
 * <p>G makes progress while its diversity or the number of its modes grows: their median over the
 * newer half of the last {@value #YOUNG} ticks is above that over the older half. A young generator
 * begins with samples that are all alike. The first three need data whose modes are known.
 *
 * <p>All numbers are this project's own: a mode comes and goes by chance in a tick, not in three;
 * samples of healthy games of this project's presets reach a diversity of 0.9 or more.
 */
final class Collapsing implements Rule {
  static final int GONE = 3;
  static final int LEARNT = 5;
  static final int PATIENCE = 10;
  static final int NARROW = 5;
  static final double DIVERSITY = 0.5;

  /** Growth of the diversity that counts as progress. */
  static final double PROGRESS = 1.1;

  /** Ticks over which progress is looked for, those of the warm-up among them. */
  static final int YOUNG = 20;

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public Optional<Diagnosis> judge(History all, Facts facts) {
    History history = all.after(facts.warmUpSteps());
    if (history.ticks() == 0) {
      return Optional.empty();
    }
    boolean progress = grows(all, "diversity", PROGRESS) || grows(all, "modes/covered", 1);
    Optional<Diagnosis> gone = gone(history, facts, progress);
    return progress
        ? gone
        : gone.or(() -> mostModes(history, facts)).or(() -> narrow(history, facts));
  }

  private static Optional<Diagnosis> gone(History history, Facts facts, boolean progress) {
    List<String> gone = new ArrayList<>();
    for (String mode : history.missing(0)) {
      int ticks = history.missingFor(mode);
      boolean never = ticks == history.ticks() && ticks >= PATIENCE;
      if ((never && !progress) || (ticks >= GONE && learnt(history, mode))) {
        gone.add(mode);
      }
    }
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    int longest = gone.stream().mapToInt(history::missingFor).max().orElse(GONE);
    String evidence =
        "%s %s of %d %s gone"
            .formatted(
                facts.mode() + (gone.size() == 1 ? "" : "s"),
                Words.list(gone),
                Math.round(history.number("modes/known", 0)),
                gone.size() == 1 ? "is" : "are");
    long known = Math.round(history.number("modes/known", 0));
    var measured =
        Evidence.measured("modes", Words.sorted(gone), "known", known, "what", facts.mode());
    return Optional.of(
        diagnosis(
            history.step(longest - 1),
            new Evidence(Evidence.Kind.MODES_GONE, measured, evidence),
            facts));
  }

  private static boolean learnt(History history, String mode) {
    int inARow = 0;
    for (int back = history.ticks() - 1; back >= 0; back--) {
      boolean covered = history.knowsModes(back) && !history.missing(back).contains(mode);
      inARow = covered ? inARow + 1 : 0;
      if (inARow == LEARNT) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Diagnosis> mostModes(History history, Facts facts) {
    double known = history.number("modes/known", 0);
    return history
        .newest("modes/covered", NARROW)
        .filter(covered -> Arrays.stream(covered).allMatch(count -> count < known / 2))
        .map(
            covered ->
                diagnosis(
                    history.step(NARROW - 1),
                    few(Arrays.stream(covered).max().orElse(0), known, facts.mode()),
                    facts));
  }

  private static Evidence few(double most, double known, String mode) {
    return new Evidence(
        Evidence.Kind.FEW_MODES,
        Evidence.measured(
            "most", (long) most, "known", (long) known, "ticks", NARROW, "what", mode),
        "no more than %.0f of %.0f %ss have been covered for %d ticks"
            .formatted(most, known, mode, NARROW));
  }

  private static Optional<Diagnosis> narrow(History history, Facts facts) {
    return history
        .newest("diversity", NARROW)
        .filter(values -> Arrays.stream(values).allMatch(value -> value < DIVERSITY))
        .map(
            values ->
                diagnosis(
                    history.step(NARROW - 1), near(Arrays.stream(values).max().orElse(0)), facts));
  }

  private static Evidence near(double times) {
    return new Evidence(
        Evidence.Kind.NARROW,
        Evidence.measured("times", times, "ticks", NARROW),
        "samples have been %s times as far apart as real ones, or less, for %d ticks"
            .formatted(Words.decimal(times), NARROW));
  }

  private static boolean grows(History all, String key, double factor) {
    int half = Math.min(YOUNG, all.ticks()) / 2;
    return all.newest(key, 2 * half)
        .map(
            values ->
                half > 0
                    && median(Arrays.copyOfRange(values, half, 2 * half))
                        > factor * median(Arrays.copyOf(values, half)))
        .orElse(false);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static Diagnosis diagnosis(long since, Evidence evidence, Facts facts) {
    return new Diagnosis(
        Verdict.COLLAPSING,
        since,
        evidence,
        Remedies.either(
            "--loss relativistic-pairing --penalties \"[{type: r1, gamma: 1}, {type: r2, gamma: 1}]\"",
            facts.packed() ? "" : "--packing 2",
            "--treatments \"[{type: unrolling, steps: 5}]\"",
            Remedies.LOWER_RATES,
            Remedies.LARGER_BATCH));
  }
}
