package org.esgrima.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The ring: Gaussians with distinct centres (r cos 2πk/K, r sin 2πk/K), k = 0 … K−1.
 *
 * <p>Paper: Lin, Khetan, Fanti and Oh, "PacGAN: The power of two samples in generative adversarial
 * networks", arXiv 1712.04086, section 4.1 (after VEEGAN, arXiv 1705.07761): K = 8, r = 1, σ =
 * 0.01.
 */
public final class Ring {
  /** K of the published ring. */
  public static final int MODES = 8;

  /** Radius of the published ring. */
  public static final double RADIUS = 1;

  /** Standard deviation of the published ring's Gaussians. */
  public static final double SIGMA = 0.01;

  private Ring() {}

  /** The published ring: 8 modes, radius 1, sigma 0.01. */
  public static GaussianMixture of(long seed) {
    return of(seed, MODES, RADIUS, SIGMA);
  }

  /**
   * A ring of any size.
   *
   * @param seed chooses the samples
   * @param modes number of Gaussians, at least 1
   * @param radius distance of the centres from the origin, above 0
   * @param sigma standard deviation of each Gaussian along each axis, above 0
   * @throws IllegalArgumentException if a value is out of range
   */
  public static GaussianMixture of(long seed, int modes, double radius, double sigma) {
    if (modes < 1 || !(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a ring needs modes >= 1 and a positive radius, got " + modes + " and " + radius);
    }
    List<GaussianMixture.Centre> centres =
        IntStream.range(0, modes).mapToObj(k -> centre(2 * Math.PI * k / modes, radius)).toList();
    return new GaussianMixture("ring", seed, centres, sigma);
  }

  private static GaussianMixture.Centre centre(double angle, double radius) {
    return new GaussianMixture.Centre(
        radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
  }
}
