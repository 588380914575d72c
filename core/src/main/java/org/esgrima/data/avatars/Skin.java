package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * The colour of the skin.
 *
 * @param depth 0 is the lightest, 1 the darkest; evenly distributed
 * @param undertone −1 is yellowish, 1 is rosy
 * @param blush redness of the cheeks, 0 … 1
 */
public record Skin(double depth, double undertone, double blush) {
  static Skin draw(Chance chance) {
    return new Skin(chance.uniform(0, 1), chance.uniform(-1, 1), chance.uniform(0, 1));
  }
}
