package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * The nose; its width depends on the person.
 *
 * @param width half of it, in hundredths of the image; 1.8 … 5
 * @param length down from the eyes, in hundredths of the image; 7.9 … 12.1
 */
public record Nose(double width, double length) {
  static Nose draw(Person person, Chance chance) {
    double width = (person == Person.MAN ? 3.7 : 3.1) + 0.35 * chance.bell();
    return new Nose(width, 10 + 0.6 * chance.bell());
  }
}
