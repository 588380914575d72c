package org.esgrima.reproduce;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** What a measured value is beside a published one. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Verdict {
  /** The same within two standard errors, or within rounding where theory predicts the value. */
  REPRODUCED("reproduced"),
  /** Better by more than two standard errors. */
  BETTER("better"),
  /** Worse by more than two standard errors, or not the predicted value. */
  SHORT("falls short"),
  /** The paper prints no number. */
  UNPUBLISHED("no published value"),
  /** Made by a shortened protocol, so there is nothing to compare. */
  NOT_THE_PROTOCOL("not the protocol");

  // Of predicted values: rounding of float64 and of differences.
  private static final double ROUNDING = 1e-6;
  private static final double STANDARD_ERRORS = 2;

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** In words for a table. */
  public String words() {
    return words;
  }

  /**
   * Compares.
   *
   * @param value mean of ours
   * @param error standard error of that mean, 0 if unknown
   */
  static Verdict of(Published published, double value, double error) {
    double difference = value - published.value();
    if (published.better() == Published.Better.EQUAL) {
      boolean same = Math.abs(difference) <= ROUNDING * Math.max(1, Math.abs(published.value()));
      return same ? REPRODUCED : SHORT;
    }
    double theirs = published.error() == null ? 0 : published.error();
    double tolerance = STANDARD_ERRORS * Math.hypot(error, theirs);
    double gain = published.better() == Published.Better.HIGHER ? difference : -difference;
    if (Math.abs(gain) <= tolerance || gain == 0) {
      return REPRODUCED;
    }
    return gain > 0 ? BETTER : SHORT;
  }
}
