package org.esgrima.run.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.esgrima.InputException;

/**
 * A change of the game's course by a person: one line of {@link InterventionLog}.
 *
 * @param step finished steps when it took effect: the first step that it changes is the next one
 * @param key {@link #PLAYERS}, or the setting that was changed, as in {@link Command.Set}
 * @param value what was asked for
 * @param becomes for settings, the value in the place of the configured one; absent where the
 *     configured one holds again
 * @param until for {@link #PLAYERS}, finished steps after which it no longer holds; absent where it
 *     holds until the next
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Intervention(
    @JsonProperty(required = true) long step,
    @JsonProperty(required = true) String key,
    @JsonProperty(required = true) JsonNode value,
    JsonNode becomes,
    Long until) {
  /** The key of who is trained. */
  public static final String PLAYERS = "players";

  /** Checks that nothing is missing. */
  public Intervention {
    becomes = becomes == null || becomes.isNull() ? null : becomes;
    if (step < 0 || key == null || value == null || value.isNull()) {
      throw new InputException(
          "unusable intervention",
          "step " + step,
          "a step of at least 0, a key and a value",
          key + ", " + value,
          "Restore the file from a copy of the run");
    }
  }
}
