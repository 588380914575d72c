package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.esgrima.InputException;

/**
 * Half of the synthetic samples that D sees are old ones, from a {@link ReplayBuffer}.
 *
 * @param capacity old samples that are kept, at least 1; 2,000 by default, this project's choice
 */
@JsonDeserialize(builder = Replay.Keys.class)
public record Replay(int capacity) implements Treatment {
  /** Checks the capacity. */
  public Replay {
    if (capacity < 1) {
      throw new InputException(
          "unusable setting", "treatments: capacity", "at least 1", capacity, "Correct the value");
    }
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private int capacity = 2000;

    Replay build() {
      return new Replay(capacity);
    }
  }
}
