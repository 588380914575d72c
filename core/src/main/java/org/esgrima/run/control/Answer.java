package org.esgrima.run.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/**
 * What became of a command: one line of {@link CommandLog}.
 *
 * @param id what {@link CommandInbox#send} gave: the file's name without {@code .json}
 * @param timeMillis when it was answered, milliseconds since 1970 UTC
 * @param step finished steps at that time
 * @param asked the text of the command, cut where it is long
 * @param outcome whether it is followed
 * @param message what happens, or why nothing does: one sentence without its full stop
 */
public record Answer(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) long timeMillis,
    @JsonProperty(required = true) long step,
    @JsonProperty(required = true) String asked,
    @JsonProperty(required = true) Outcome outcome,
    @JsonProperty(required = true) String message) {
  /** Whether a command is followed. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Outcome {
    /** It is. */
    DONE,
    /** It cannot be; nothing has changed. */
    REFUSED
  }
}
