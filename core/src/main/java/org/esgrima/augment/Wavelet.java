package org.esgrima.augment;

/**
 * Doubling and halving the resolution with the wavelet sym6, as matrices for one axis.
 *
 * <p>Shifts by integers of an orthogonal wavelet's filter are orthonormal, so halving what was
 * doubled gives the image back, and a warp in between is free of aliasing (Karras et al. 2020,
 * arXiv 2006.06676, Appendix B). As matrices both are products that libtorch computes fastest and
 * can differentiate as often as needed.
 */
final class Wavelet {
  /** Low-pass filter of sym6 ("least asymmetric", Daubechies 1992), divided by √2: its sum is 1. */
  private static final double[] SYM6 =
      normalized(
          0.015404109327027373,
          0.0034907120842174702,
          -0.11799011114819057,
          -0.048311742585633,
          0.4910559419267466,
          0.787641141030194,
          0.3379294217276218,
          -0.07263752278646252,
          -0.021060292512300564,
          0.04472490177066578,
          0.0017677118642428036,
          -0.007800708325034148);

  /** Index in the finer signal that belongs to index 0 of the coarser one, on the way down. */
  static final int DELAY = SYM6.length / 2 - 1;

  /** Pixels that the filters of both ways reach beyond the image. */
  static final int REACH = SYM6.length / 2;

  private Wavelet() {}

  private static double[] normalized(double... taps) {
    double[] result = new double[taps.length];
    for (int i = 0; i < taps.length; i++) {
      result[i] = taps[i] / Math.sqrt(2);
    }
    return result;
  }

  /** The filter, with sum 1. */
  static double[] taps() {
    return SYM6.clone();
  }

  /**
   * From {@code size} pixels to twice as many and twice the border, row by row. The border
   * continues the image by reflection, with zeros beyond. Pixel i of the image with its border
   * comes to 2 i.
   *
   * @param before pixels of the border before the image, below {@code size}
   * @param after pixels of the border after it, below {@code size}
   * @return [2 (before + size + after), size]
   */
  static double[] doubling(int size, int before, int after) {
    int padded = before + size + after;
    double[] matrix = new double[2 * padded * size];
    for (int to = 0; to < 2 * padded; to++) {
      for (int tap = 0; tap < SYM6.length; tap++) {
        int from = to + DELAY - tap;
        if (from >= 0 && from < 2 * padded && from % 2 == 0) {
          matrix[to * size + reflect(from / 2 - before, size)] += 2 * SYM6[tap];
        }
      }
    }
    return matrix;
  }

  /** Samples that {@link #halving} needs for {@code size} pixels. */
  static int samples(int size) {
    return 2 * size + 2 * DELAY;
  }

  /**
   * From {@link #samples} to {@code size} pixels, row by row; sample 2 i + {@link #DELAY} becomes
   * pixel i.
   *
   * @return [size, samples(size)]
   */
  static double[] halving(int size) {
    int samples = samples(size);
    double[] matrix = new double[size * samples];
    for (int to = 0; to < size; to++) {
      System.arraycopy(SYM6, 0, matrix, to * samples + 2 * to, SYM6.length);
    }
    return matrix;
  }

  /**
   * Where pixel {@code at} is found when an image is mirrored at the centres of its last pixels.
   */
  static int reflect(int at, int size) {
    if (size == 1) {
      return 0;
    }
    int there = Math.floorMod(at, 2 * (size - 1));
    return there < size ? there : 2 * (size - 1) - there;
  }
}
