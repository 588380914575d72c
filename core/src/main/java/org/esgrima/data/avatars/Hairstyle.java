package org.esgrima.data.avatars;

import java.util.Arrays;
import org.esgrima.data.draw.Chance;

/** How the hair is cut and worn. */
public enum Hairstyle {
  /** None. */
  BALD(0.08, 0),
  /** A few millimetres all over. */
  BUZZ_CUT(0.11, 0),
  /** Short, with a ragged fringe. */
  CROP(0.18, 0.01),
  /** Short, combed to one side. */
  SIDE_PART(0.19, 0.01),
  /** Short, swept up from the forehead. */
  QUIFF(0.15, 0.01),
  /** Short curls. */
  CURLY(0.12, 0.03),
  /** Short, with a long fringe to one side and the ears half covered. */
  PIXIE(0.03, 0.09),
  /** To the chin. */
  BOB(0, 0.17),
  /** To the shoulders. */
  SHOULDER_LENGTH(0.06, 0.12),
  /** Over the shoulders, straight. */
  LONG(0.02, 0.15),
  /** Over the shoulders, in waves. */
  WAVY(0.01, 0.16),
  /** Tied at the back of the head. */
  PONYTAIL(0, 0.09),
  /** Tied in a knot on top of the head. */
  BUN(0.01, 0.1),
  /** A round crown of curls. */
  AFRO(0.04, 0.06);

  private final double shareOfMen;
  private final double shareOfWomen;

  Hairstyle(double shareOfMen, double shareOfWomen) {
    this.shareOfMen = shareOfMen;
    this.shareOfWomen = shareOfWomen;
  }

  static Hairstyle draw(Person person, Chance chance) {
    double[] shares =
        Arrays.stream(values())
            .mapToDouble(h -> person == Person.MAN ? h.shareOfMen : h.shareOfWomen)
            .toArray();
    return chance.pick(values(), shares);
  }

  /** Whether it hangs down on both sides of the face. */
  boolean falls() {
    return this == BOB || this == SHOULDER_LENGTH || this == LONG || this == WAVY;
  }

  /** Whether its outline is one of curls. */
  boolean curls() {
    return this == CURLY || this == AFRO;
  }
}
