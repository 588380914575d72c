package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * The mouth.
 *
 * @param smile 0 is earnest; above 0.6 the teeth show; 1 laughs
 * @param fullness of the lips, 0.4 … 1.6; depends on the person
 * @param width factor; 0.79 … 1.21
 * @param colour of the lips: 0 is berry, 0.5 red, 1 coral; strong on women, faint on men
 */
public record Mouth(double smile, double fullness, double width, double colour) {
  static Mouth draw(Person person, Chance chance) {
    return new Mouth(
        chance.uniform(0, 1),
        Math.max(0.4, (person == Person.MAN ? 0.75 : 1.1) + 0.13 * chance.bell()),
        1 + 0.06 * chance.bell(),
        chance.uniform(0, 1));
  }

  /** How far the lips are apart. */
  double opening() {
    return 9 * Math.max(0, smile - 0.6);
  }
}
