package org.esgrima.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a page needs to know about settings beside those of the run.
 *
 * @param defaults the settings of a run for which nothing was asked
 * @param meanings one sentence for each top key
 */
public record Basis(JsonNode defaults, Map<String, String> meanings) {
  /** Copies the map. */
  public Basis {
    meanings = Map.copyOf(meanings);
  }
}
