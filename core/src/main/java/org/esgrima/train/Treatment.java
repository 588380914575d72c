package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What is done against collapse, forgetting and one player who runs ahead. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Unrolling.class, name = "unrolling"),
  @JsonSubTypes.Type(value = Replay.class, name = "replay"),
  @JsonSubTypes.Type(value = HistoricalAveraging.class, name = "historical-averaging"),
  @JsonSubTypes.Type(value = TopK.class, name = "top-k"),
  @JsonSubTypes.Type(value = BalanceRule.class, name = "balance")
})
public sealed interface Treatment
    permits Unrolling, Replay, HistoricalAveraging, TopK, BalanceRule {}
