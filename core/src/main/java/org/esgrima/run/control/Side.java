package org.esgrima.run.control;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** Who is trained. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Side {
  /** Both players, as in the ordinary game. */
  BOTH,
  /** The discriminator only. */
  DISCRIMINATOR,
  /** The generator only. */
  GENERATOR;

  /** Whether the discriminator is trained. */
  public boolean trainsDiscriminator() {
    return this != GENERATOR;
  }

  /** Whether the generator is trained. */
  public boolean trainsGenerator() {
    return this != DISCRIMINATOR;
  }
}
