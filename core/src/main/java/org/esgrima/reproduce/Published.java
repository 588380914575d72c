package org.esgrima.reproduce;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/**
 * A value that a paper prints.
 *
 * @param value the number
 * @param error its standard error as the paper gives it; null if it gives none
 * @param better which direction is better
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Published(
    @JsonProperty(required = true) double value,
    Double error,
    @JsonProperty(required = true) Better better) {
  /** Which direction is better. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Better {
    /** Large values are good. */
    HIGHER,
    /** Small values are good. */
    LOWER,
    /** Neither: the value itself is what theory predicts. */
    EQUAL
  }
}
