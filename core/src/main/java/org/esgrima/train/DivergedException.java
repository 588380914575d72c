package org.esgrima.train;

import java.util.Map;
import org.esgrima.objective.LossTerms;
import org.esgrima.train.monitor.Remedies;

/** A loss became NaN or infinite: the run cannot go on from here. */
public final class DivergedException extends RuntimeException {
  /** What to try. */
  static final String REMEDY = Remedies.BEGINNING + Remedies.AFTER_NOT_FINITE;

  private static final long serialVersionUID = 1L;

  private final String term;
  private final double value;

  /** The term that broke, and its value. */
  public DivergedException(String term, double value) {
    super(term + " became " + value);
    this.term = term;
    this.value = value;
  }

  /**
   * The values of some terms, if all of them are finite.
   *
   * @throws DivergedException naming the first that is not
   */
  static Map<String, Double> requireFinite(LossTerms terms) {
    Map<String, Double> values = terms.values();
    values.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new DivergedException(name, value);
          }
        });
    return values;
  }

  /** Name of the loss term: {@code loss/d/adversarial}. */
  public String term() {
    return term;
  }

  /** NaN or an infinity. */
  public double value() {
    return value;
  }

  /** What happened and what to try, for people. */
  String advice(long step) {
    return "step %d: %s; the run was stopped before it changed a weight. T%s."
        .formatted(step, getMessage(), REMEDY.substring(1));
  }
}
