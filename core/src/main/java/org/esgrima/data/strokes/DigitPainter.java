package org.esgrima.data.strokes;

import java.util.Arrays;
import org.esgrima.data.draw.Chance;

/**
 * Draws handwritten digits the way the MNIST images were made: white ink on black, the ink's longer
 * side fitted into 20 pixels with its proportions kept, soft edges, the centre of mass moved to the
 * middle of 28×28 pixels by whole pixels.
 *
 * <p>Everything is a pure function of the seed and, since only exactly rounded operations and
 * {@link StrictMath} are used, the same on every platform.
 *
 * <p>Paper: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
 * recognition", 1998, section III-A (the normalisation).
 */
public final class DigitPainter {
  /** Part of the fingerprint of what is drawn: raise it with every change of the drawing. */
  public static final int VERSION = 1;

  /** Height and breadth of the image in pixels. */
  public static final int SIDE = 28;

  /** Pixels that stay free on each side before the digit is moved; ink is cut at the box. */
  private static final int MARGIN = 4;

  private static final int BOX = SIDE - 2 * MARGIN;

  /** Only how fast {@link #fit} gets there depends on it. */
  private static final double PEN_ESTIMATE = 2.5;

  private DigitPainter() {}

  /** The factors of the digit that {@link #paint} draws from the same seed. */
  public static Hand hand(long seed) {
    return Hand.draw(new Chance(seed));
  }

  /** The image, [28,28] row by row: 0 is background, 255 (as a byte: −1) is full ink. */
  public static byte[] paint(long seed) {
    Chance chance = new Chance(seed);
    Hand hand = Hand.draw(chance);
    Ink ink = Pen.trace(hand, chance);
    double softness = chance.uniform(0.9, 1.4);
    fit(ink);
    return centred(shade(distances(ink), softness));
  }

  /** Scales the centre line so that the ink's longer side is the box's, and centres it. */
  private static void fit(Ink ink) {
    double scale = BOX / 100.0;
    // The pen does not scale with the digit: a few steps find where digit plus pen fill the box.
    for (int step = 0; step < 3; step++) {
      double extent =
          Math.max(ink.right(scale) - ink.left(scale), ink.bottom(scale) - ink.top(scale));
      scale *= 1 + (BOX - extent) / (extent - PEN_ESTIMATE);
    }
    ink.place(
        scale,
        SIDE / 2.0 - (ink.left(scale) + ink.right(scale)) / 2,
        SIDE / 2.0 - (ink.top(scale) + ink.bottom(scale)) / 2);
  }

  /** Signed distance of each pixel's middle to the edge of the ink, negative inside. */
  private static double[] distances(Ink ink) {
    double[] field = new double[SIDE * SIDE];
    Arrays.fill(field, SIDE);
    for (int i = 1; i < ink.count(); i++) {
      if (!ink.starts(i)) {
        capsule(ink, i, field);
      }
    }
    return field;
  }

  private static void capsule(Ink ink, int i, double[] field) {
    double x0 = ink.x(i - 1);
    double y0 = ink.y(i - 1);
    double r0 = ink.radius(i - 1);
    double dx = ink.x(i) - x0;
    double dy = ink.y(i) - y0;
    double dr = ink.radius(i) - r0;
    double reach = Math.max(r0, r0 + dr) + 1;
    double inverse = 1 / Math.max(dx * dx + dy * dy, 1e-9);
    int left = Math.max(MARGIN, (int) (Math.min(x0, x0 + dx) - reach));
    int right = Math.min(SIDE - MARGIN - 1, (int) (Math.max(x0, x0 + dx) + reach));
    int top = Math.max(MARGIN, (int) (Math.min(y0, y0 + dy) - reach));
    int bottom = Math.min(SIDE - MARGIN - 1, (int) (Math.max(y0, y0 + dy) + reach));
    for (int row = top; row <= bottom; row++) {
      double py = row + 0.5 - y0;
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - x0;
        double t = Math.max(0, Math.min(1, (px * dx + py * dy) * inverse));
        double ex = px - t * dx;
        double ey = py - t * dy;
        double distance = Math.sqrt(ex * ex + ey * ey) - r0 - t * dr;
        int at = row * SIDE + column;
        if (distance < field[at]) {
          field[at] = distance;
        }
      }
    }
  }

  private static int[] shade(double[] field, double softness) {
    int[] image = new int[field.length];
    for (int i = 0; i < image.length; i++) {
      double coverage = 0.5 - field[i] / softness;
      image[i] = (int) (255 * Math.max(0, Math.min(1, coverage)) + 0.5);
    }
    return image;
  }

  private static byte[] centred(int[] image) {
    long mass = 0;
    long momentX = 0;
    long momentY = 0;
    for (int i = 0; i < image.length; i++) {
      mass += image[i];
      momentX += (long) image[i] * (i % SIDE);
      momentY += (long) image[i] * (i / SIDE);
    }
    // The ink keeps MARGIN pixels on each side; a shift within that loses none of it.
    int shiftX = shift(mass, momentX);
    int shiftY = shift(mass, momentY);
    byte[] moved = new byte[image.length];
    for (int row = Math.max(0, shiftY); row < Math.min(SIDE, SIDE + shiftY); row++) {
      for (int column = Math.max(0, shiftX); column < Math.min(SIDE, SIDE + shiftX); column++) {
        moved[row * SIDE + column] = (byte) image[(row - shiftY) * SIDE + column - shiftX];
      }
    }
    return moved;
  }

  private static int shift(long mass, long moment) {
    double wanted = SIDE / 2.0 - (double) moment / mass;
    return (int) Math.max(-MARGIN, Math.min(MARGIN, Math.rint(wanted)));
  }
}
