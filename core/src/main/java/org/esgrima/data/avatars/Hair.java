package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * Hair.
 *
 * @param style its cut; depends on the person, with overlap
 * @param lightness 0 is black, 1 is blonde, or white without warmth; dark skin goes with dark hair
 * @param warmth 0 is ash or gray, 1 is auburn, red or gold; one in ten is gray
 * @param volume −1 lies close, 1 stands off
 * @param length −1 … 1, of hair that falls or is tied
 * @param parting −1 to the left … 1 to the right of the picture; its sign mirrors lopsided cuts
 * @param fringe 0 leaves the forehead free, 1 covers it, in hair that falls
 */
public record Hair(
    Hairstyle style,
    double lightness,
    double warmth,
    double volume,
    double length,
    double parting,
    double fringe) {

  static Hair draw(Person person, Skin skin, Chance chance) {
    Hairstyle style = Hairstyle.draw(person, chance);
    double lightness = chance.uniform(0, 1) * (1 - 0.75 * skin.depth());
    double warmth = chance.uniform(0, 1);
    if (chance.uniform(0, 1) < 0.1) {
      lightness = chance.uniform(0.5, 1);
      warmth = 0;
    }
    return new Hair(
        style,
        lightness,
        warmth,
        chance.uniform(-1, 1),
        chance.uniform(-1, 1),
        chance.uniform(-1, 1),
        chance.uniform(0, 1));
  }

  /** How much of the forehead a fringe covers, 0 … 1: most hair has one or has none. */
  double covering() {
    double t = Math.max(0, Math.min(1, 2.2 * fringe - 1));
    return t * t * (3 - 2 * t);
  }
}
