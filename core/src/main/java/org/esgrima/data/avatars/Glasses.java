package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * Glasses; where they are not worn, those that would be.
 *
 * @param worn whether they are seen
 * @param frame shape of the rims
 * @param colour place on a scale from black over brown, red and blue to slate; 0 … 1
 * @param tint of the lenses: up to 0.15 clear, from 0.75 on dark; 15 % are sunglasses
 * @param size factor on the lenses; 0.79 … 1.21
 */
public record Glasses(boolean worn, Frame frame, double colour, double tint, double size) {
  /** From this tint on they are sunglasses. */
  static final double DARK = 0.5;

  static Glasses draw(Chance chance) {
    boolean worn = chance.below(2) == 1;
    Frame frame = chance.pick(Frame.values(), 0.34, 0.34, 0.18, 0.14);
    double colour = chance.uniform(0, 1);
    boolean dark = chance.uniform(0, 1) < 0.15;
    double tint = dark ? chance.uniform(0.75, 1) : chance.uniform(0, 0.15);
    return new Glasses(worn, frame, colour, tint, 1 + 0.06 * chance.bell());
  }

  /** The same, put on or taken off. */
  public Glasses worn(boolean on) {
    return new Glasses(on, frame, colour, tint, size);
  }

  boolean dark() {
    return tint > DARK;
  }
}
