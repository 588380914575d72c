package org.esgrima.nn;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** Elementwise nonlinearities that a configuration can name. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Activation implements Layer {
  /** The identity. */
  LINEAR,
  /** max(x, 0). */
  RELU,
  /** x for x &gt; 0, 0.2 · x otherwise: the slope of Radford et al. 2016. */
  LEAKY_RELU,
  /** tanh x, in (-1, 1). */
  TANH,
  /** 1 / (1 + e⁻ˣ), in (0, 1). */
  SIGMOID;

  private static final double SLOPE = 0.2; // Radford et al. 2016, section 4

  @Override
  public <T> T forward(Ops<T> ops, T x) {
    return switch (this) {
      case LINEAR -> x;
      case RELU -> ops.relu(x);
      case LEAKY_RELU -> ops.leakyRelu(x, SLOPE);
      case TANH -> ops.tanh(x);
      case SIGMOID -> ops.sigmoid(x);
    };
  }
}
