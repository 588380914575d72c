package org.esgrima.architecture;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** What StyleGAN2's synthesis starts from: features of 4 × 4 pixels. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum SynthesisInput {
  /** A learned constant, the same for all samples. */
  CONSTANT,
  /**
   * Made of the first style by a fully connected layer, so that samples differ from the start in
   * where things are: the traditional input of configurations A to C in Table 1 of StyleGAN (Karras
   * et al. 2019, arXiv 1812.04948), of w in the place of z.
   */
  STYLE
}
