package org.esgrima.train;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** Which player is updated first in a step. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum TurnOrder {
  /** D learns, then G against the new D: Algorithm 1 of Goodfellow et al. 2014. */
  DISCRIMINATOR_FIRST,
  /** G learns, then D from the samples of the new G: the authors' code of StyleGAN2. */
  GENERATOR_FIRST,
  /** Both learn from one minibatch, against each other as they were before. */
  SIMULTANEOUS
}
