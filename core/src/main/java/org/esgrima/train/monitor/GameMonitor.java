package org.esgrima.train.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says how a game stands, from the lines of statistics of its ticks: balanced, or in which
 * troubles, each with its evidence and a remedy.
 *
 * <p>Every rule wants its evidence in several ticks, so that noise does not raise it, and most
 * begin after a {@linkplain Facts#warmUpSteps warm-up}. A tick is meant to be of some hundred
 * steps; the thresholds, named in the classes of the rules, are this project's own and were set so
 * that healthy runs of its presets raise nothing.
 */
public final class GameMonitor {
  /** Ticks that evidence reaches back at most. */
  public static final int MEMORY = 20;

  /** Ticks after the warm-up before a game is called balanced. */
  private static final int TICKS = 5;

  /** Ticks for which a trouble that is no longer found still counts: one good tick is chance. */
  private static final int HOLDS = 3;

  private static final List<Rule> RULES =
      List.of(
          new Diverging(),
          new Collapsing(),
          new Forgetting(),
          new Oscillating(),
          new DiscriminatorTooStrong(),
          new GeneratorTooStrong(),
          new Memorising());

  private final Facts facts;

  /** A monitor of a game. */
  public GameMonitor(Facts facts) {
    this.facts = facts;
  }

  /**
   * Judges.
   *
   * @param lines statistics of all whole ticks so far, the newest last, at least one; as {@code
   *     stats.jsonl} has them
   * @return the troubles, worst first; {@link Verdict#BALANCED} alone if there are none; nothing as
   *     long as there is too little to say either
   */
  public List<Diagnosis> judge(List<Map<String, Object>> lines) {
    History all = new History(lines);
    History settled = all.after(facts.warmUpSteps());
    List<Diagnosis> troubles =
        RULES.stream()
            .map(rule -> lately(rule, rule.always() ? all : settled))
            .flatMap(Optional::stream)
            .map(diagnosis -> within(all, diagnosis))
            .toList();
    return troubles.isEmpty() ? balanced(settled) : troubles;
  }

  /** What a rule says of the newest tick or, if it is silent, of the ones before. */
  private Optional<Diagnosis> lately(Rule rule, History history) {
    for (int ago = 0; ago < HOLDS && ago < history.ticks(); ago++) {
      Optional<Diagnosis> found = rule.judge(history.before(ago), facts);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Diagnosis within(History all, Diagnosis d) {
    long earliest = all.step(Math.min(MEMORY, all.ticks()) - 1);
    return new Diagnosis(d.verdict(), Math.max(earliest, d.since()), d.seen(), d.remedy());
  }

  /** Balanced, if that was said before or there is enough to say it from. */
  private List<Diagnosis> balanced(History history) {
    if (history.ticks() < TICKS) {
      return List.of();
    }
    boolean covered = IntStream.range(0, HOLDS).allMatch(back -> history.missing(back).isEmpty());
    if (!(covered && contested(history)) && !history.said(1, Verdict.BALANCED)) {
      return List.of();
    }
    return List.of(new Diagnosis(Verdict.BALANCED, history.step(0), seen(history), ""));
  }

  private static Evidence seen(History history) {
    double share = history.number("ranking/fake", 0);
    double diversity = history.number("diversity", 0);
    Map<String, Object> measured = Evidence.measured("share", share, "diversity", diversity);
    String words =
        "D tells %s of all pairs apart, diversity %s"
            .formatted(Words.percent(share), Words.decimal(diversity));
    if (history.knowsModes(0)) {
      long covered = Math.round(history.number("modes/covered", 0));
      long known = Math.round(history.number("modes/known", 0));
      measured.put("covered", covered);
      measured.put("known", known);
      words += ", %d of %d modes covered".formatted(covered, known);
    }
    return new Evidence(Evidence.Kind.BALANCED, measured, words);
  }

  /**
   * Whether neither player wins outright in the newest tick; a critic may be as strong as it likes.
   */
  private boolean contested(History history) {
    double share = history.number("ranking/fake", 0);
    return share > GeneratorTooStrong.RANKED
        && (facts.critic() || share < DiscriminatorTooStrong.RANKED);
  }
}
