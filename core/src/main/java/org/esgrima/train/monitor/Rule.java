package org.esgrima.train.monitor;

import java.util.Optional;

/** Finds one trouble. */
interface Rule {
  /**
   * Looks for it.
   *
   * @param history of at least one tick; without the warm-up unless {@link #always} says otherwise
   * @return the trouble as it stands at the newest tick; empty if there is none
   */
  Optional<Diagnosis> judge(History history, Facts facts);

  /** Whether the rule looks at the warm-up, too. */
  default boolean always() {
    return false;
  }
}
