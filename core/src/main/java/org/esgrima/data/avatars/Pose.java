package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * Where the head is and where it looks.
 *
 * @param turn degrees, to the right of the picture is positive; −28 … 28
 * @param tilt degrees, clockwise is positive; −9.1 … 9.1
 * @param scale factor on the size; 0.89 … 1.11
 * @param x shift to the right, in hundredths of the image; −3.9 … 3.9
 * @param y shift down, in hundredths of the image; −3.2 … 3.2
 */
public record Pose(double turn, double tilt, double scale, double x, double y) {
  static Pose draw(Chance chance) {
    return new Pose(
        8 * chance.bell(),
        2.6 * chance.bell(),
        1 + 0.03 * chance.bell(),
        1.1 * chance.bell(),
        0.9 * chance.bell());
  }
}
