package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.esgrima.run.control.Side;

/**
 * A game on points in the plane at one moment, for drawing: the content of {@code game/now.json}
 * and its like.
 *
 * @param step finished steps
 * @param learnt in the middle of a step, who has already learnt in it; otherwise absent
 * @param bounds left, right, bottom, top: a square around the real points
 * @param reals x, y, x, y …
 * @param fakes x, y, x, y … of the generator that is trained
 * @param arrows dx, dy for each of the fakes: minus the slope of its own loss
 * @param discriminator what D says on a grid over the bounds
 * @param warp a regular grid of latents, mapped by G
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GameView(
    long step,
    Side learnt,
    Decimals bounds,
    Decimals reals,
    Decimals fakes,
    Decimals arrows,
    Heat discriminator,
    Warp warp) {
  /**
   * What D says of cell centres, row by row from the bottom left.
   *
   * @param scale {@code probability} of being real, or {@code score}: the logits themselves
   */
  record Heat(int columns, int rows, String scale, Decimals values) {}

  /** Points of the mapped grid, x, y, x, y …, row by row. */
  record Warp(int columns, int rows, Decimals points) {}
}
