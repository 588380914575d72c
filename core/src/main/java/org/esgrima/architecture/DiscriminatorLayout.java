package org.esgrima.architecture;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** How StyleGAN2's discriminator comes from an image to 4 × 4 pixels. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum DiscriminatorLayout {
  /**
   * Residual blocks of two 3 × 3 convolutions that smooth before they halve (Karras et al. 2020,
   * arXiv 1912.04958, Section 4.1).
   */
  RESIDUAL,
  /**
   * One convolution of 4 × 4 and stride 2 for each halving, as in DCGAN (Radford et al. 2016, arXiv
   * 1511.06434, section 3). Nothing is computed at full resolution, so a processor can afford more
   * channels.
   */
  STRIDED
}
