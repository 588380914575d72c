package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import org.esgrima.InputException;

/** What a run does with the verdicts of the {@link org.esgrima.train.monitor.GameMonitor}. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum MonitorMode {
  /** The game is not watched: nothing is measured for it. */
  OFF,
  /** Says them, in the terminal, in {@code stats.jsonl} and in {@code events.jsonl}. */
  WARN,
  /** Ends the run, with a checkpoint, at the first verdict other than balanced. */
  STOP,
  /**
   * Goes back to the newest checkpoint from before the trouble and on from there in another way; at
   * most three times, then as {@link #STOP}.
   */
  ROLL_BACK;

  private static final String NAMES = "off, warn, stop or roll-back";

  /** Reads a name; YAML understands a bare {@code off} as false. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static MonitorMode of(JsonNode value) {
    String name = value.isBoolean() && !value.booleanValue() ? "off" : value.asText();
    for (MonitorMode mode : values()) {
      if (mode.name().equalsIgnoreCase(name.replace('-', '_'))) {
        return mode;
      }
    }
    throw new InputException("unknown mode", "monitor", NAMES, name, "Choose one of these");
  }
}
