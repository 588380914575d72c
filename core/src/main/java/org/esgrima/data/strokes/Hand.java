package org.esgrima.data.strokes;

import org.esgrima.data.draw.Chance;

/**
 * How one digit is written: its class and the factors of the handwriting.
 *
 * @param digit 0 … 9, even shares
 * @param style which of the digit's ways of writing, 0, 1, 2 …
 * @param slant lean of the upright strokes in degrees, positive to the right; −36 … 52
 * @param width mean width of the pen in pixels; 0.9 … 6.5
 * @param curvature roundness of the strokes: 0 would be a polygon, 1 is a Catmull-Rom spline; 0.6 …
 *     1.3
 * @param jitter standard deviation of each control point's displacement, as a share of the digit's
 *     height; 0.004 … 0.03
 * @param aspect factor on the digit's breadth before it is fitted into its box; 0.6 … 1.9
 * @param rotation turn of the whole digit in degrees, positive clockwise; −14 … 14
 * @param pressure standard deviation of the pen's width along the stroke, as a share of the width;
 *     0.02 … 0.2
 */
public record Hand(
    int digit,
    int style,
    double slant,
    double width,
    double curvature,
    double jitter,
    double aspect,
    double rotation,
    double pressure) {

  /**
   * In pixels, close to what MNIST shows: digits are fitted into a box after writing, so the pen is
   * magnified more for a digit that people write small.
   */
  private static final double[] MEDIAN_WIDTH = {
    2.65, 2.6, 2.5, 2.4, 2.25, 2.25, 2.4, 2.4, 2.2, 2.15
  };

  /** Draws a digit class, then everything else given the class. */
  static Hand draw(Chance chance) {
    int digit = chance.below(10);
    int style = drawStyle(digit, chance);
    double slant = 8 + 12.5 * chance.bell();
    double width = MEDIAN_WIDTH[digit] * StrictMath.exp(0.25 * chance.bell());
    double curvature = 0.95 + 0.1 * chance.bell();
    double jitter = chance.uniform(0.004, 0.03);
    double aspect = StrictMath.exp(0.05 + 0.16 * chance.bell());
    double rotation = 4 * chance.bell();
    double pressure = chance.uniform(0.02, 0.2);
    return new Hand(digit, style, slant, width, curvature, jitter, aspect, rotation, pressure);
  }

  private static int drawStyle(int digit, Chance chance) {
    var styles = DigitShapes.styles(digit);
    int total = 0;
    for (Style style : styles) {
      total += style.weight();
    }
    int ticket = chance.below(total);
    int chosen = 0;
    while (ticket >= styles.get(chosen).weight()) {
      ticket -= styles.get(chosen).weight();
      chosen++;
    }
    return chosen;
  }
}
