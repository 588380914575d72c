package org.esgrima.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The ring: Gaussians with distinct centres (r cos 2πk/K, r sin 2πk/K), k = 0 … K−1.
 *
 * <p>Paper: Lin, Khetan, Fanti and Oh, "PacGAN: The power of two samples in generative adversarial
 * networks", arXiv 1712.04086, section 4.1 (after VEEGAN, arXiv 1705.07761): K = 8, r = 1, σ =
 * 0.01. Other papers have rings of other sizes: {@link #unrolled}, {@link #unrolledNotebook},
 * {@link #wganGp}.
 */
public final class Ring {
  /** K of the published ring. */
  public static final int MODES = 8;

  /** Radius of the published ring. */
  public static final double RADIUS = 1;

  /** Standard deviation of the published ring's Gaussians. */
  public static final double SIGMA = 0.01;

  private Ring() {}

  /** PacGAN's ring, the usual one: 8 modes, radius 1, sigma 0.01. */
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
    return of("ring", seed, modes, radius, sigma);
  }

  /**
   * The ring of Metz et al. 2017 ("Unrolled generative adversarial networks", arXiv 1611.02163): 8
   * modes, radius 2, sigma 0.02.
   */
  public static GaussianMixture unrolled(long seed) {
    return of("ring:unrolled", seed, MODES, 2, 0.02);
  }

  /**
   * The ring of the notebook published with that paper (repository poolio/unrolled_gan, function
   * {@code sample_mog}): radius 1, sigma 0.01, and 7 modes, (sin 2πk/7, cos 2πk/7), of which the
   * first has a share of 2/8 and each other one 1/8. Eight angles from 0 to 2π were meant to be
   * distinct there, but the first and the last are the same.
   */
  public static GaussianMixture unrolledNotebook(long seed) {
    List<GaussianMixture.Centre> centres =
        IntStream.range(0, MODES - 1)
            .mapToObj(k -> centre(Math.PI / 2 - 2 * Math.PI * k / (MODES - 1), RADIUS))
            .toList();
    List<Integer> weights = IntStream.range(0, MODES - 1).mapToObj(k -> k == 0 ? 2 : 1).toList();
    return new GaussianMixture("ring:unrolled-notebook", seed, centres, SIGMA, weights);
  }

  /**
   * The ring of Gulrajani et al. 2017 (WGAN-GP, arXiv 1704.00028) according to their published code
   * ({@code gan_toy.py}): 8 modes, radius 2, sigma 0.02, all divided by 1.414.
   */
  public static GaussianMixture wganGp(long seed) {
    return of("ring:wgan-gp", seed, MODES, 2 / 1.414, 0.02 / 1.414);
  }

  private static GaussianMixture of(
      String name, long seed, int modes, double radius, double sigma) {
    if (modes < 1 || !(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a ring needs modes >= 1 and a positive radius, got " + modes + " and " + radius);
    }
    List<GaussianMixture.Centre> centres =
        IntStream.range(0, modes).mapToObj(k -> centre(2 * Math.PI * k / modes, radius)).toList();
    return new GaussianMixture(name, seed, centres, sigma);
  }

  private static GaussianMixture.Centre centre(double angle, double radius) {
    return new GaussianMixture.Centre(
        radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
  }
}
