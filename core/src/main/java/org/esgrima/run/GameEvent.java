package org.esgrima.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/**
 * Something that happened in a run and that people should know: one line of {@link EventLog}.
 *
 * @param step finished steps when it was noticed
 * @param kind what happened
 * @param verdict how the game stands: {@code balanced}, {@code d-too-strong}, {@code g-too-strong},
 *     {@code oscillating}, {@code collapsing}, {@code forgetting}, {@code diverging}, {@code
 *     memorising}; or {@code no-longer-better} where the best checkpoint has not been beaten for
 *     too long
 * @param since the first step from which the evidence speaks, at most {@code step}
 * @param evidence numbers in words, one sentence without its full stop
 * @param remedy what to try, with names of options; empty where there is nothing to do
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GameEvent(
    @JsonProperty(required = true) long step,
    @JsonProperty(value = "event", required = true) Kind kind,
    @JsonProperty(required = true) String verdict,
    @JsonProperty(required = true) long since,
    @JsonProperty(required = true) String evidence,
    String remedy) {

  /** What happened. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Kind {
    /** The verdict holds from now on. */
    BEGINS,
    /** The verdict no longer holds. */
    ENDS,
    /** Because of the verdict the run went back to an earlier checkpoint; the evidence says how. */
    ROLLED_BACK,
    /** Because of the verdict the run was ended. */
    STOPPED
  }

  /** Replaces a missing remedy by an empty one. */
  public GameEvent {
    remedy = remedy == null ? "" : remedy;
  }
}
