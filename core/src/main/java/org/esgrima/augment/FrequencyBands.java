package org.esgrima.augment;

import java.util.Arrays;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/**
 * Image-space filtering: four frequency bands, each an octave wide (the lowest reaches down to 0),
 * are amplified or weakened independently (Karras et al. 2020, arXiv 2006.06676, Appendix B).
 *
 * <p>The bands come from the wavelet sym2. Its half-band filter, the autocorrelation of its taps,
 * is H(z) = (−z⁻³ + 9 z⁻¹ + 16 + 9 z − z³) / 32, which with its mirror H(−z) sums to 1. So do
 *
 * <pre>
 * H(z) H(z²) H(z⁴),  H(z) H(z²) H(−z⁴),  H(z) H(−z²),  H(−z)
 * </pre>
 *
 * <p>which pass, of the frequencies up to π, those below π/8, then up to π/4, π/2 and π.
 */
final class FrequencyBands {
  /** Number of bands. */
  static final int COUNT = 4;

  /** Expected power of images in the four bands: 1/f, with sum 1. */
  private static final double[] POWER = {10.0 / 13, 1.0 / 13, 1.0 / 13, 1.0 / 13};

  private static final double[] LOW = {-1 / 32.0, 0, 9 / 32.0, 16 / 32.0, 9 / 32.0, 0, -1 / 32.0};
  private static final double[] HIGH = {1 / 32.0, 0, -9 / 32.0, 16 / 32.0, -9 / 32.0, 0, 1 / 32.0};

  private static final double[][] BANDS = {
    product(LOW, spread(LOW, 2), spread(LOW, 4)),
    product(LOW, spread(LOW, 2), spread(HIGH, 4)),
    product(LOW, spread(HIGH, 2)),
    HIGH
  };

  private FrequencyBands() {}

  /** H(z) to H(zⁿ): zeros between the taps. */
  private static double[] spread(double[] taps, int n) {
    double[] result = new double[(taps.length - 1) * n + 1];
    for (int i = 0; i < taps.length; i++) {
      result[i * n] = taps[i];
    }
    return result;
  }

  private static double[] product(double[]... filters) {
    return Arrays.stream(filters).reduce(new double[] {1}, FrequencyBands::convolve);
  }

  private static double[] convolve(double[] a, double[] b) {
    double[] result = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        result[i + j] += a[i] * b[j];
      }
    }
    return result;
  }

  /** Taps of a band, 0 for the lowest; an odd number, symmetric about the middle. */
  static double[] taps(int band) {
    return BANDS[band].clone();
  }

  /**
   * Draws how much each band is amplified. The amplifications of one band are scaled so that the
   * power expected of an image stays.
   *
   * @return one gain for each band of each image
   */
  static double[][] draw(Lottery lottery, Amounts amounts) {
    double[][] gains = new double[lottery.images()][COUNT];
    for (double[] gain : gains) {
      Arrays.fill(gain, 1);
    }
    for (int band = 0; band < COUNT; band++) {
      double chance = lottery.probability() * amounts.bands().get(band);
      double[] factors =
          lottery
              .draw(Transform.FILTERING, chance)
              .normal(1, n -> Math.pow(2, n * amounts.filtering()));
      for (int i = 0; i < gains.length; i++) {
        amplify(gains[i], band, factors[i]);
      }
    }
    return gains;
  }

  private static void amplify(double[] gains, int band, double factor) {
    double power = Math.sqrt(1 + POWER[band] * (factor * factor - 1));
    for (int b = 0; b < COUNT; b++) {
      gains[b] *= (b == band ? factor : 1) / power;
    }
  }

  /**
   * Filters every image along both axes, continued by reflection.
   *
   * @param images [N,C,H,W]
   * @param gains one for each band of each image
   * @return [N,C,H,W]; {@code images} itself if all gains are 1
   */
  static Tensor apply(Tensor images, double[][] gains) {
    if (Arrays.stream(gains).flatMapToDouble(Arrays::stream).allMatch(g -> g == 1)) {
      return images;
    }
    Tensor rows = matrices(images, gains, Math.toIntExact(images.shape().size(2)));
    Tensor columns = matrices(images, gains, Math.toIntExact(images.shape().size(3)));
    return rows.matmul(images).matmul(columns.transpose(2, 3));
  }

  /** The filter of each image along an axis of that size: [N,1,size,size]. */
  private static Tensor matrices(Tensor images, double[][] gains, int size) {
    double[] all = Arrays.stream(gains).flatMapToDouble(Arrays::stream).toArray();
    Tensor perImage = Tensor.of(all, Shape.of(gains.length, COUNT));
    Tensor perBand = Tensor.of(matrices(size), Shape.of(COUNT, (long) size * size));
    return perImage.matmul(perBand).reshape(-1, 1, size, size).like(images);
  }

  private static double[] matrices(int size) {
    double[] matrices = new double[COUNT * size * size];
    for (int band = 0; band < COUNT; band++) {
      double[] taps = BANDS[band];
      for (int to = 0; to < size; to++) {
        for (int tap = 0; tap < taps.length; tap++) {
          int from = Wavelet.reflect(to + tap - taps.length / 2, size);
          matrices[(band * size + to) * size + from] += taps[tap];
        }
      }
    }
    return matrices;
  }
}
