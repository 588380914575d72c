package org.esgrima.latent;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/**
 * How long a point is made that was calculated of others.
 *
 * <p>Latents of d normal numbers nearly all have a length near √d, and a generator has learnt
 * nothing about others. A mean of n is shorter by √n where it is chance, so that sums of means of
 * many lie near the middle, where no latent is ever drawn (White 2016, "Sampling generative
 * networks", arXiv 1609.04468, section 2, which is why the spherical interpolation exists).
 */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum LatentLength {
  /** √d in {@link LatentSpace#Z} of normal numbers; elsewhere as it was calculated. */
  TYPICAL,
  /** As it was calculated, as Radford et al. 2016 did. */
  AS_CALCULATED;

  /**
   * The point at its length; the point itself where nothing changes.
   *
   * @param normal whether it lies in {@link LatentSpace#Z}, of normal numbers
   */
  public double[] of(double[] point, boolean normal) {
    double length = 0;
    for (double value : point) {
      length = Math.hypot(length, value);
    }
    if (this == AS_CALCULATED || !normal || length == 0) {
      return point;
    }
    double[] scaled = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      scaled[i] = point[i] * Math.sqrt(point.length) / length;
    }
    return scaled;
  }
}
