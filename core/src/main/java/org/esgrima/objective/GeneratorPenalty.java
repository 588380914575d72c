package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What the generator minimises beside its loss, by optimiser steps of its own on latents of its
 * own. Adam is corrected for these additional steps: {@link LazyCorrection}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = PathLength.class, name = "path-length"))
public sealed interface GeneratorPenalty permits PathLength {
  /** What it is called where it is logged, as in configurations. */
  String name();

  /** Turns of the generator from one application to the next, at least 1. */
  int interval();

  /**
   * Whether the penalty is applied in a turn.
   *
   * @param turn turns of the generator before this one; the first is 0 and always due
   */
  default boolean dueAt(long turn) {
    return turn % interval() == 0;
  }
}
