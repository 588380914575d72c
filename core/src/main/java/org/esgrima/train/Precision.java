package org.esgrima.train;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import org.esgrima.io.ElementType;

/** The number format in which networks compute. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Precision {
  /** 32-bit floating point. */
  FP32(ElementType.F32),
  /** 64-bit floating point: about twice as slow, for checks of exactness. */
  FP64(ElementType.F64);

  private final ElementType elementType;

  Precision(ElementType elementType) {
    this.elementType = elementType;
  }

  /** The element type of parameters and samples. */
  public ElementType elementType() {
    return elementType;
  }
}
