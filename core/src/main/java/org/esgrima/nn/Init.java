package org.esgrima.nn;

/**
 * The distribution from which a parameter starts. It is part of the description of a network, so
 * that the description alone decides where training begins.
 */
public sealed interface Init {
  /** Every element {@code value}. */
  record Constant(double value) implements Init {}

  /** Independent draws from N(mean, deviation²). */
  record Normal(double mean, double deviation) implements Init {}

  /** Independent draws from the uniform distribution on [-bound, bound). */
  record Uniform(double bound) implements Init {}

  /**
   * log(p / (1 − p)) of the mean training sample p in [0, 1], clipped to [1e-7, 1 − 1e-7]: a
   * sigmoid output starts at the pixel marginals (pylearn2, {@code init_bias_target_marginals},
   * used by the published code of Goodfellow et al. 2014).
   */
  record LogitOfMeanSample() implements Init {}

  /** Every element 0. */
  static Init zeros() {
    return new Constant(0);
  }

  /** Every element 1. */
  static Init ones() {
    return new Constant(1);
  }

  /** N(0, 0.02²), the start of all DCGAN weights (Radford et al. 2016, section 4). */
  static Init dcgan() {
    return new Normal(0, 0.02);
  }
}
