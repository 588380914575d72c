package org.esgrima.data;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** The two halves in which published image sets come. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Split {
  /** The samples to learn from. */
  TRAIN,
  /** The samples held back for measuring. */
  TEST
}
