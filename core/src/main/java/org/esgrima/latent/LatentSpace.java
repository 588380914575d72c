package org.esgrima.latent;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** Where latents are moved. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum LatentSpace {
  /** The numbers that are drawn, z; every generator has them. */
  Z,
  /**
   * The styles, one for each layer, that a style-based generator makes of z (Karras et al. 2019,
   * StyleGAN, arXiv 1812.04948, section 2). Factors of variation are less entangled there.
   */
  W
}
