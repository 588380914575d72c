package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/** What grows on the lower face; of men only. */
public enum Beard {
  /** Nothing. */
  CLEAN_SHAVEN,
  /** A few days' growth. */
  STUBBLE,
  /** On the upper lip alone. */
  MOUSTACHE,
  /** Around the mouth and on the chin. */
  GOATEE,
  /** From ear to ear. */
  FULL_BEARD;

  private static final double[] SHARES = {0.42, 0.17, 0.1, 0.1, 0.21};

  static Beard draw(Person person, Chance chance) {
    Beard drawn = chance.pick(values(), SHARES);
    return person == Person.MAN ? drawn : CLEAN_SHAVEN;
  }

  /** Whether it hides the skin around the mouth. */
  boolean grown() {
    return this != CLEAN_SHAVEN && this != STUBBLE;
  }
}
