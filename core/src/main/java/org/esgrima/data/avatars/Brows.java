package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * The brows; thickness and arch depend on the person.
 *
 * @param thickness in hundredths of the image; 0.9 … 3.7
 * @param arch 0 is straight; −0.2 … 1.3
 * @param raise in hundredths of the image; −1.8 … 1.8
 */
public record Brows(double thickness, double arch, double raise) {
  static Brows draw(Person person, Chance chance) {
    boolean man = person == Person.MAN;
    return new Brows(
        Math.max(0.9, (man ? 2.6 : 1.6) + 0.3 * chance.bell()),
        (man ? 0.35 : 0.75) + 0.15 * chance.bell(),
        0.5 * chance.bell());
  }
}
