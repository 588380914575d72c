package org.esgrima.run.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import org.esgrima.InputException;

/**
 * What a trainer can be told while it works, as the JSON object of one file of the {@link
 * CommandInbox}; {@code command} names it.
 *
 * <p>{@link Players}, {@link Set} and a {@link Step} of one player change the course of the game:
 * they become an {@link Intervention}. The others only change when it is played, and the weights
 * stay the same to the last bit.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Pause.class, name = "pause"),
  @JsonSubTypes.Type(value = Command.Go.class, name = "go"),
  @JsonSubTypes.Type(value = Command.Step.class, name = "step"),
  @JsonSubTypes.Type(value = Command.Stop.class, name = "stop"),
  @JsonSubTypes.Type(value = Command.Players.class, name = "players"),
  @JsonSubTypes.Type(value = Command.Set.class, name = "set"),
  @JsonSubTypes.Type(value = Command.Pace.class, name = "pace")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Command {
  /** Stop playing after the current step and wait: {@code {"command":"pause"}}. */
  record Pause() implements Command {}

  /** Play on, after a pause or steps: {@code {"command":"go"}}. */
  record Go() implements Command {}

  /** End after the current step with a checkpoint, as Ctrl-C does: {@code {"command":"stop"}}. */
  record Stop() implements Command {}

  /**
   * Play some steps, then pause: {@code {"command":"step","count":5}}.
   *
   * @param count steps or half steps, 1 to {@value #MOST}; 1 by default
   * @param half whether the turns of single players are counted, so that the game also pauses
   *     between them; false by default
   * @param only the one player that is trained in these steps; both by default
   */
  record Step(Integer count, Boolean half, Side only) implements Command {
    /** Most steps of one command. */
    public static final int MOST = 1_000_000;

    /** Checks the values and fills in those that are absent. */
    public Step {
      count = count == null ? 1 : count;
      half = half != null && half;
      only = only == null ? Side.BOTH : only;
      require(count >= 1 && count <= MOST, "count", "1 to " + MOST, count);
      require(
          !half || only == Side.BOTH, "half", "steps of both players", "half a step of one player");
    }

    /** Whole steps of both players. */
    public static Step of(int count) {
      return new Step(count, false, Side.BOTH);
    }

    /** Half steps. */
    public static Step halves(int count) {
      return new Step(count, true, Side.BOTH);
    }
  }

  /**
   * Train both players or only one, from the next step on: {@code
   * {"command":"players","players":"discriminator"}}.
   */
  record Players(@JsonProperty(required = true) Side players) implements Command {
    /** Checks that somebody is named. */
    public Players {
      require(players != null, "players", "both, generator or discriminator", "none");
    }
  }

  /**
   * Change a setting from the next step on: {@code
   * {"command":"set","key":"discriminator-steps","value":3}}.
   *
   * @param key {@code generator-optimizer.learning-rate}, {@code discriminator-steps}, {@code
   *     penalties.r1.gamma} …
   * @param value a number; a text such as {@code "x0.5"} multiplies; {@code "configured"} takes all
   *     changes of this key back; for settings that may be one, the object of a schedule
   */
  record Set(
      @JsonProperty(required = true) String key, @JsonProperty(required = true) JsonNode value)
      implements Command {
    /** The value that takes all changes of a key back. */
    public static final String CONFIGURED = "configured";

    /** Checks that both are there. */
    public Set {
      require(key != null, "key", "the name of a setting", "none");
      require(value != null && !value.isNull(), "value", "a value for " + key, "none");
    }
  }

  /**
   * Slow motion: {@code {"command":"pace","steps-per-second":2}}.
   *
   * @param stepsPerSecond at most so many; 0 = as fast as it goes
   */
  record Pace(@JsonProperty(required = true) double stepsPerSecond) implements Command {
    /** Slowest pace but 0: a step in 100 seconds. */
    public static final double SLOWEST = 0.01;

    /** Checks the value. */
    public Pace {
      boolean usable = stepsPerSecond == 0 || stepsPerSecond >= SLOWEST;
      require(
          usable && Double.isFinite(stepsPerSecond),
          "steps-per-second",
          "0 for full speed, or at least " + SLOWEST,
          stepsPerSecond);
    }
  }

  private static void require(boolean good, String key, String expected, Object got) {
    if (!good) {
      throw new InputException("unusable command", key, expected, got, "Correct it");
    }
  }
}
