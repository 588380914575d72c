package org.esgrima.train;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.util.Optional;
import org.esgrima.io.ElementType;

/** The number format in which networks are trained. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Precision {
  /** 32-bit floating point. */
  FP32(ElementType.F32),
  /** 64-bit floating point: about twice as slow, for checks of exactness. */
  FP64(ElementType.F64),
  /**
   * bfloat16 in convolutions and products of matrices; weights, their average and optimiser, losses
   * and all else in 32-bit floating point. Needs hardware for it: see {@link FasterPrecision}.
   */
  BF16(ElementType.F32),
  /** {@link #BF16} or {@link #FP32}, whichever convolves faster when the run begins. */
  AUTO(ElementType.F32);

  private final ElementType elementType;

  Precision(ElementType elementType) {
    this.elementType = elementType;
  }

  /** The element type of parameters and samples. */
  public ElementType elementType() {
    return elementType;
  }

  /** What people should know before they train with it here: one line. */
  Optional<String> warning() {
    return mixed() && FasterPrecision.measure() == FP32
        ? Optional.of(
            "precision: this machine convolves faster in float32 than in bfloat16; --precision auto"
                + " chooses")
        : Optional.empty();
  }

  /** Whether convolutions and products of matrices are in bfloat16. */
  boolean mixed() {
    return this == BF16;
  }

  /** This, or what {@link #AUTO} comes to on this machine. */
  Precision resolved() {
    return this == AUTO ? FasterPrecision.measure() : this;
  }
}
