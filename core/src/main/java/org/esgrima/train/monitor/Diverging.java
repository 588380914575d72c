package org.esgrima.train.monitor;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Numbers are out of proportion for {@value #TICKS} ticks in a row: a term of D's loss, or the
 * distances between samples. Looks at the warm-up, too. (A loss that is not finite ends a run at
 * once and without this rule.)
 *
 * <p>A cross-entropy of {@value #LOSS} comes from logits of that size, although a probability in
 * float32 cannot be told from 0 or 1 beyond 17. A critic's loss is a distance, or a multiple of it,
 * and has no such bound: it may be ten times as large. Both limits are this project's own.
 */
final class Diverging implements Rule {
  static final int TICKS = 3;
  static final double LOSS = 100;
  static final double CRITIC_LOSS = 10 * LOSS;

  /** Samples so many times as far from each other as real ones. */
  static final double DIVERSITY = 10;

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public Optional<Diagnosis> judge(History history, Facts facts) {
    double limit = facts.critic() ? CRITIC_LOSS : LOSS;
    for (String term : history.keys("loss/d/")) {
      OptionalDouble least = leastBeyond(history, term, limit);
      if (least.isPresent()) {
        return Optional.of(diagnosis(history, beyond(term, least.getAsDouble(), limit), facts));
      }
    }
    OptionalDouble least = leastBeyond(history, "diversity", DIVERSITY);
    return least.isEmpty()
        ? Optional.empty()
        : Optional.of(diagnosis(history, farApart(least.getAsDouble()), facts));
  }

  private static Evidence beyond(String term, double value, double limit) {
    return new Evidence(
        Evidence.Kind.LOSS_BEYOND,
        Evidence.measured("term", term, "value", value, "ticks", TICKS, "limit", limit),
        "%s has been %s or more for %d ticks, beyond %s it is out of proportion"
            .formatted(term, Words.number(value), TICKS, Words.number(limit)));
  }

  private static Evidence farApart(double times) {
    return new Evidence(
        Evidence.Kind.FAR_APART,
        Evidence.measured("times", times, "ticks", TICKS),
        "samples have been %s times as far apart as real ones, or more, for %d ticks"
            .formatted(Words.number(times), TICKS));
  }

  private static OptionalDouble leastBeyond(History history, String key, double limit) {
    return history
        .newest(key, TICKS)
        .map(values -> Arrays.stream(values).map(Math::abs).min())
        .orElse(OptionalDouble.empty())
        .stream()
        .filter(value -> value >= limit)
        .findFirst();
  }

  private static Diagnosis diagnosis(History history, Evidence evidence, Facts facts) {
    return new Diagnosis(
        Verdict.DIVERGING,
        history.step(TICKS - 1),
        evidence,
        Remedies.either(
            facts.critic() && !facts.penalised()
                ? "--penalties \"[{type: gradient-penalty, weight: 10}]\""
                : "",
            Remedies.LOWER_RATES_BY_NAME,
            facts.penalised() ? "" : "--penalties \"[{type: r1, gamma: 1}]\""));
  }
}
