package org.esgrima.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/**
 * How uncertain a measured value is, and how that was found out.
 *
 * @param low lower end, at most {@code high}
 * @param high upper end
 * @param method what the ends are
 * @param level share of the resamples inside, in (0, 1); null unless the method is {@link
 *     Method#BOOTSTRAP}, {@link Method#WILSON} or {@link Method#POISSON}
 * @param draws number of resamples, subsets or samples behind it, at least 1
 * @param seed of the resamples; null unless the method is {@link Method#BOOTSTRAP}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Interval(double low, double high, Method method, Double level, int draws, Long seed) {
  /** What the ends of an interval are. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Method {
    /** Percentiles of resampled values, see {@link Bootstrap}. */
    BOOTSTRAP,
    /** Value ± the population standard deviation over parts of the samples. */
    STANDARD_DEVIATION,
    /** Value ± the standard error of a mean over samples. */
    STANDARD_ERROR,
    /** Of a share, see {@link Proportion}. */
    WILSON,
    /** From the exact interval of the mean of a Poisson distribution, given one count. */
    POISSON
  }

  /** Checks the order of the ends. */
  public Interval {
    if (!(low <= high) || draws < 1) {
      throw new IllegalArgumentException(
          "not an interval: %s to %s from %d draws".formatted(low, high, draws));
    }
  }

  static Interval around(double value, double deviation, Method method, int draws) {
    return new Interval(value - deviation, value + deviation, method, null, draws, null);
  }
}
