package org.esgrima.data.image;

/**
 * Centre crop to a square, then resampling with a Lanczos filter that widens with the reduction, so
 * that fine patterns average out instead of aliasing.
 *
 * <p>The rule, exactly, because measured numbers such as FID depend on it:
 *
 * <ol>
 *   <li>Crop: side s = min(H, W), first row ⌊(H - s) / 2⌋, first column ⌊(W - s) / 2⌋.
 *   <li>An image that is already s = R is left as it is.
 *   <li>Each row, then each column: with r = s / R and q = max(1, r), output i lies at c = (i + ½)
 *       r, input j at j + ½, and out(i) = Σ_j w_j in(j) / Σ_j w_j with w_j = L((j + ½ - c) / q)
 *       over the inputs ⌊c - 3q + ½⌋ ≤ j < ⌊c + 3q + ½⌋ inside the image, where L(x) = sinc(x)
 *       sinc(x / 3) for -3 ≤ x < 3.
 *   <li>Each of the two passes is rounded to nearest and clamped to [0, 255]; channels are
 *       independent; the filter works on the encoded (sRGB) values.
 * </ol>
 *
 * <p>These are the numbers of Pillow's {@code Image.resize((R, R), Image.LANCZOS)}. What a filter
 * that does not widen does to FID: Parmar, Zhang, Zhu, "On Aliased Resizing and Surprising
 * Subtleties in GAN Evaluation", CVPR 2022, arXiv:2104.11222, section 3.
 */
public final class Resize {
  /** One line for provenance files; it changes when the numbers change. */
  public static final String RULE = "centre-crop, lanczos3 antialiased, rounded per pass (1)";

  private static final double LOBES = 3;
  // Fixed-point weights, so that the result is the same on every machine.
  private static final int PRECISION = 22;

  private Resize() {}

  /**
   * Crops and resamples.
   *
   * @param image any size, 1 or 3 channels
   * @param resolution width and height of the result, at least 1; may be larger than the image
   * @return [C,resolution,resolution]
   */
  public static Pixels toSquare(Pixels image, int resolution) {
    if (resolution < 1) {
      throw new IllegalArgumentException("resolution " + resolution);
    }
    Pixels square = centreSquare(image);
    if (square.height() == resolution) {
      return square;
    }
    Weights weights = Weights.lanczos(square.height(), resolution);
    // Resampling the rows writes them as columns; doing it twice puts them upright again.
    return resampleRowsTransposed(resampleRowsTransposed(square, weights), weights);
  }

  /** The largest square in the middle. */
  public static Pixels centreSquare(Pixels image) {
    int height = image.height();
    int width = image.width();
    if (height == width) {
      return image;
    }
    int side = Math.min(height, width);
    int top = (height - side) / 2;
    int left = (width - side) / 2;
    byte[] square = new byte[image.channels() * side * side];
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < side; y++) {
        int from = (c * height + top + y) * width + left;
        System.arraycopy(image.values(), from, square, (c * side + y) * side, side);
      }
    }
    return new Pixels(image.channels(), side, side, square);
  }

  /** [C,H,W] to [C,R,H]: every row resampled to R values and laid down as a column. */
  private static Pixels resampleRowsTransposed(Pixels in, Weights weights) {
    int rows = in.height();
    int resolution = weights.first.length;
    byte[] values = in.values();
    byte[] out = new byte[in.channels() * resolution * rows];
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < rows; y++) {
        int row = (c * rows + y) * in.width();
        for (int i = 0; i < resolution; i++) {
          int[] weight = weights.weight[i];
          int from = row + weights.first[i];
          int sum = 1 << (PRECISION - 1);
          for (int j = 0; j < weight.length; j++) {
            sum += weight[j] * (values[from + j] & 0xFF);
          }
          out[(c * resolution + i) * rows + y] =
              (byte) Math.max(0, Math.min(255, sum >> PRECISION));
        }
      }
    }
    return new Pixels(in.channels(), resolution, rows, out);
  }

  /** For each output: its first input, and the weights from there on. */
  private static final class Weights {
    final int[] first;
    final int[][] weight;

    private Weights(int outputs) {
      first = new int[outputs];
      weight = new int[outputs][];
    }

    static Weights lanczos(int inputs, int outputs) {
      Weights weights = new Weights(outputs);
      double ratio = (double) inputs / outputs;
      double stretch = Math.max(1, ratio);
      for (int i = 0; i < outputs; i++) {
        double centre = (i + 0.5) * ratio;
        int from = Math.max(0, (int) (centre - LOBES * stretch + 0.5));
        int to = Math.min(inputs, (int) (centre + LOBES * stretch + 0.5));
        double[] exact = new double[to - from];
        double sum = 0;
        for (int j = from; j < to; j++) {
          exact[j - from] = lanczos((j + 0.5 - centre) / stretch);
          sum += exact[j - from];
        }
        weights.first[i] = from;
        weights.weight[i] = new int[exact.length];
        for (int j = 0; j < exact.length; j++) {
          weights.weight[i][j] = (int) Math.round(exact[j] / sum * (1 << PRECISION));
        }
      }
      return weights;
    }

    private static double lanczos(double x) {
      return x >= -LOBES && x < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
    }

    private static double sinc(double x) {
      return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }
  }
}
