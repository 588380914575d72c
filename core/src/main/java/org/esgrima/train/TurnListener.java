package org.esgrima.train;

import org.esgrima.run.control.Side;

/** Is told, within a step, whenever a player's turn is over; the step goes on when it returns. */
@FunctionalInterface
interface TurnListener {
  /** Listens to nothing. */
  TurnListener NONE = (learnt, complete) -> {};

  /**
   * A turn is over.
   *
   * @param learnt the player whose turn it was
   * @param complete whether the step is over with it
   */
  void turnOver(Side learnt, boolean complete);
}
