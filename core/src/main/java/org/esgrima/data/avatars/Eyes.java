package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * The eyes.
 *
 * @param colour place on a scale from dark brown over hazel and green to blue, 0 … 1; dark skin
 *     goes with brown eyes
 * @param size factor; 0.75 … 1.25
 * @param slant how much higher the outer corners are, in hundredths of the image; −1.8 … 1.8
 * @param gaze how far they look to the right, in hundredths of the image; −1.3 … 1.3
 */
public record Eyes(double colour, double size, double slant, double gaze) {
  static Eyes draw(Skin skin, Chance chance) {
    double colour = chance.uniform(0, 1) * (1 - 0.7 * skin.depth());
    double size = 1 + 0.07 * chance.bell();
    return new Eyes(colour, size, 0.5 * chance.bell(), 0.35 * chance.bell());
  }
}
