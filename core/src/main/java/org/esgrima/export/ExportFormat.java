package org.esgrima.export;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** Formats of other programs. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum ExportFormat {
  /** A graph for ONNX Runtime and its like; what {@link org.esgrima.runtime.Generator} opens. */
  ONNX,
  /** Weights alone, under the names of the reference implementations in PyTorch. */
  SAFETENSORS,
  /** Weights and code for {@code torch.jit.load}, in Python and C++. */
  TORCHSCRIPT,
  /** One page that generates in a browser, without a network. */
  HTML
}
