package org.esgrima.tournament;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** What became of the players of a run; {@link Reading} says when it is which. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Course {
  /** Both got better against all opponents, old ones included. */
  PROGRESS,
  /** Only the generator got better. */
  GENERATOR_ONLY,
  /** Only the discriminator got better. */
  DISCRIMINATOR_ONLY,
  /** Neither got better or worse. */
  STANDSTILL,
  /** A player lost against old opponents what it once could, and it stayed lost. */
  FORGETTING,
  /** What both lost came back again: the players run in circles. */
  CYCLING,
  /** Fewer than three moments show no course. */
  TOO_FEW
}
