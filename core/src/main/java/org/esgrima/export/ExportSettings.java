package org.esgrima.export;

import java.util.OptionalDouble;

/**
 * How a generator is exported.
 *
 * @param truncation ψ that is built in; empty = an input, where the generator has styles and the
 *     format can; of no influence on generators without styles
 * @param noiseAsInput whether the noise of a style-based generator becomes inputs (ONNX)
 * @param license under which the weights may be used, as text for people
 */
public record ExportSettings(OptionalDouble truncation, boolean noiseAsInput, String license) {
  /** ψ as an input, constant noise, no word on the licence. */
  public static final ExportSettings DEFAULT =
      new ExportSettings(OptionalDouble.empty(), false, "unspecified");

  String truncationText() {
    return truncation.isPresent() ? String.valueOf(truncation.getAsDouble()) : "input";
  }
}
