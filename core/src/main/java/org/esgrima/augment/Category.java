package org.esgrima.augment;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/**
 * The six groups of transforms of Karras et al. 2020, arXiv 2006.06676, Appendix B. The first three
 * are the paper's choice for training, called "bgc" in its code.
 */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Category {
  /** Flips, quarter turns and shifts by whole pixels. */
  BLITTING,
  /** Scaling, rotation and shifts by fractions of pixels. */
  GEOMETRIC,
  /** Brightness, contrast, luma, hue and saturation. */
  COLOR,
  /** Frequency bands made stronger or weaker. */
  FILTERING,
  /** White noise. */
  NOISE,
  /** A rectangle set to 0. */
  CUTOUT
}
