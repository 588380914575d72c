package org.esgrima.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The grid: Gaussians on a square lattice around the origin, {−4, −2, 0, 2, 4}² by default; mode
 * {@code side·row + column} counts upwards in x first, then in y.
 *
 * <p>Paper: Lin, Khetan, Fanti and Oh, "PacGAN: The power of two samples in generative adversarial
 * networks", arXiv 1712.04086, section 4.1 (after VEEGAN, arXiv 1705.07761): 5 × 5, spacing 2, σ =
 * 0.05. Another paper has divided it by its standard deviation: {@link #wganGp}.
 */
public final class Grid {
  /** Modes along one side of the published grid. */
  public static final int SIDE = 5;

  /** Distance between neighbouring centres of the published grid. */
  public static final double SPACING = 2;

  /** Standard deviation of the published grid's Gaussians. */
  public static final double SIGMA = 0.05;

  private Grid() {}

  /** PacGAN's grid, the usual one: 25 modes, spacing 2, sigma 0.05. */
  public static GaussianMixture of(long seed) {
    return of(seed, SIDE, SPACING, SIGMA);
  }

  /**
   * A grid of any size.
   *
   * @param seed chooses the samples
   * @param side number of Gaussians along one side, at least 1
   * @param spacing distance between neighbouring centres, above 0
   * @param sigma standard deviation of each Gaussian along each axis, above 0
   * @throws IllegalArgumentException if a value is out of range
   */
  public static GaussianMixture of(long seed, int side, double spacing, double sigma) {
    return of("grid", seed, side, spacing, sigma);
  }

  /**
   * The grid of Gulrajani et al. 2017 (WGAN-GP, arXiv 1704.00028) according to their published code
   * ({@code gan_toy.py}): 25 modes, spacing 2, sigma 0.05, all divided by 2.828.
   */
  public static GaussianMixture wganGp(long seed) {
    return of("grid:wgan-gp", seed, SIDE, SPACING / 2.828, SIGMA / 2.828);
  }

  private static GaussianMixture of(
      String name, long seed, int side, double spacing, double sigma) {
    if (side < 1 || !(spacing > 0 && spacing < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a grid needs side >= 1 and a positive spacing, got " + side + " and " + spacing);
    }
    List<GaussianMixture.Centre> centres =
        IntStream.range(0, side * side)
            .mapToObj(k -> centre(k % side, k / side, side, spacing))
            .toList();
    return new GaussianMixture(name, seed, centres, sigma);
  }

  private static GaussianMixture.Centre centre(int column, int row, int side, double spacing) {
    double middle = (side - 1) / 2.0;
    return new GaussianMixture.Centre(spacing * (column - middle), spacing * (row - middle));
  }
}
