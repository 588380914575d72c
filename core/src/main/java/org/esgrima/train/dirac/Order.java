package org.esgrima.train.dirac;

/** Which player moves when. */
public enum Order {
  /** Both at once, each against the other as it was before. */
  SIMULTANEOUS,
  /** The discriminator first, then the generator against the new one: Algorithm 1 with k = 1. */
  ALTERNATING
}
