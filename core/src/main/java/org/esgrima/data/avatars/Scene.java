package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * What is not the person.
 *
 * @param light where it comes from, always above: −1 is left, 1 is right
 * @param hue of the background, 0 … 1: from green over blue and purple to rose
 * @param brightness of the background, 0 … 1
 * @param clothes their neckline
 * @param clothesHue around the circle of hues, 0 … 1
 * @param clothesBrightness 0 … 1
 */
public record Scene(
    double light,
    double hue,
    double brightness,
    Clothes clothes,
    double clothesHue,
    double clothesBrightness) {

  static Scene draw(Chance chance) {
    return new Scene(
        chance.uniform(-1, 1),
        chance.uniform(0, 1),
        chance.uniform(0, 1),
        chance.pick(Clothes.values(), 0.5, 0.22, 0.28),
        chance.uniform(0, 1),
        chance.uniform(0, 1));
  }
}
