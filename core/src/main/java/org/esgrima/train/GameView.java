package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.esgrima.run.control.Side;

/**
 * A game on points in the plane at one moment, for drawing: the content of {@code game/now.json}
 * and its like. All numbers have four significant digits.
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
    double[] bounds,
    double[] reals,
    double[] fakes,
    double[] arrows,
    Heat discriminator,
    Warp warp) {
  private static final double LOWEST_OF_FOUR_DIGITS = 1000;

  /**
   * What D says of cell centres, row by row from the bottom left.
   *
   * @param scale {@code probability} of being real, or {@code score}: the logits themselves
   */
  record Heat(int columns, int rows, String scale, double[] values) {}

  /** Points of the mapped grid, x, y, x, y …, row by row. */
  record Warp(int columns, int rows, double[] points) {}

  /** Numbers with four significant digits; those that are not finite stay. */
  static double[] rounded(double[] values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = rounded(values[i]);
    }
    return rounded;
  }

  private static double rounded(double value) {
    double size = Math.abs(value);
    if (size == 0 || !(size < Double.MAX_VALUE) || size < Float.MIN_NORMAL) {
      return size < Float.MIN_NORMAL ? 0 : value;
    }
    // Powers of ten up to 10^22 are exact, so the quotient is the nearest number to its decimals.
    double scale = 1;
    while (size * scale < LOWEST_OF_FOUR_DIGITS) {
      scale *= 10;
    }
    double coarse = 1;
    while (size / coarse >= 10 * LOWEST_OF_FOUR_DIGITS) {
      coarse *= 10;
    }
    return scale > 1 ? Math.rint(value * scale) / scale : Math.rint(value / coarse) * coarse;
  }
}
