package org.esgrima.reproduce;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** One row of a published table. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(TrainedRow.class), @JsonSubTypes.Type(DiracRow.class)})
public sealed interface Row permits TrainedRow, DiracRow {
  /** Its name in the table. */
  String name();

  /** The paper's values by measure; empty where it shows pictures only. */
  Map<String, Published> published();

  /** Makes the row again. */
  List<Figure> play(Workshop workshop);
}
