package org.esgrima.architecture;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** Noise that a style-based generator adds to its features, for detail that no style describes. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum SynthesisNoise {
  /** Drawn anew for every sample in training; otherwise that of {@link #CONST}. */
  RANDOM,
  /** Always the same, part of the network's state. */
  CONST,
  /** None; its strengths and its constants are no part of the network's state. */
  NONE
}
