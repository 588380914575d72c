package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.esgrima.InputException;
import org.esgrima.nn.Network;

/**
 * Both players are held near the mean of their own past: {@link HistoricalAverage}.
 *
 * @param weight at least 0; 1e-3 by default, this project's choice (the paper gives none)
 */
@JsonDeserialize(builder = HistoricalAveraging.Keys.class)
public record HistoricalAveraging(double weight) implements Treatment {
  /** Checks the weight. */
  public HistoricalAveraging {
    if (!(weight >= 0 && Double.isFinite(weight))) {
      throw new InputException(
          "unusable setting",
          "treatments: weight",
          "a number of at least 0",
          weight,
          "Correct the value");
    }
  }

  /** The average of a player, starting now. */
  HistoricalAverage of(Network player) {
    return new HistoricalAverage(weight, player.parameters());
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double weight = 1e-3;

    HistoricalAveraging build() {
      return new HistoricalAveraging(weight);
    }
  }
}
