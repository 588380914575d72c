package org.esgrima.data.draw;

/** What a shape is filled with: one colour, or a straight gradient between two. */
public final class Paint {
  final float[] from;
  final float[] step;
  final float slopeX;
  final float slopeY;
  final float start;

  private Paint(float[] from, float[] step, double slopeX, double slopeY, double start) {
    this.from = from;
    this.step = step;
    this.slopeX = (float) slopeX;
    this.slopeY = (float) slopeY;
    this.start = (float) start;
  }

  /** One colour. */
  public static Paint of(Tone tone) {
    return new Paint(tone.rgb(), new float[3], 0, 0, 0);
  }

  /** From one colour at (x0, y0) to another at (x1, y1), in pixels; beyond them it stays. */
  public static Paint gradient(Tone from, double x0, double y0, Tone to, double x1, double y1) {
    float[] first = from.rgb();
    float[] step = to.rgb();
    for (int c = 0; c < 3; c++) {
      step[c] -= first[c];
    }
    double dx = x1 - x0;
    double dy = y1 - y0;
    double inverse = 1 / Math.max(1e-9, dx * dx + dy * dy);
    // A pixel has the colour of its middle.
    double start = ((0.5 - x0) * dx + (0.5 - y0) * dy) * inverse;
    return new Paint(first, step, dx * inverse, dy * inverse, start);
  }
}
