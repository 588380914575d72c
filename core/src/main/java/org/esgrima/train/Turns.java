package org.esgrima.train;

import org.esgrima.run.control.Side;

/** Counts the turns of one step: two where both players are trained, otherwise one. */
final class Turns {
  private final TurnListener listener;
  private int left;

  Turns(Side trained, TurnListener listener) {
    this.left = trained == Side.BOTH ? 2 : 1;
    this.listener = listener;
  }

  /** The turn of this player is over. */
  void over(Side learnt) {
    left--;
    listener.turnOver(learnt, left == 0);
  }
}
