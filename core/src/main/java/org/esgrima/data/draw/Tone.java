package org.esgrima.data.draw;

/**
 * A colour in OKLab, where equal steps look equally large: what palettes are mixed in.
 *
 * <p>Source: Björn Ottosson, "A perceptual color space for image processing", 2020.
 *
 * @param lightness 0 is black, 1 is white
 * @param greenRed the axis a, negative is green
 * @param blueYellow the axis b, negative is blue
 */
public record Tone(double lightness, double greenRed, double blueYellow) {
  private static final int ENCODED_STEPS = 4096;
  private static final float[] ENCODED = encoded();

  /** White. */
  public static final Tone WHITE = new Tone(1, 0, 0);

  /**
   * A tone by its polar coordinates.
   *
   * @param chroma distance from gray, up to about 0.3
   * @param hue degrees: 30 is red, 90 yellow, 145 green, 260 blue
   */
  public static Tone of(double lightness, double chroma, double hue) {
    double angle = StrictMath.toRadians(hue);
    return new Tone(lightness, chroma * StrictMath.cos(angle), chroma * StrictMath.sin(angle));
  }

  /** The tone at {@code at} (0 … 1) on the way through evenly spaced tones. */
  public static Tone along(double at, Tone... tones) {
    double place = Math.max(0, Math.min(1, at)) * (tones.length - 1);
    int before = Math.min((int) place, tones.length - 2);
    return tones[before].mix(tones[before + 1], place - before);
  }

  /** The same hue, lighter by a step (darker by a negative one). */
  public Tone lighter(double step) {
    return new Tone(lightness + step, greenRed, blueYellow);
  }

  /** The same lightness and hue, with this factor on the chroma. */
  public Tone vivid(double factor) {
    return new Tone(lightness, factor * greenRed, factor * blueYellow);
  }

  /** A share (0 … 1) of the way to another tone. */
  public Tone mix(Tone other, double share) {
    return new Tone(
        lightness + share * (other.lightness - lightness),
        greenRed + share * (other.greenRed - greenRed),
        blueYellow + share * (other.blueYellow - blueYellow));
  }

  /** Red, green and blue as encoded in sRGB, each limited to [0, 255]. */
  float[] rgb() {
    double l = cube(lightness + 0.3963377774 * greenRed + 0.2158037573 * blueYellow);
    double m = cube(lightness - 0.1055613458 * greenRed - 0.0638541728 * blueYellow);
    double s = cube(lightness - 0.0894841775 * greenRed - 1.2914855480 * blueYellow);
    return new float[] {
      encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
    };
  }

  private static double cube(double x) {
    return x * x * x;
  }

  /** The transfer function of sRGB, read from a table: within 0.01 of 255 steps. */
  private static float encode(double linear) {
    double x = ENCODED_STEPS * Math.max(0, Math.min(1, linear));
    int before = Math.min((int) x, ENCODED_STEPS - 1);
    float t = (float) (x - before);
    return ENCODED[before] + t * (ENCODED[before + 1] - ENCODED[before]);
  }

  private static float[] encoded() {
    float[] table = new float[ENCODED_STEPS + 1];
    for (int i = 0; i <= ENCODED_STEPS; i++) {
      double x = (double) i / ENCODED_STEPS;
      double y = x <= 0.0031308 ? 12.92 * x : 1.055 * StrictMath.pow(x, 1 / 2.4) - 0.055;
      table[i] = (float) (255 * y);
    }
    return table;
  }
}
