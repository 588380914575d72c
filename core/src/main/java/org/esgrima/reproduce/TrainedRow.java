package org.esgrima.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A row of runs that are trained and measured.
 *
 * @param name in the table
 * @param preset that they start from
 * @param settings laid over the preset; null for none
 * @param published the paper's values by measure; empty where it shows pictures only
 */
public record TrainedRow(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String preset,
    JsonNode settings,
    @JsonProperty(required = true) Map<String, Published> published)
    implements Row {
  @Override
  public List<Figure> play(Workshop workshop) {
    return workshop.train(this);
  }
}
