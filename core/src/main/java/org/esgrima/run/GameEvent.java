package org.esgrima.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
 * @param measured the evidence as data: its {@code kind} and the numbers and names that {@code
 *     org.esgrima.train.monitor.Evidence.Kind} tells; empty in runs of earlier versions
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GameEvent(
    @JsonProperty(required = true) long step,
    @JsonProperty(value = "event", required = true) Kind kind,
    @JsonProperty(required = true) String verdict,
    @JsonProperty(required = true) long since,
    @JsonProperty(required = true) String evidence,
    String remedy,
    Map<String, Object> measured) {

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

  /** Replaces what is missing by nothing. */
  public GameEvent {
    remedy = remedy == null ? "" : remedy;
    measured =
        measured == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(measured));
  }

  /** An event whose evidence is told in words only. */
  public GameEvent(
      long step, Kind kind, String verdict, long since, String evidence, String remedy) {
    this(step, kind, verdict, since, evidence, remedy, Map.of());
  }
}
