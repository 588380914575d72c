package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * The shape of the head; all depends on the person.
 *
 * @param width factor on the breadth; 0.84 … 1.14
 * @param length factor on the height; 0.86 … 1.15
 * @param jaw 0 is pointed, 1 is square
 */
public record Head(double width, double length, double jaw) {
  static Head draw(Person person, Chance chance) {
    boolean man = person == Person.MAN;
    return new Head(
        (man ? 1.01 : 0.97) + 0.035 * chance.bell(),
        (man ? 1.02 : 0.985) + 0.035 * chance.bell(),
        Math.max(0, Math.min(1, (man ? 0.72 : 0.27) + 0.14 * chance.bell())));
  }
}
