package org.esgrima.data.avatars;

/** The neckline of what the person wears. */
public enum Clothes {
  /** Round and close. */
  CREW_NECK,
  /** Pointed and deep. */
  V_NECK,
  /** Open, with a collar. */
  SHIRT
}
