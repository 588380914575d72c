package org.esgrima.export;

import java.util.OptionalDouble;

/**
 * How a generator is exported.
 *
 * @param truncation ψ that is built in; empty = an input, where the generator has styles and the
 *     format can; of no influence on generators without styles
 * @param noiseAsInput whether the noise of a style-based generator becomes inputs (ONNX)
 * @param pixels whether images become uint8 [N,3,H,W] from 0 to 255 and a condition the number of
 *     its class, int64 [N], with nothing else to give: what torch-fidelity scores (ONNX)
 * @param license under which the weights may be used, as text for people
 */
public record ExportSettings(
    OptionalDouble truncation, boolean noiseAsInput, boolean pixels, String license) {
  /** ψ as an input, constant noise, no word on the licence. */
  public static final ExportSettings DEFAULT =
      new ExportSettings(OptionalDouble.empty(), false, false, "unspecified");

  String truncationText() {
    return truncation.isPresent() ? String.valueOf(truncation.getAsDouble()) : "input";
  }
}
